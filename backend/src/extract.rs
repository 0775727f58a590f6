//! Extractors whose refusals are problems, and say what is wrong without repeating the input.

use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use heilsam_protocol::ProblemCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{ApiError, AppState};

/// A JSON body, read or written.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

/// The only brace of a path. What cannot be read is answered like what does not exist.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

/// The query string.
#[derive(Debug, Clone, Copy)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(value)) => Ok(Self(value)),
            Err(rejection) => Err(refuse_json(&rejection)),
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(ProblemCode::NotFound.into()),
        }
    }
}

impl<T: DeserializeOwned> FromRequestParts<AppState> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(_) => Err(ApiError::with_detail(ProblemCode::BadRequest, "query string")),
        }
    }
}

fn refuse_json(rejection: &JsonRejection) -> ApiError {
    match rejection {
        JsonRejection::JsonDataError(_) => {
            ApiError::with_detail(ProblemCode::InvalidField, "the JSON does not have the expected form")
        }
        JsonRejection::JsonSyntaxError(_) => ApiError::with_detail(ProblemCode::BadRequest, "not JSON"),
        JsonRejection::MissingJsonContentType(_) => {
            ApiError::with_detail(ProblemCode::BadRequest, "content-type must be application/json")
        }
        other if other.status().as_u16() == 413 => ProblemCode::TooLarge.into(),
        _ => ProblemCode::BadRequest.into(),
    }
}
