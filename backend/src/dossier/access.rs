//! Free access to the DiGA for BfArM (§ 2 DiGAV): a code, made here, that opens one account of a patient.

use axum::extract::State;
use heilsam_domain::{EnrolmentCode, Role};
use heilsam_protocol::dossier::FreeAccess;
use jiff::SignedDuration;

use crate::audit::Event;
use crate::extract::Json;
use crate::{ApiError, AppState};

/// How long the code can be used: an examination takes three months (§ 139e(3) SGB V).
const TIME: SignedDuration = SignedDuration::from_hours(120 * 24);

pub(super) async fn make(State(state): State<AppState>) -> Result<Json<FreeAccess>, ApiError> {
    let code = EnrolmentCode::from_random(state.entropy.bytes());
    let hash = state.accounts.secrets().hash_enrolment_code(&code);
    let now = state.clock.now();
    let expires_at = now.saturating_add(TIME).unwrap_or(now);
    state.store.add_enrolment_code(hash, Role::Patient, now, expires_at).await?;
    state.audit.record(Event::EnrolmentCodeIssued { role: Role::Patient }).await?;
    Ok(Json(FreeAccess { code: code.expose(), expires_at }))
}
