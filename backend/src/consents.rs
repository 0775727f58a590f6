//! `/api/v1/consents`: the history of acts of consent; what may be processed follows from it.

pub mod proof;
pub mod receipt;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use heilsam_domain::{AccountId, ConsentAction, Purpose, Role};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::{ProblemCode, path};
use jiff::SignedDuration;

use self::receipt::ReceiptVerifier;
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
    let history = state.store.consent_history(caller.account_id).await?;
    Ok(Json(history.into_iter().map(|row| row.signed).collect()))
}

async fn add(
    State(state): State<AppState>,
    caller: Caller,
    Json(signed): Json<SignedConsent>,
) -> Result<StatusCode, ApiError> {
    let (_, identity) = state.store.account(caller.account_id).await?.ok_or(ProblemCode::NotFound)?;
    check(&state, caller.account_id, &identity.signing_key.0, std::slice::from_ref(&signed))?;
    state.store.add_consent(caller.account_id, &signed, state.clock.now()).await?;
    let (account, purpose) = (caller.account_id, signed.consent.purpose);
    let event = match signed.consent.action {
        ConsentAction::Given => Event::ConsentGiven { account, purpose },
        ConsentAction::Withdrawn => Event::ConsentWithdrawn { account, purpose },
    };
    state.audit.record(event).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Checks that acts have possible values, and that the account with this public key signed exactly these.
///
/// # Errors
/// `invalid-field`, `signature-refused`
pub fn check(
    state: &AppState,
    account_id: AccountId,
    signing_key: &[u8],
    acts: &[SignedConsent],
) -> Result<(), ApiError> {
    if acts.is_empty() {
        return Ok(());
    }
    let verifier = ReceiptVerifier::new(state.keys.deployment_id(), account_id, signing_key);
    let verifier = verifier.ok_or(ApiError::from(ProblemCode::SignatureRefused))?;
    for signed in acts {
        check_values(state, signed)?;
        if !verifier.holds(signed) {
            return Err(ProblemCode::SignatureRefused.into());
        }
    }
    Ok(())
}

fn check_values(state: &AppState, signed: &SignedConsent) -> Result<(), ApiError> {
    let consent = &signed.consent;
    if consent.text_version.is_empty() || consent.text_version.len() > 40 {
        return Err(ApiError::invalid_field("text_version"));
    }
    if consent.text_sha384.len() != 96 || !consent.text_sha384.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(ApiError::invalid_field("text_sha384"));
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
    demand(state, caller, Purpose::IntendedUse).await
}

/// Refuses what needs a consent that a patient has not given.
///
/// # Errors
/// `consent-missing`
pub async fn demand(state: &AppState, caller: Caller, purpose: Purpose) -> Result<(), ApiError> {
    if caller.role == Role::Patient && !state.store.is_consent_in_force(caller.account_id, purpose).await? {
        return Err(ProblemCode::ConsentMissing.into());
    }
    Ok(())
}
