//! For whom the programme is: what the patient said to that, and how long it counts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::Package;

/// Days for which an answer counts: what it is about, such as a pregnancy or an illness, can be another thing a month later.
const COUNTS: i32 = 30;

/// The patient read for whom the programme is and said that no contraindication applies, or that a doctor has agreed.
///
/// Source: DiGAV Anlage 2, Patientensicherheit 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suitable {
    /// When.
    pub on: Date,
    /// Version of the package whose list was shown.
    pub version: String,
    /// A doctor has agreed in spite of a contraindication.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doctor_agreed: bool,
}

impl Suitable {
    /// Whether it need not be asked again: the same list was shown, at most thirty days ago.
    #[must_use]
    pub fn counts(&self, package: &Package, today: Date) -> bool {
        let days = self.on.until(today).map_or(-1, |span| span.get_days());
        self.version == package.manifest.version && (0..=COUNTS).contains(&days)
    }
}
