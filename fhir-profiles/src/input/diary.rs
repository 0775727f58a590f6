//! What a diary holds beyond the profiles of MIO DiGA that are made for one value.

use heilsam_domain::RecordId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::coded::Amount;

/// One of five steps of a scale, 1 (least) to 5 (most).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Step(u8);

/// The number is not 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a step must be 1 to 5")]
pub struct NoStep;

impl Step {
    /// The step with this number; `None` outside of 1 to 5.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if matches!(number, 1..=5) { Some(Self(number)) } else { None }
    }

    /// Its number, 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Step {
    type Error = NoStep;

    fn try_from(number: u8) -> Result<Self, NoStep> {
        Self::new(number).ok_or(NoStep)
    }
}

impl From<Step> for u8 {
    fn from(step: Step) -> Self {
        step.0
    }
}

/// A night that began at the entry's `measured_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sleep {
    /// Woke up.
    pub ended_at: Timestamp,
    /// How restful it was: not at all to very.
    pub restful: Step,
    /// How often woken up, where it was said.
    #[serde(default)]
    pub awakenings: Option<u8>,
}

/// Mood and tension at the entry's `measured_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mood {
    /// Very bad to very good.
    pub mood: Step,
    /// Very calm to very tense, where it was said.
    #[serde(default)]
    pub tension: Option<Step>,
}

/// A dose of a medicine that was left out at the entry's `measured_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkippedDose {
    /// The record with the [`super::Medication`].
    pub medication: RecordId,
    /// Why.
    pub reason: SkipReason,
    /// How much it would have been, where it was said.
    #[serde(default)]
    pub dose: Option<Amount>,
}

/// Why a dose was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Not thought of.
    Forgotten,
    /// Because of a side effect.
    SideEffect,
    /// None left.
    RanOut,
    /// Because of a low reading or dizziness.
    LowReading,
    /// The doctor said so.
    DoctorSaidSo,
    /// Not wanted.
    NotWanted,
    /// Something else.
    Other,
}

impl SkipReason {
    /// All reasons.
    pub(crate) const ALL: [Self; 7] = [
        Self::Forgotten,
        Self::SideEffect,
        Self::RanOut,
        Self::LowReading,
        Self::DoctorSaidSo,
        Self::NotWanted,
        Self::Other,
    ];
}
