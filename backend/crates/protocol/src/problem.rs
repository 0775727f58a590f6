//! Errors on the wire: `application/problem+json`.
//!
//! Source: RFC 9457.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the client can act on; the text for people is made by the client from the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// The request cannot be read.
    BadRequest,
    /// A field has a value that is not possible; `detail` names it.
    InvalidField,
    /// No session, or the session has ended: log in.
    NotLoggedIn,
    /// The factors do not fit; answers alike for unknown and known accounts.
    LoginRefused,
    /// The activation or enrolment code is unknown, used or expired; answers alike.
    CodeRefused,
    /// The insurer has not answered about this account's earlier code: the new one was not redeemed, try later.
    CodeWaiting,
    /// The server does not know the step before this one (any more), after a restart or too long a pause: start again.
    StartAgain,
    /// The login is too long ago for this step: log in once more, then try again.
    LoginNotFresh,
    /// The role may not do this.
    Forbidden,
    /// The main user of the practice has not released the device that asks.
    DeviceNotReleased,
    /// The account registered without a code, and the operators have not found its proof of being a doctor right.
    NotProven,
    /// There is no such thing, or it belongs to somebody else.
    NotFound,
    /// The collection has moved on: pull, merge, try again. `count` holds the present number of records.
    CollectionMoved,
    /// A record version is not the next one.
    VersionConflict,
    /// No consent for this processing is in force.
    ConsentMissing,
    /// The prescription is over: nothing new is taken. What is there can be read, changed, taken along and deleted.
    PeriodOver,
    /// A signature is not the account's own, or does not cover exactly this: nothing was stored.
    SignatureRefused,
    /// The state does not allow the step (the consultation is over, the last credential ...).
    Conflict,
    /// Somebody else changed the consultation after it was read: nothing was written; read it again.
    ChangedMeanwhile,
    /// The last channel for messages stays as long as there is a trusted person: end that first.
    LastChannel,
    /// Larger than allowed.
    TooLarge,
    /// Too many tries: `retry_after` holds seconds.
    TooManyRequests,
    /// Took too long.
    Timeout,
    /// The server failed; nothing was changed.
    Internal,
    /// A part of the server is not available right now.
    Unavailable,
}

impl ProblemCode {
    /// All codes.
    pub const ALL: [Self; 25] = [
        Self::BadRequest,
        Self::InvalidField,
        Self::NotLoggedIn,
        Self::LoginRefused,
        Self::CodeRefused,
        Self::CodeWaiting,
        Self::StartAgain,
        Self::LoginNotFresh,
        Self::Forbidden,
        Self::DeviceNotReleased,
        Self::NotProven,
        Self::NotFound,
        Self::CollectionMoved,
        Self::VersionConflict,
        Self::ConsentMissing,
        Self::PeriodOver,
        Self::SignatureRefused,
        Self::Conflict,
        Self::ChangedMeanwhile,
        Self::LastChannel,
        Self::TooLarge,
        Self::TooManyRequests,
        Self::Timeout,
        Self::Internal,
        Self::Unavailable,
    ];

    /// The HTTP status that goes with the code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest | Self::SignatureRefused => 400,
            Self::InvalidField | Self::CodeRefused => 422,
            Self::NotLoggedIn | Self::LoginRefused => 401,
            Self::LoginNotFresh
            | Self::Forbidden
            | Self::DeviceNotReleased
            | Self::NotProven
            | Self::ConsentMissing
            | Self::PeriodOver => 403,
            Self::NotFound => 404,
            Self::StartAgain
            | Self::CollectionMoved
            | Self::VersionConflict
            | Self::CodeWaiting
            | Self::Conflict
            | Self::ChangedMeanwhile
            | Self::LastChannel => 409,
            Self::TooLarge => 413,
            Self::TooManyRequests => 429,
            Self::Timeout => 408,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// One English sentence for developers.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::BadRequest => "The request cannot be read",
            Self::InvalidField => "A field has an impossible value",
            Self::NotLoggedIn => "No session: log in",
            Self::LoginRefused => "The login was refused",
            Self::CodeRefused => "The code was refused",
            Self::CodeWaiting => "An earlier code still waits for the insurer's answer",
            Self::StartAgain => "The step before this one is not known any more: start again",
            Self::LoginNotFresh => "The login is too long ago for this step: log in once more",
            Self::Forbidden => "The role may not do this",
            Self::DeviceNotReleased => "The practice's main user has not released this device",
            Self::NotProven => "The operators have not found the proof of being a doctor right",
            Self::NotFound => "There is no such thing",
            Self::CollectionMoved => "The collection has moved on",
            Self::VersionConflict => "The record version is not the next one",
            Self::ConsentMissing => "No consent for this processing is in force",
            Self::PeriodOver => "The prescription is over: nothing new is taken",
            Self::SignatureRefused => "The signature does not hold",
            Self::Conflict => "The state does not allow this step",
            Self::ChangedMeanwhile => "Somebody else changed it meanwhile: read it again",
            Self::LastChannel => "The last channel stays as long as there is a trusted person",
            Self::TooLarge => "Larger than allowed",
            Self::TooManyRequests => "Too many tries",
            Self::Timeout => "It took too long",
            Self::Internal => "The server failed; nothing was changed",
            Self::Unavailable => "Not available right now",
        }
    }
}

/// The body of every answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `urn:heilsam:problem:` and the code.
    #[serde(rename = "type")]
    pub type_uri: String,
    /// See [`ProblemCode::title`].
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// See [`ProblemCode`].
    pub code: ProblemCode,
    /// What exactly; never holds user input, names or codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// With [`ProblemCode::CollectionMoved`]: how many records the collection holds now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// With [`ProblemCode::TooManyRequests`]: seconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

impl Problem {
    /// A problem with nothing but its code.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        let name = serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned));
        Self {
            type_uri: format!("urn:heilsam:problem:{}", name.unwrap_or_default()),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            detail: None,
            count: None,
            retry_after: None,
        }
    }

    /// The same with a detail for developers.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.title, self.status)?;
        self.detail.as_ref().map_or(Ok(()), |detail| write!(f, ": {detail}"))
    }
}

impl std::error::Error for Problem {}
