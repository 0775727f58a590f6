//! What the practice is called on paper.

use serde::{Deserialize, Serialize};

/// Kept sealed on this device; the server never sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Master {
    /// Name of the practice.
    pub practice: String,
    /// Street, postcode, town.
    pub address: String,
    /// Telephone, for patients whose video does not work.
    pub phone: String,
    /// The doctor's name.
    pub doctor: String,
    /// The doctor's number.
    pub lanr: String,
    /// The number of the place.
    pub bsnr: String,
    /// The association, such as `kv-03`.
    pub region: String,
}
