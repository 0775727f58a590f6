//! The recovery sheet in exchange for a session that may only read and set new credentials.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::login::Recover;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::begin::log_in;
use crate::audit::Event;
use crate::extract::Json;
use crate::{ApiError, AppState};

/// `POST`: alike for unknown sheets and wrong keys.
pub(super) async fn recover(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(request): Json<Recover>,
) -> Result<Response, ApiError> {
    let given: [u8; 32] = Sha256::digest(&request.auth_key.0).into();
    let found = state.store.slot_by_locator(request.locator.as_ref()).await?;
    let found = found.filter(|(_, slot)| slot.kind == SlotKind::RecoverySheet);
    let kept = found.as_ref().and_then(|(_, slot)| slot.auth_hash).unwrap_or_default();
    let fits: bool = kept.ct_eq(&given).into();
    match found.filter(|_| fits) {
        Some((account, slot)) => {
            state.audit.record(Event::Recovered { account }).await?;
            log_in(&state, &headers, account, slot, None).await
        }
        None => {
            state.audit.record(Event::LoginRefused).await?;
            Err(ProblemCode::LoginRefused.into())
        }
    }
}
