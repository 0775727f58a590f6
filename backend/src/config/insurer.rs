//! Asking health insurers about activation codes.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Section `insurer`. Without it, codes of the test insurer are checked in demonstrations, and all codes wait elsewhere.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Insurer {
    /// List of the health insurers (`Krankenkassenverzeichnis_DiGA.xml`). Absent: nobody is asked.
    pub directory: Option<PathBuf>,
    /// Institutionskennzeichen of the manufacturer, nine digits.
    pub manufacturer_ik: String,
    /// DiGA-ID of the listing, five digits.
    pub diga_id: String,
    /// Whether questions are about test data (`TDFC0`).
    pub test: bool,
}
