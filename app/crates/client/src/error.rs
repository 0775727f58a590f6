//! What can go wrong, by what the person or the view can do about it.

use heilsam_crypto::CryptoError;
use heilsam_protocol::{Problem, ProblemCode};

use crate::store::StoreError;
use crate::sync::Mismatch;
use crate::transport::TransportError;

/// Why an action did not work.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ClientError {
    /// No answer: nothing is lost, try again with a connection.
    #[error("no connection to the server")]
    Offline,
    /// The server refused; the code says why.
    #[error("{0}")]
    Refused(Problem),
    /// Somebody else changed it after it was read: nothing was written; show it again.
    #[error("somebody else changed it meanwhile")]
    ChangedMeanwhile,
    /// The server answered something that is not part of the contract.
    #[error("the server's answer cannot be understood: {0}")]
    Answer(&'static str),
    /// Nobody is logged in on this device.
    #[error("nobody is logged in")]
    LoggedOut,
    /// The server's data do not match the signed state; nothing is exchanged any more.
    #[error("the server's data does not match your signed state: {0}")]
    Frozen(Mismatch),
    /// The device refuses to store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A key, slot or record was refused.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// So many versions of another account wait on this device. Nothing was erased and nobody came in: that account logs in and
    /// sends them, or [`crate::Client::forget_here`] erases them.
    #[error("{0} versions of another account were not sent yet")]
    Unsent(usize),
    /// A consent that is needed is not in force.
    #[error("the consent for this is missing")]
    ConsentMissing,
    /// There is no such entry (any more).
    #[error("there is no such entry")]
    NotFound,
    /// The passkey has no PRF extension and cannot lock the account.
    #[error("this passkey cannot protect the keys of the account")]
    PasskeyWithoutSecret,
}

impl ClientError {
    /// The code of a refusal by the server.
    #[must_use]
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            _ => None,
        }
    }
}

impl From<TransportError> for ClientError {
    fn from(_: TransportError) -> Self {
        Self::Offline
    }
}

impl From<Problem> for ClientError {
    fn from(problem: Problem) -> Self {
        match problem.code {
            ProblemCode::ConsentMissing => Self::ConsentMissing,
            ProblemCode::NotLoggedIn => Self::LoggedOut,
            ProblemCode::ChangedMeanwhile => Self::ChangedMeanwhile,
            _ => Self::Refused(problem),
        }
    }
}
