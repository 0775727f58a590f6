//! The one gate in front of every route: rate limit, then authorisation, then the handler; counts and logs what left.

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::account::authorise::authorise;
use crate::client_net::ClientNet;
use crate::{ApiError, AppState, Route};

/// What the gate needs to know.
#[derive(Clone)]
pub struct Gate {
    /// Shared state.
    pub state: AppState,
    /// The route behind it.
    pub route: Route,
}

/// Lets a request through, or answers with a problem.
pub async fn gate(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    match admit(&gate, &mut request).await {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

async fn admit(gate: &Gate, request: &mut Request) -> Result<(), ApiError> {
    let state = &gate.state;
    let network = ClientNet::of_request(request.headers(), request.extensions(), state.config.server.proxy);
    let now = state.clock.now();
    state.limiter.check(gate.route.rate, network, now).map_err(|seconds| {
        state.metrics.rate_limited();
        ApiError::too_many(seconds)
    })?;
    if let Some(caller) = authorise(state, &gate.route, request.headers()).await? {
        request.extensions_mut().insert(caller);
    }
    request.extensions_mut().insert(network);
    Ok(())
}

/// Counts a request, and logs its route pattern, status and duration: never its URL, its body or an address.
pub async fn observe(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = path.unwrap_or_else(|| "static".to_owned());
    let started = state.clock.now();
    let response = next.run(request).await;
    let millis = started.duration_until(state.clock.now()).as_millis();
    let status = response.status().as_u16();
    state.metrics.request(method.as_str(), &route, status);
    tracing::debug!(%method, route, status, millis, "request");
    response
}
