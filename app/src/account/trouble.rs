//! What can go wrong, in words that say what to do.

use dioxus::prelude::*;

use heilsam_client::ClientError;
use heilsam_protocol::{Problem, ProblemCode};

use super::passkey::PasskeyError;
use super::unsent::OthersUnsent;
use crate::components::{Kind, Notice};
use crate::i18n::Words;
use crate::t;

/// Why an action did not work, by what the person can do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Activation or enrolment code unknown, used or expired.
    CodeRefused,
    /// The insurer has not answered about the code before.
    CodeWaiting,
    /// The factors do not belong together.
    LoginRefused,
    /// The server has forgotten the step before: again from the start.
    StartAgain,
    /// No connection.
    Offline,
    /// Too many tries; seconds to wait.
    TooMany(u64),
    /// The session has ended.
    SessionEnded,
    /// The login is too long ago to change what one logs in with.
    NotFresh,
    /// So many entries of another account lie on this device and were not sent: nothing was erased, nobody came in.
    Unsent(usize),
    /// The consent for it is missing.
    ConsentMissing,
    /// The period of the prescription is over: nothing new is written.
    PeriodOver,
    /// The server failed.
    Server,
    /// The browser refuses to store.
    Storage,
    /// The server's data do not match the signed state.
    Frozen,
    /// The account has another role.
    WrongRole,
    /// The main user of the practice has not released this device.
    DeviceWaits,
    /// The account registered without a code, and its proof was not found right yet.
    Unproven,
    /// The six digits are wrong or too old.
    WrongDigits,
    /// There is no such thing (any more).
    Gone,
    /// Somebody else changed it while the reader looked at it.
    ChangedMeanwhile,
    /// Without this channel nobody could object to the trusted person.
    LastChannel,
    /// It is more than the server takes at once.
    TooMuch,
    /// The passkey did not work.
    Passkey(PasskeyError),
    /// The passkey has no secret that could lock the account.
    PasskeyWithoutSecret,
}

impl From<PasskeyError> for Trouble {
    fn from(error: PasskeyError) -> Self {
        Self::Passkey(error)
    }
}

impl From<ClientError> for Trouble {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Offline => Self::Offline,
            ClientError::Refused(problem) => refusal(&problem),
            ClientError::ChangedMeanwhile => Self::ChangedMeanwhile,
            ClientError::Answer(_) => Self::Server,
            ClientError::LoggedOut => Self::SessionEnded,
            ClientError::Frozen(_) | ClientError::Crypto(_) => Self::Frozen,
            ClientError::Store(_) => Self::Storage,
            ClientError::Unsent(count) => Self::Unsent(count),
            ClientError::ConsentMissing => Self::ConsentMissing,
            ClientError::NotFound => Self::Gone,
            ClientError::PasskeyWithoutSecret => Self::PasskeyWithoutSecret,
        }
    }
}

impl From<Trouble> for Words {
    fn from(trouble: Trouble) -> Self {
        Self::new(move || trouble.text())
    }
}

const WAIT_SECONDS: u64 = 60;
/// From so many seconds on a wait is told in minutes.
const LONG_WAIT: u64 = 120;

