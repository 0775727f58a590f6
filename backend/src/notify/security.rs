//! What happens to an account: written down for its owner, and told on the channels the owner chose.

use axum::http::HeaderMap;
use heilsam_domain::{AccountId, Role};
use heilsam_protocol::notification::{SecurityEvent, SecurityKind};

use super::send_security;
use crate::account::device;
use crate::{ApiError, AppState, Caller};

/// Something was done by a patient's session. Other accounts have no such list.
///
/// # Errors
/// If the database fails.
pub(crate) async fn happened(
    state: &AppState,
    caller: Caller,
    headers: &HeaderMap,
    kind: SecurityKind,
) -> Result<(), ApiError> {
    if caller.role != Role::Patient {
        return Ok(());
    }
    record(state, caller.account_id, device::of(headers), kind).await
}

/// Somebody logged in: worth a word if this kind of browser was not seen before.
///
/// # Errors
/// If the database fails.
pub(crate) async fn logged_in(
    state: &AppState,
    (account, role): (AccountId, Role),
    device: &str,
) -> Result<(), ApiError> {
    if role != Role::Patient {
        return Ok(());
    }
    let events = state.store.security_events(account).await?;
    if events.iter().any(|event| event.kind == SecurityKind::NewDevice && event.device == device) {
        return Ok(());
    }
    record(state, account, device.to_owned(), SecurityKind::NewDevice).await
}

/// Writes it down and tells it.
///
/// # Errors
/// If the database fails.
pub(crate) async fn record(
    state: &AppState,
    account: AccountId,
    device: String,
    kind: SecurityKind,
) -> Result<(), ApiError> {
    let event = SecurityEvent { kind, at: state.clock.now(), device };
    state.store.add_security_event(account, &event).await?;
    if kind.is_always_told() || state.store.notification_choices(account).await?.security {
        send_security(state, account).await?;
    }
    Ok(())
}
