//! `GET /api/v1/demo`: accounts with made-up data, in demo mode only.

use axum::extract::State;
use axum::routing::get;
use heilsam_protocol::demo::Demo;
use heilsam_protocol::{ProblemCode, path};

use crate::extract::Json;
use crate::{ApiError, AppState, Route, route::Verb};

/// Routes of this module.
pub const ROUTES: &[Route] =
    &[Route::new(Verb::Get, path::DEMO, "Demonstration accounts; exists in demo mode only", || get(demo))
        .public()
        .answers::<Demo>()];

/// Name of the file in the data folder.
pub const FILE: &str = "demo.json";
/// Largest file that is read.
const FILE_BYTES: u64 = 64 * 1024;

async fn demo(State(state): State<AppState>) -> Result<Json<Demo>, ApiError> {
    if !state.config.server.demo {
        return Err(ProblemCode::NotFound.into());
    }
    let path = state.config.server.data.join(FILE);
    match tokio::fs::metadata(&path).await {
        Err(_) => return Ok(Json(Demo::default())),
        Ok(about) if about.len() > FILE_BYTES => return Err(ProblemCode::Internal.into()),
        Ok(_) => {}
    }
    let text = tokio::fs::read(&path).await.map_err(|error| ApiError::internal(&error))?;
    let demo = serde_json::from_slice(&text).map_err(|error| ApiError::internal(&error))?;
    Ok(Json(demo))
}
