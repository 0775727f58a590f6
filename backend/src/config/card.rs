//! Section `card`: which electronic health professional cards prove a doctor.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Section `card`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Card {
    /// Files with certificates of the authorities that issue the cards (PEM or DER): from the trust service list of the telematics infrastructure for the card's key for logging in, from the trusted list of the Federal Network Agency for its qualified signature. Fetch them from there, compare their fingerprints, and look for new ones every month. Empty: cards are not offered.
    pub anchors: Vec<PathBuf>,
}