fn refusal(problem: &Problem) -> Trouble {
    match problem.code {
        ProblemCode::CodeRefused => Trouble::CodeRefused,
        ProblemCode::CodeWaiting => Trouble::CodeWaiting,
        ProblemCode::LoginRefused => Trouble::LoginRefused,
        ProblemCode::StartAgain => Trouble::StartAgain,
        ProblemCode::InvalidField => Trouble::WrongDigits,
        ProblemCode::NotLoggedIn => Trouble::SessionEnded,
        ProblemCode::LoginNotFresh => Trouble::NotFresh,
        ProblemCode::ConsentMissing => Trouble::ConsentMissing,
        ProblemCode::PeriodOver => Trouble::PeriodOver,
        ProblemCode::Forbidden => Trouble::WrongRole,
        ProblemCode::DeviceNotReleased => Trouble::DeviceWaits,
        ProblemCode::NotProven => Trouble::Unproven,
        ProblemCode::NotFound | ProblemCode::Conflict => Trouble::Gone,
        ProblemCode::ChangedMeanwhile => Trouble::ChangedMeanwhile,
        ProblemCode::LastChannel => Trouble::LastChannel,
        ProblemCode::TooManyRequests => Trouble::TooMany(problem.retry_after.unwrap_or(WAIT_SECONDS)),
        ProblemCode::TooLarge => Trouble::TooMuch,
        ProblemCode::Timeout | ProblemCode::Unavailable => Trouble::Offline,
        ProblemCode::BadRequest
        | ProblemCode::SignatureRefused
        | ProblemCode::CollectionMoved
        | ProblemCode::VersionConflict
        | ProblemCode::Internal => Trouble::Server,
    }
}

impl Trouble {
    /// The sentence for the reader.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::CodeRefused => t!("trouble-code"),
            Self::CodeWaiting => t!("trouble-code-waiting"),
            Self::LoginRefused => t!("trouble-login"),
            Self::StartAgain => t!("trouble-again"),
            Self::Offline => t!("trouble-offline"),
            Self::TooMany(seconds) if *seconds > LONG_WAIT => {
                t!("trouble-many-minutes", minutes = seconds.div_ceil(60))
            }
            Self::TooMany(seconds) => t!("trouble-many", seconds = *seconds),
            Self::SessionEnded => t!("trouble-session"),
            Self::NotFresh => t!("trouble-fresh"),
            Self::Unsent(count) => t!("trouble-unsent", count = *count),
            Self::ConsentMissing => t!("trouble-consent"),
            Self::PeriodOver => t!("trouble-period"),
            Self::Server => t!("trouble-server"),
            Self::TooMuch => t!("trouble-too-much"),
            Self::Storage => t!("trouble-storage"),
            Self::Frozen => t!("trouble-frozen"),
            Self::WrongRole => t!("trouble-role"),
            Self::DeviceWaits => t!("trouble-device"),
            Self::Unproven => t!("trouble-unproven"),
            Self::WrongDigits => t!("trouble-digits"),
            Self::Gone => t!("trouble-gone"),
            Self::ChangedMeanwhile => t!("trouble-changed"),
            Self::LastChannel => t!("trouble-last-channel"),
            Self::PasskeyWithoutSecret => t!("passkey-no-secret"),
            Self::Passkey(PasskeyError::Unsupported) => t!("passkey-unsupported"),
            Self::Passkey(PasskeyError::Cancelled) => t!("passkey-cancelled"),
            Self::Passkey(PasskeyError::AlreadyThere) => t!("passkey-already"),
            Self::Passkey(PasskeyError::Failed) => t!("passkey-failed"),
        }
    }

    const fn kind(&self) -> Kind {
        match self {
            Self::Frozen => Kind::Danger,
            Self::Passkey(PasskeyError::Cancelled) => Kind::Info,
            _ => Kind::Warning,
        }
    }
}

/// Shows what went wrong, and reads it aloud; where somebody's entries are in the way, also the way on.
#[component]
pub fn TroubleNotice(trouble: Option<Trouble>) -> Element {
    match trouble {
        None => rsx! {},
        Some(Trouble::Unsent(count)) => rsx! { OthersUnsent { count } },
        Some(trouble) => rsx! {
            Notice { kind: trouble.kind(), announce: true, id: "trouble", p { {trouble.text()} } }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_of_the_server_has_words() {
        for code in ProblemCode::ALL {
            let text = Trouble::from(ClientError::Refused(Problem::new(code))).text();
            assert!(text.starts_with("trouble-"), "{code:?} has no text");
        }
    }

    #[test]
    fn a_broken_line_is_not_called_a_wrong_passphrase() {
        assert_eq!(Trouble::from(ClientError::Offline), Trouble::Offline);
    }
}
