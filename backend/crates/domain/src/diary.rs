//! What a patient writes into the diary.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::blood_pressure::BloodPressure;

/// One diary entry, in plain text: exists on the patient's devices only, never on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiaryEntry {
    /// When it was measured.
    pub measured_at: Timestamp,
    /// What was measured.
    pub measurement: Measurement,
    /// A remark in the patient's words; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A kind of measurement with its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Measurement {
    /// Blood pressure, with the pulse if it was measured.
    BloodPressure(BloodPressure),
}

/// Longest note, in characters.
pub const NOTE_LIMIT: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_stays_as_it_is() {
        let entry = DiaryEntry {
            measured_at: "2026-03-01T07:30:00Z".parse().unwrap(),
            measurement: Measurement::BloodPressure(BloodPressure::new(135, 85, Some(72)).unwrap()),
            note: String::new(),
        };
        let json = r#"{"measured_at":"2026-03-01T07:30:00Z","measurement":{"kind":"blood-pressure","systolic":135,"diastolic":85,"pulse":72}}"#;
        assert_eq!(serde_json::to_string(&entry).unwrap(), json);
        assert_eq!(serde_json::from_str::<DiaryEntry>(json).unwrap(), entry);
    }
}
