//! Slots: where the account master key lies, sealed.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use heilsam_domain::SlotId;
use heilsam_protocol::account::{Slot, SlotKind};
use heilsam_protocol::notification::SecurityKind;
use heilsam_protocol::{ProblemCode, limit};
use heilsam_storage::slots::SlotPut;

use super::begin::slot_to_wire;
use super::registration::{check_slot, slot_as_sent};
use crate::audit::Event;
use crate::extract::{Json, Path};
use crate::notify::security;
use crate::{ApiError, AppState, Caller};

/// `GET`: all of them.
pub(super) async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<Slot>>, ApiError> {
    let rows = state.store.slots(caller.account_id).await?;
    Ok(Json(rows.into_iter().map(slot_to_wire).collect()))
}

/// `PUT`: adds or replaces one.
pub(super) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Json(slot): Json<Slot>,
) -> Result<StatusCode, ApiError> {
    check_slot(&slot)?;
    check_kind(&slot)?;
    let row = slot_as_sent(slot);
    match state.store.put_slot(caller.account_id, &row, limit::SLOTS).await? {
        SlotPut::Stored => {}
        SlotPut::Full => return Err(ApiError::with_detail(ProblemCode::Conflict, "too many slots")),
        SlotPut::LocatorTaken => return Err(ApiError::invalid_field("slot.locator")),
        SlotPut::UnknownCredential => return Err(ApiError::invalid_field("slot.credential_id")),
    }
    state
        .audit
        .record(Event::SlotPut { account: caller.account_id, slot: row.slot_id, kind: row.kind })
        .await?;
    if row.kind == SlotKind::RecoverySheet {
        security::happened(&state, caller, &headers, SecurityKind::SheetMade).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A sheet has no credential, and everything else has one.
fn check_kind(slot: &Slot) -> Result<(), ApiError> {
    // A contact has a route of its own, which asks for the consent and a channel, and keeps the other half.
    if slot.kind == SlotKind::RecoveryContact {
        return Err(ApiError::invalid_field("slot.kind"));
    }
    if (slot.kind == SlotKind::RecoverySheet) == slot.credential_id.is_some() {
        return Err(ApiError::invalid_field("slot.credential_id"));
    }
    Ok(())
}

/// `DELETE`: a recovery sheet's slot. The slot of a credential goes with its credential.
pub(super) async fn remove(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Path(slot_id): Path<SlotId>,
) -> Result<StatusCode, ApiError> {
    let slots = state.store.slots(caller.account_id).await?;
    let slot = slots.into_iter().find(|slot| slot.slot_id == slot_id);
    let slot = slot.ok_or(ApiError::from(ProblemCode::NotFound))?;
    if slot.kind == SlotKind::RecoveryContact {
        return Err(ApiError::with_detail(ProblemCode::Conflict, "remove the contact instead"));
    }
    if slot.credential_id.is_some() {
        return Err(ApiError::with_detail(ProblemCode::Conflict, "remove the credential instead"));
    }
    state.store.remove_slot(caller.account_id, slot_id).await?;
    state.audit.record(Event::SlotRemoved { account: caller.account_id, slot: slot_id }).await?;
    security::happened(&state, caller, &headers, SecurityKind::SheetRemoved).await?;
    Ok(StatusCode::NO_CONTENT)
}
