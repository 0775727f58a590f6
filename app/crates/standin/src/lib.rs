//! Stand-ins for services that need contracts and certificates: the telematics client of the patient record, and the
//! recorder of a device manufacturer.
//!
//! For tests and demonstrations with made-up data only. They check what they get as the real services would, keep it in
//! memory, and show it to everybody. They belong to the patient's side: they see plain text, the server never does.

pub mod epa;
pub mod hddt;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

/// All stand-ins, reached at `address`. Pages of `origin` may call them from a browser.
pub fn router(address: &str, origin: HeaderValue, now: fn() -> jiff::Timestamp) -> Router {
    let all = epa::router().merge(hddt::router(address, origin.clone(), now));
    all.layer(middleware::from_fn(move |request, next| share(origin.clone(), request, next)))
}

/// Lets pages of one origin read the answers.
async fn share(origin: HeaderValue, request: Request, next: Next) -> Response {
    let mut response = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("content-type, authorization"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
