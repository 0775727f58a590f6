//! What the operator does: running a job, taking the server out of service and back, verifying the audit log.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use heilsam_protocol::ProblemCode;
use heilsam_storage::audit::AuditBroken;
use serde::Serialize;

use crate::audit::Event;
use crate::extract::{Json, Path};
use crate::jobs::{self, Job, LastRun};
use crate::{ApiError, AppState};

/// How long an answer takes at most; a job goes on after it.
const PATIENCE: Duration = Duration::from_secs(300);

/// What verifying the audit log found.
#[derive(Serialize)]
pub(super) struct Verified {
    whole: bool,
    /// Rows that are whole, from the first one on.
    rows: i64,
    first_break: Option<Break>,
}

#[derive(Serialize)]
struct Break {
    row: i64,
    what: String,
}

/// `POST`: runs a job. It goes on when the caller hangs up.
pub(super) async fn run_job(
    State(state): State<AppState>,
    Path(name): Path<String>,
) -> Result<Json<LastRun>, ApiError> {
    let Some(job) = Job::from_name(&name) else {
        let names = Job::ALL.map(Job::as_str).join(", ");
        return Err(ApiError::with_detail(ProblemCode::NotFound, format!("jobs are {names}")));
    };
    state.audit.record(Event::JobRun { job: job.as_str() }).await?;
    let running = tokio::spawn(async move { jobs::run(&state, job).await });
    let run = tokio::time::timeout(PATIENCE, running).await.map_err(|_| {
        ApiError::with_detail(ProblemCode::Timeout, "it goes on: its outcome will stand in the status")
    })?;
    let run = run.map_err(|error| ApiError::internal(&error))?;
    run.map(Json).ok_or_else(|| ApiError::with_detail(ProblemCode::Conflict, "it is running already"))
}

/// `POST`: a load balancer that asks for readiness sends nobody here any more. What is open stays open.
pub(super) async fn drain(State(state): State<AppState>) -> Result<StatusCode, ApiError> {
    set_draining(&state, true).await
}

/// `DELETE`: the server takes visitors again.
pub(super) async fn resume(State(state): State<AppState>) -> Result<StatusCode, ApiError> {
    set_draining(&state, false).await
}

async fn set_draining(state: &AppState, draining: bool) -> Result<StatusCode, ApiError> {
    if state.admin.is_draining() != draining {
        let event = if draining { Event::DrainBegun } else { Event::DrainEnded };
        state.audit.record(event).await?;
        state.admin.draining.store(draining, Ordering::Relaxed);
        tracing::info!(draining, "readiness was changed by the operator");
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `POST`: verifies the audit log page by page, as `heilsam audit verify` does without anchors.
pub(super) async fn verify_audit(State(state): State<AppState>) -> Result<Json<Verified>, ApiError> {
    let Ok(_turn) = state.admin.verifying.try_lock() else {
        return Err(ApiError::with_detail(ProblemCode::Conflict, "it is being verified already"));
    };
    let verdict = tokio::time::timeout(PATIENCE, state.store.verify_audit(&[])).await;
    let verdict = verdict.map_err(|_| ApiError::from(ProblemCode::Timeout))??;
    Ok(Json(match verdict {
        Ok(rows) => Verified { whole: true, rows, first_break: None },
        Err(broken) => {
            tracing::error!(%broken, "the audit log is not whole");
            let row = row_of(&broken);
            Verified { whole: false, rows: row, first_break: Some(Break { row, what: broken.to_string() }) }
        }
    }))
}

/// The first row that is not as it was written.
const fn row_of(broken: &AuditBroken) -> i64 {
    match *broken {
        AuditBroken::Changed { position } | AuditBroken::Missing { position } => position,
        AuditBroken::End { found, .. } | AuditBroken::CutBeforeAnchor { found, .. } => found,
        AuditBroken::NotAnchored { anchored } => anchored,
    }
}
