//! The list of credentials, and removing one.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use heilsam_domain::CredentialId;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::credential::Credential;
use heilsam_protocol::notification::SecurityKind;
use heilsam_storage::credentials::{CredentialRow, Removal};
use heilsam_storage::notifications::Ended;

use crate::audit::Event;
use crate::extract::{Json, Path};
use crate::notify::security;
use crate::{ApiError, AppState, Caller};

/// `GET`: oldest first.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<Vec<Credential>>, ApiError> {
    let rows = state.store.credentials(caller.account_id).await?;
    Ok(Json(rows.into_iter().map(to_wire).collect()))
}

/// `DELETE`: never the last one. All other sessions end: the device may be in other hands.
pub(super) async fn remove(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Path(credential_id): Path<CredentialId>,
) -> Result<StatusCode, ApiError> {
    match state.store.remove_credential(caller.account_id, credential_id).await? {
        Removal::Removed => {}
        Removal::Last => return Err(ProblemCode::Conflict.into()),
        Removal::Missing => return Err(ProblemCode::NotFound.into()),
    }
    for session in state.store.sessions(caller.account_id).await? {
        if session.session_id != caller.session_id {
            state.store.end_session(caller.account_id, session.session_id).await?;
        }
    }
    state.store.remove_push_devices(caller.account_id, Ended::AllBut(caller.session_id)).await?;
    state
        .audit
        .record(Event::CredentialRemoved { account: caller.account_id, credential: credential_id })
        .await?;
    security::happened(&state, caller, &headers, SecurityKind::WayRemoved).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn to_wire(row: CredentialRow) -> Credential {
    Credential {
        credential_id: row.credential_id,
        kind: row.kind,
        sealed_label: row.sealed_label.into(),
        created_at: row.created_at,
        last_used_at: row.last_used_at,
    }
}
