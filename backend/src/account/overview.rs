//! The account of this session and its keys.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use heilsam_domain::Role;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::account::{Account, Identity};

use super::erase::erase as erase_account;
use super::sessions;
use crate::audit::Event;
use crate::extract::Json;
use crate::{ApiError, AppState, Caller};

/// `GET`: the account.
pub(super) async fn account(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<Account>, ApiError> {
    load(&state, caller).await.map(|(account, _)| Json(account))
}

/// `GET`: its keys.
pub(super) async fn identity(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<Identity>, ApiError> {
    load(&state, caller).await.map(|(_, identity)| Json(identity))
}

/// `PUT`: keys are set at registration and never change; the same ones again are fine.
pub(super) async fn set_identity(
    State(state): State<AppState>,
    caller: Caller,
    Json(identity): Json<Identity>,
) -> Result<StatusCode, ApiError> {
    let (_, stored) = load(&state, caller).await?;
    if stored == identity { Ok(StatusCode::NO_CONTENT) } else { Err(ProblemCode::Conflict.into()) }
}

/// `DELETE`: erases the account with everything of it, and ends all its sessions with that. Staff leave their practice with it,
/// which keeps its appointments. The account of a doctor who was let in goes with the contract, which others rely on.
pub(super) async fn erase(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    if caller.role == Role::Doctor && !caller.unproven {
        return Err(ProblemCode::Conflict.into());
    }
    // Made before: nothing may fail once the account is gone.
    let without_cookie = sessions::without_cookie()?;
    // Afterwards nobody would know where it belonged. Who leads a practice does not go from it: that ends.
    let membership = state.store.membership(caller.account_id).await?;
    if let Some(left) = membership.filter(|it| it.main_user != caller.account_id) {
        let (account, member) = (left.main_user, caller.account_id);
        state.audit.record(Event::PracticeMemberWent { account, member }).await?;
    }
    let erased = erase_account(&state.store, &state.audit, caller.account_id).await?;
    Ok((without_cookie, Json(erased)).into_response())
}

async fn load(state: &AppState, caller: Caller) -> Result<(Account, Identity), ApiError> {
    state.store.account(caller.account_id).await?.ok_or(ProblemCode::NotFound.into())
}
