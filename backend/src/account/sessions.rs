//! Sessions as their owner sees them, and ending them.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use heilsam_domain::SessionId;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::session::Session;
use heilsam_storage::notifications::Ended;

use super::session::{self, removal_cookie};
use crate::audit::Event;
use crate::extract::{Json, Path};
use crate::{ApiError, AppState, Caller};

/// `GET`: newest first; those that have timed out are left out.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<Vec<Session>>, ApiError> {
    let now = state.clock.now();
    let rows = state.store.sessions(caller.account_id).await?;
    let alive = rows
        .into_iter()
        .filter(|row| state.accounts.limits.is_alive(caller.role, row.last_used_at, row.ends_at, now))
        .map(|row| Session {
            session_id: row.session_id,
            current: row.session_id == caller.session_id,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            ends_at: row.ends_at,
            device: row.device,
        });
    Ok(Json(alive.collect()))
}

/// `DELETE`: all of them, this one too.
pub(super) async fn end_all(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    let count = state.store.end_sessions(caller.account_id).await?;
    forget_browsers(&state, caller, Ended::All).await?;
    state.audit.record(Event::SessionsEnded { account: caller.account_id, count }).await?;
    goodbye()
}

/// `DELETE`: this one.
pub(super) async fn end_current(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    end(&state, caller, caller.session_id).await?;
    goodbye()
}

/// `DELETE`: one of them.
pub(super) async fn end_one(
    State(state): State<AppState>,
    caller: Caller,
    Path(session_id): Path<SessionId>,
) -> Result<Response, ApiError> {
    end(&state, caller, session_id).await?;
    if session_id == caller.session_id { goodbye() } else { Ok(StatusCode::NO_CONTENT.into_response()) }
}

async fn end(state: &AppState, caller: Caller, session_id: SessionId) -> Result<(), ApiError> {
    if !state.store.end_session(caller.account_id, session_id).await? {
        return Err(ProblemCode::NotFound.into());
    }
    // A lost device gets no more messages either; a session that only timed out ends none.
    forget_browsers(state, caller, Ended::One(session_id)).await?;
    state.audit.record(Event::SessionEnded { account: caller.account_id, session: session_id }).await
}

/// Forgets the browsers of ended sessions. As long as there is a trusted person, a session whose login is long ago takes the
/// patient's other channels away from nobody: through them the patient learns that somebody came with the sheet.
async fn forget_browsers(state: &AppState, caller: Caller, ended: Ended) -> Result<(), ApiError> {
    let own = Ended::One(caller.session_id);
    let proven = caller.recovering || session::is_fresh(caller.logged_in_at, state.clock.now());
    let ended = if ended == own || proven || state.store.contact(caller.account_id).await?.is_none() {
        ended
    } else if ended == Ended::All {
        own
    } else {
        return Ok(());
    };
    state.store.remove_push_devices(caller.account_id, ended).await?;
    Ok(())
}

/// Answers the end of this session.
fn goodbye() -> Result<Response, ApiError> {
    Ok((StatusCode::NO_CONTENT, without_cookie()?).into_response())
}

/// The header that takes the session's cookie from the browser.
pub(super) fn without_cookie() -> Result<[(HeaderName, HeaderValue); 1], ApiError> {
    let cookie = HeaderValue::from_str(&removal_cookie()).map_err(|error| ApiError::internal(&error))?;
    Ok([(header::SET_COOKIE, cookie)])
}
