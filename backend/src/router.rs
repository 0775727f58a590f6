//! The router: every route of the table behind its gate, then the pages, then what concerns all of them.

use std::any::Any;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use heilsam_protocol::{ProblemCode, limit};
use tower_http::catch_panic::CatchPanicLayer;

use crate::gate::{Gate, gate, observe};
use crate::{ApiError, AppState, headers, health, route, statics};

/// All that the public listener serves.
pub fn router(state: &AppState) -> Router {
    let mut router =
        Router::new().route(health::LIVE, get(health::live)).route(health::READY, get(health::ready));
    for route in route::all() {
        let gate_state = Gate { state: state.clone(), route };
        let handler = (route.handler)().route_layer(middleware::from_fn_with_state(gate_state, gate));
        router = router.route(route.path, handler);
    }
    router
        .fallback(statics::serve)
        .layer(DefaultBodyLimit::max(limit::BODY_BYTES))
        .layer(middleware::from_fn_with_state(state.clone(), bound))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(explain))
        .layer(middleware::from_fn_with_state(headers::Written::new(&state.config), headers::secure))
        .layer(middleware::from_fn_with_state(state.clone(), observe))
        .with_state(state.clone())
}

/// Bounds the time of a request and the number of requests at the same time.
async fn bound(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(_place) = state.metrics.enter(state.config.limits.requests_at_once) else {
        return ApiError::from(ProblemCode::Unavailable).into_response();
    };
    let limit = Duration::from_secs(u64::from(state.config.limits.request_seconds));
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::from(ProblemCode::Timeout).into_response(),
    }
}

/// Turns the bare refusals of the framework (unknown path, wrong method, body too large) into problems. What is a problem already, or
/// the page for an address that does not exist, stays.
async fn explain(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let is_explained = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"application/problem+json") || kind.as_bytes().starts_with(b"text/html")
    });
    if is_explained {
        return response;
    }
    let code = match status {
        StatusCode::NOT_FOUND => ProblemCode::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::TooLarge,
        StatusCode::REQUEST_TIMEOUT => ProblemCode::Timeout,
        status if status.is_server_error() => ProblemCode::Internal,
        _ => ProblemCode::BadRequest,
    };
    let mut problem = match status {
        StatusCode::METHOD_NOT_ALLOWED => ApiError::with_detail(code, "this path does not know this method"),
        _ => code.into(),
    }
    .into_response();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        *problem.status_mut() = status;
    }
    for name in [header::ALLOW, header::CONTENT_RANGE] {
        if let Some(value) = response.headers().get(&name) {
            problem.headers_mut().insert(name, value.clone());
        }
    }
    problem
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    ApiError::from(ProblemCode::Internal).into_response()
}
