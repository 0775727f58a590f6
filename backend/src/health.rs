//! Whether the server lives, and whether it can serve.

use axum::extract::State;
use axum::http::StatusCode;

use crate::{ApiError, AppState};

/// `GET`: the process answers.
pub const LIVE: &str = "/health/live";
/// `GET`: the database answers, too.
pub const READY: &str = "/health/ready";

/// The process answers.
pub async fn live() -> &'static str {
    "ok"
}

/// The database answers, too.
///
/// # Errors
/// `unavailable` or `internal`.
pub async fn ready(State(state): State<AppState>) -> Result<(StatusCode, &'static str), ApiError> {
    state.store.ping().await?;
    Ok((StatusCode::OK, "ok"))
}
