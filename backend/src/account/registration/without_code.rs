//! A doctor registers without a code: rarely from one network, not often in a whole hour, and as nothing but a doctor who still
//! has to prove to be one. See decision 0043.

use heilsam_domain::Role;
use heilsam_protocol::ProblemCode;
use jiff::{SignedDuration, Timestamp};

use super::Admission;
use crate::client_net::ClientNet;
use crate::config::DoctorRegistration;
use crate::proof::applications::FULL_SECONDS;
use crate::{ApiError, AppState, RateClass};

/// Over which time registrations of the whole installation are counted.
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Lets a doctor begin. Whoever asks, the answer is the same; it depends on how many came before.
pub(super) async fn admit(
    state: &AppState,
    network: ClientNet,
    now: Timestamp,
) -> Result<Admission, ApiError> {
    let rules = &state.config.accounts;
    if rules.doctor_registration == DoctorRegistration::Code {
        return Err(ProblemCode::CodeRefused.into());
    }
    let counted = state.limiter.check(RateClass::DoctorRegistration, network, now);
    counted.map_err(|seconds| refused(state, seconds))?;
    let begun = state.store.self_registered_since(now.saturating_sub(HOUR).unwrap_or(now), now).await?;
    if begun >= u64::from(rules.open_registrations_per_hour) {
        return Err(refused(state, FULL_SECONDS));
    }
    // Stands where the hash of a code would: no two registrations share it.
    let code_hash = state.entropy.bytes();
    Ok(Admission {
        role: Role::Doctor,
        code_hash,
        entitled_until: None,
        waiting: None,
        self_registered: true,
        joining: None,
    })
}

fn refused(state: &AppState, seconds: u64) -> ApiError {
    state.metrics.rate_limited();
    ApiError::too_many(seconds)
}
