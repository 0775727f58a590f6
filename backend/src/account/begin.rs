//! The end of every login: a fresh session, its cookie, and what the client needs to open the account.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use heilsam_domain::{CredentialId, Role, SessionId};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::account::{Account, Identity, Slot};
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::notification::SecurityKind;
use heilsam_storage::sessions::SessionRow;
use heilsam_storage::slots::SlotRow;
use jiff::Timestamp;
use serde::Serialize;

use super::device;
use super::session::{SessionToken, USE_GRAIN};
use crate::extract::Json;
use crate::notify::security;
use crate::{ApiError, AppState};

/// A session about to begin, with the token for its cookie.
pub(super) struct NewSession {
    pub(super) row: SessionRow,
    pub(super) token: SessionToken,
}

/// Makes a session for an account; it is not stored yet. Without a credential it came from a recovery sheet.
pub(super) fn make_session(
    state: &AppState,
    account_id: heilsam_domain::AccountId,
    with: Option<CredentialId>,
    headers: &HeaderMap,
) -> NewSession {
    let now = state.clock.now();
    let token = SessionToken::from_random(state.entropy.bytes());
    let row = SessionRow {
        session_id: SessionId::from_parts(millis(now), state.entropy.bytes()),
        token_hash: token.digest(),
        account_id,
        recovering: with.is_none(),
        created_at: now,
        last_used_at: to_grain(now),
        ends_at: state.accounts.limits.ends_at(now),
        device: device::of(headers),
        credential_id: with,
    };
    NewSession { row, token }
}

/// Ends the session that the request came with, if any: a login always begins with a new token.
pub(super) async fn end_previous(state: &AppState, headers: &HeaderMap) -> Result<(), ApiError> {
    if let Some(token) = SessionToken::from_cookies(super::authorise::cookies(headers))
        && let Some((row, _)) = state.store.session_by_token(token.digest()).await?
    {
        state.store.end_session(row.account_id, row.session_id).await?;
    }
    Ok(())
}

/// Answers a login.
pub(super) fn answer(
    session: &NewSession,
    account: Account,
    identity: Identity,
    slot: Slot,
) -> Result<Response, ApiError> {
    with_cookie(session, logged_in(session, account, identity, slot))
}

/// A session for whoever comes in with the sheet of a contact; `wrap` says what is answered around the login.
pub(super) async fn answer_with<T: Serialize>(
    state: &AppState,
    headers: &HeaderMap,
    account_id: heilsam_domain::AccountId,
    slot: Slot,
    wrap: impl FnOnce(LoggedIn) -> T,
) -> Result<Response, ApiError> {
    let found = state.store.account(account_id).await?;
    let (account, identity) = found.ok_or(ApiError::from(ProblemCode::LoginRefused))?;
    end_previous(state, headers).await?;
    let session = make_session(state, account_id, None, headers);
    state.store.add_session(&session.row).await?;
    with_cookie(&session, wrap(logged_in(&session, account, identity, slot)))
}

fn logged_in(session: &NewSession, account: Account, identity: Identity, slot: Slot) -> LoggedIn {
    LoggedIn {
        session_id: session.row.session_id,
        account,
        identity,
        slot,
        recovering: session.row.recovering,
        ends_at: session.row.ends_at,
    }
}

fn with_cookie(session: &NewSession, body: impl Serialize) -> Result<Response, ApiError> {
    let cookie =
        HeaderValue::from_str(&session.token.to_cookie()).map_err(|error| ApiError::internal(&error))?;
    let headers =
        [(header::SET_COOKIE, cookie), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((headers, Json(body)).into_response())
}

/// Stores the session of an existing account and answers with the slot that was just opened.
pub(super) async fn log_in(
    state: &AppState,
    headers: &HeaderMap,
    account_id: heilsam_domain::AccountId,
    slot: SlotRow,
    with: Option<CredentialId>,
) -> Result<Response, ApiError> {
    let found = state.store.account(account_id).await?;
    let (account, identity) = found.ok_or(ApiError::from(ProblemCode::LoginRefused))?;
    end_previous(state, headers).await?;
    let session = make_session(state, account_id, with, headers);
    state.store.add_session(&session.row).await?;
    // The one who uses a recovery sheet may be somebody who found it.
    if with.is_none() && account.role == Role::Patient {
        security::record(state, account_id, session.row.device.clone(), SecurityKind::SheetUsed).await?;
    } else {
        security::logged_in(state, (account_id, account.role), &session.row.device).await?;
    }
    answer(&session, account, identity, slot_to_wire(slot))
}

/// A slot as its owner sees it; what finds and guards a recovery sheet stays here.
pub(super) fn slot_to_wire(row: SlotRow) -> Slot {
    Slot {
        slot_id: row.slot_id,
        kind: row.kind,
        credential_id: row.credential_id,
        sealed: row.sealed.into(),
        locator: None,
        auth_key: None,
    }
}

/// Milliseconds since 1970, for ids that sort by time.
pub(super) fn millis(now: Timestamp) -> u64 {
    u64::try_from(now.as_millisecond()).unwrap_or_default()
}

/// "Last used" is kept to the minute.
pub(super) fn to_grain(now: Timestamp) -> Timestamp {
    let grain = USE_GRAIN.as_secs();
    Timestamp::from_second(now.as_second().div_euclid(grain) * grain).unwrap_or(now)
}
