//! The one error of all routes, answered as `application/problem+json`.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use heilsam_protocol::{Problem, ProblemCode};
use heilsam_storage::StoreError;

/// An answer that is not a success. Holds no user input.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct ApiError(Box<Problem>);

impl ApiError {
    /// The error with a detail for developers; never put user input, names or codes into it.
    #[must_use]
    pub fn with_detail(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self(Box::new(Problem::new(code).with_detail(detail)))
    }

    /// A field has an impossible value.
    #[must_use]
    pub fn invalid_field(name: &'static str) -> Self {
        Self::with_detail(ProblemCode::InvalidField, name)
    }

    /// The collection has moved on and holds `count` record versions now.
    #[must_use]
    pub fn collection_moved(count: u64) -> Self {
        Self(Box::new(Problem { count: Some(count), ..Problem::new(ProblemCode::CollectionMoved) }))
    }

    /// Too many tries: come back after so many seconds.
    #[must_use]
    pub fn too_many(seconds: u64) -> Self {
        Self(Box::new(Problem { retry_after: Some(seconds), ..Problem::new(ProblemCode::TooManyRequests) }))
    }

    /// A failure of the server itself. The cause goes to the log, not to the client.
    #[must_use]
    pub fn internal(cause: &dyn std::error::Error) -> Self {
        tracing::error!(%cause, "request failed");
        ProblemCode::Internal.into()
    }

    /// What kind of error it is.
    #[must_use]
    pub fn code(&self) -> ProblemCode {
        self.0.code
    }
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self(Box::new(Problem::new(code)))
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable => ProblemCode::Unavailable.into(),
            StoreError::Conflict => ProblemCode::Conflict.into(),
            StoreError::Corrupt(_) | StoreError::Failed(_) => Self::internal(&error),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.0.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
