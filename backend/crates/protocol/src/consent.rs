//! Consents on the wire.

use heilsam_domain::Consent;
use serde::{Deserialize, Serialize};

use crate::Bytes;

/// One act of consent or withdrawal, signed by the account's identity key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SignedConsent {
    /// What was given or withdrawn.
    #[serde(flatten)]
    pub consent: Consent,
    /// ECDSA P-384 over the canonical form that the crypto crate defines.
    pub signature: Bytes,
}
