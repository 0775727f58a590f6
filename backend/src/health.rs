//! Whether the server lives, and whether it can serve.

use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::StatusCode;
use heilsam_protocol::ProblemCode;

use crate::consultation::bus;
use crate::{ApiError, AppState};

/// `GET`: the process answers.
pub const LIVE: &str = "/health/live";
/// `GET`: the database answers, too, and the operator does not take the server out of service.
pub const READY: &str = "/health/ready";

/// Rooms are not shared for now.
const ALONE: &str = "ok, without the other servers";
/// The operator takes the server out of service.
const DRAINING: &str = "draining";

/// The process answers.
pub async fn live() -> &'static str {
    "ok"
}

/// The database answers, too, and nobody takes the server out of service. A server that does not hear the others serves all the same:
/// it says so behind the `ok`.
///
/// # Errors
/// `unavailable` or `internal`.
pub async fn ready(State(state): State<AppState>) -> Result<(StatusCode, &'static str), ApiError> {
    if state.admin.is_draining() {
        return Err(ApiError::with_detail(ProblemCode::Unavailable, DRAINING));
    }
    state.store.ping().await?;
    let alone = |others: &bus::Counts| !others.connected.load(Ordering::Relaxed);
    let text = if state.consultations.others().is_some_and(alone) { ALONE } else { "ok" };
    Ok((StatusCode::OK, text))
}
