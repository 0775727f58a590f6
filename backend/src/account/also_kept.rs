//! What the server keeps about an account beside its lists, for the access report.
//!
//! Source: Art. 15 DSGVO; DiGAV Anlage 1, Datenschutz (Auskunft).

use axum::extract::State;
use heilsam_protocol::account::{AlsoKept, AuditLine};
use heilsam_protocol::limit;
use jiff::Timestamp;
use serde::Deserialize;

use crate::extract::Json;
use crate::{ApiError, AppState, Caller};

/// What a patient is told of an event. Whom else it names stays here: a number of another account is not the patient's data.
#[derive(Deserialize)]
struct Told {
    at: Timestamp,
    event: String,
}

/// `GET`: all of it.
pub(super) async fn show(State(state): State<AppState>, caller: Caller) -> Result<Json<AlsoKept>, ApiError> {
    let kept = state.store.also_kept(caller.account_id, limit::AUDIT_LINES).await?;
    Ok(Json(AlsoKept {
        audit: kept.audit.iter().map(|event| line(event)).collect::<Result<_, _>>()?,
        audit_count: kept.audit_count,
        token_quarters: kept.token_quarters,
        code_waits_since: kept.code_waits_since,
    }))
}

fn line(event: &str) -> Result<AuditLine, ApiError> {
    let told: Told = serde_json::from_str(event).map_err(|error| ApiError::internal(&error))?;
    Ok(AuditLine { at: told.at, kind: told.event })
}
