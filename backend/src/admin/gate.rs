//! The one gate in front of the administration: who guesses too often waits, who has no token goes, both without a difference.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use heilsam_protocol::ProblemCode;

use crate::audit::Event;
use crate::client_net::ClientNet;
use crate::config::Proxy;
use crate::{ApiError, AppState, RateClass};

/// Lets a request through, or answers with a problem. No proxy stands in front of this listener.
pub(super) async fn gate(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let network = ClientNet::of_request(request.headers(), request.extensions(), Proxy::None);
    let knows = state.admin.knows(request.headers());
    let mut response = match admit(&state, network, knows).await {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    let unauthorized = response.status() == StatusCode::UNAUTHORIZED;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if unauthorized {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

async fn admit(state: &AppState, network: ClientNet, knows: bool) -> Result<(), ApiError> {
    let now = state.clock.now();
    let refuse = |seconds| {
        state.metrics.rate_limited();
        ApiError::too_many(seconds)
    };
    // Also with the right token: otherwise guessing could go on for as long as it takes.
    if let Some(seconds) = state.limiter.wait(RateClass::Administration, network, now) {
        return Err(refuse(seconds));
    }
    if knows {
        return Ok(());
    }
    state.limiter.check(RateClass::Administration, network, now).map_err(refuse)?;
    state.audit.record(Event::AdministrationRefused).await?;
    Err(ApiError::with_detail(ProblemCode::NotLoggedIn, "a bearer token is needed"))
}
