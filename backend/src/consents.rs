//! `/api/v1/consents`: the history of acts of consent; what may be processed follows from it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use heilsam_domain::{ConsentAction, Purpose, Role};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::{ProblemCode, path};
use jiff::SignedDuration;

use crate::audit::Event;
use crate::extract::Json;
use crate::{ApiError, AppState, Caller, Route, route::Verb};

const PATIENT: &[Role] = &[Role::Patient];

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::CONSENTS, "History of consents, oldest first", || get(list))
        .only(PATIENT)
        .also_recovering()
        .answers::<Vec<SignedConsent>>(),
    Route::new(Verb::Post, path::CONSENTS, "Give or withdraw consent to one purpose", || post(add))
        .only(PATIENT)
        .takes::<SignedConsent>(),
];

/// A device's clock may run ahead so far.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(10);

async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<SignedConsent>>, ApiError> {
    Ok(Json(state.store.consents(caller.account_id).await?))
}

async fn add(
    State(state): State<AppState>,
    caller: Caller,
    Json(signed): Json<SignedConsent>,
) -> Result<StatusCode, ApiError> {
    check(&state, &signed)?;
    state.store.add_consent(caller.account_id, &signed).await?;
    let (account, purpose) = (caller.account_id, signed.consent.purpose);
    let event = match signed.consent.action {
        ConsentAction::Given => Event::ConsentGiven { account, purpose },
        ConsentAction::Withdrawn => Event::ConsentWithdrawn { account, purpose },
    };
    state.audit.record(event).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a consent has possible values; the signature is for other devices of the owner and is not checked here.
///
/// # Errors
/// `invalid-field`
pub fn check(state: &AppState, signed: &SignedConsent) -> Result<(), ApiError> {
    let consent = &signed.consent;
    if consent.text_version.is_empty() || consent.text_version.len() > 40 {
        return Err(ApiError::invalid_field("text_version"));
    }
    if consent.text_sha384.len() != 96 || !consent.text_sha384.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(ApiError::invalid_field("text_sha384"));
    }
    if signed.signature.0.is_empty() || signed.signature.0.len() > 200 {
        return Err(ApiError::invalid_field("signature"));
    }
    if consent.at.duration_since(state.clock.now()) > CLOCK_SKEW {
        return Err(ApiError::invalid_field("at"));
    }
    Ok(())
}

/// Refuses what needs the consent for the intended use, if a patient has not given it.
///
/// # Errors
/// `consent-missing`
pub async fn demand_intended_use(state: &AppState, caller: Caller) -> Result<(), ApiError> {
    let purpose = Purpose::IntendedUse;
    if caller.role == Role::Patient && !state.store.is_consent_in_force(caller.account_id, purpose).await? {
        return Err(ProblemCode::ConsentMissing.into());
    }
    Ok(())
}
