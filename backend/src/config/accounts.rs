//! Section `accounts`: who may make an account.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Section `accounts`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Accounts {
    /// How doctors register. `open`: by themselves or with a code of the operator; who came without one can do nothing but prove to be a doctor until the operators found the proof right, also with `video.doctor_proof = false`. `code`: with a code only. Without an operator account nobody can look at a proof: choose `code` then.
    pub doctor_registration: DoctorRegistration,
    /// Doctors who register without a code per hour, in the whole installation; more are asked to come back later.
    pub open_registrations_per_hour: u32,
}

/// How doctors register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DoctorRegistration {
    /// By themselves, or with a code.
    #[default]
    Open,
    /// With a code of the operator only.
    Code,
}

impl Default for Accounts {
    fn default() -> Self {
        Self { doctor_registration: DoctorRegistration::Open, open_registrations_per_hour: 30 }
    }
}
