//! The second listener: metrics and health for the operator's own network, and nothing that changes anything.

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::{AppState, health};

/// `GET`: counts in the text form of Prometheus.
pub const METRICS: &str = "/metrics";

/// All that the second listener serves. It asks nobody who they are: only the operator's network may reach it.
pub fn router(state: &AppState) -> Router {
    Router::new()
        .route(METRICS, get(metrics))
        .route(health::LIVE, get(health::live))
        .route(health::READY, get(health::ready))
        .with_state(state.clone())
}

async fn metrics(State(state): State<AppState>) -> impl IntoResponse {
    let mut text = state.metrics.render();
    if let Some(others) = state.consultations.others() {
        text.push_str(&others.render());
    }
    text.push_str(&state.consultations.relays().render());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}
