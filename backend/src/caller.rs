//! Who asks.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use heilsam_domain::{AccountId, CredentialId, Role, SessionId};
use heilsam_protocol::ProblemCode;
use jiff::Timestamp;

use crate::{ApiError, AppState};

/// The account behind a request. Only the authorisation point makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub account_id: AccountId,
    /// Its role.
    pub role: Role,
    /// The session.
    pub session_id: SessionId,
    /// Whether the session came from a recovery sheet.
    pub recovering: bool,
    /// When the person proved who they are.
    pub logged_in_at: Timestamp,
    /// With what; none for a recovery sheet.
    pub credential_id: Option<CredentialId>,
    /// Whether the device counts for the practice of the account; also without a practice.
    pub released: bool,
    /// Whether it is a doctor who registered without a code, and operators have not found the proof right yet.
    pub unproven: bool,
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        parts.extensions.get::<Self>().copied().ok_or_else(|| ProblemCode::NotLoggedIn.into())
    }
}
