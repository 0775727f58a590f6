//! `GET /api/v1/status`: how the parts of the service are that a consultation needs.

use axum::extract::State;
use axum::routing::get;
use heilsam_protocol::path;
use heilsam_protocol::status::ServiceStatus;

use crate::extract::Json;
use crate::{AppState, Route, route::Verb};

/// Routes of this module.
pub const ROUTES: &[Route] = &[Route::new(
    Verb::Get,
    path::STATUS,
    "How the parts of the service are that a consultation needs.",
    || get(status),
)
.public()
.answers::<ServiceStatus>()];

async fn status(State(state): State<AppState>) -> Json<ServiceStatus> {
    let now = state.clock.now();
    let own = &state.consultations;
    Json(ServiceStatus { signalling: own.signalling_status(now), relay: own.relays().status(now) })
}
