//! Pulse measured alone, at rest.

use serde::{Deserialize, Serialize};

use super::field::{Field, FieldError};
use crate::number::Range;

/// What devices and fingers can count, beats per minute.
pub const PULSE: Range = Range::whole(20, 250);

/// A pulse as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PulseDraft {
    /// Beats per minute.
    pub per_minute: String,
    /// Whether the patient or the device noticed an irregular rhythm.
    pub irregular: bool,
}

/// A pulse at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Pulse {
    per_minute: u16,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    irregular: bool,
}

#[derive(Deserialize)]
struct Stored {
    per_minute: u16,
    #[serde(default)]
    irregular: bool,
}

impl PulseDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// What is wrong with the field.
    pub fn parse(&self) -> Result<Pulse, Vec<FieldError>> {
        let per_minute = Field::Pulse.whole_needed(PULSE, &self.per_minute).map_err(|error| vec![error])?;
        Ok(Pulse { per_minute, irregular: self.irregular })
    }
}

impl Pulse {
    /// A pulse from numbers.
    ///
    /// # Errors
    /// Outside of 20 to 250 per minute.
    pub fn new(per_minute: u16, irregular: bool) -> Result<Self, FieldError> {
        Field::Pulse.check(PULSE, per_minute)?;
        Ok(Self { per_minute, irregular })
    }

    /// Beats per minute.
    #[must_use]
    pub const fn per_minute(self) -> u16 {
        self.per_minute
    }

    /// Whether the rhythm was irregular.
    #[must_use]
    pub const fn irregular(self) -> bool {
        self.irregular
    }
}

impl TryFrom<Stored> for Pulse {
    type Error = FieldError;

    fn try_from(stored: Stored) -> Result<Self, FieldError> {
        Self::new(stored.per_minute, stored.irregular)
    }
}
