//! Medicines: what is to be taken, what was taken, and what it did beside its effect.

use heilsam_domain::RecordId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::coded::{Amount, Coded};

/// A line of the medication plan; valid from the entry's `measured_at` on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medication {
    /// The medicine, with its PZN as the code where it is known.
    pub name: Coded,
    /// Pharmaceutical form, such as "Tablette".
    #[serde(default)]
    pub form: Option<Coded>,
    /// Active ingredients.
    #[serde(default)]
    pub ingredients: Vec<Ingredient>,
    /// Whether it is still taken.
    pub status: MedicationStatus,
    /// First day.
    #[serde(default)]
    pub start: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub end: Option<Date>,
    /// Why it is taken.
    #[serde(default)]
    pub reason: Option<Coded>,
    /// When and how much.
    #[serde(default)]
    pub dosages: Vec<Dosage>,
}

/// An active ingredient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ingredient {
    /// Its name.
    pub name: Coded,
    /// How much of it is in one unit of the medicine.
    #[serde(default)]
    pub strength: Option<Strength>,
}

/// A strength: `amount` in `per`, such as 5 mg in 1 tablet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strength {
    /// How much of the ingredient.
    pub amount: Amount,
    /// In how much of the medicine.
    pub per: Amount,
}

/// Whether a medicine is still taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedicationStatus {
    /// It will be taken.
    Intended,
    /// It is taken.
    Active,
    /// It is not taken for a while.
    OnHold,
    /// It was taken to the end.
    Completed,
    /// It was stopped before the end.
    Stopped,
}

/// When and how much of a medicine is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dosage {
    /// The line as the patient reads it.
    pub text: String,
    /// When in the day.
    #[serde(default)]
    pub when: Option<DayTime>,
    /// Only when needed.
    #[serde(default)]
    pub as_needed: bool,
    /// How much at once.
    #[serde(default)]
    pub dose: Option<Amount>,
}

/// The four times of the German medication plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayTime {
    /// morgens
    Morning,
    /// mittags
    Noon,
    /// abends
    Evening,
    /// zur Nacht
    Night,
}

/// A medicine that was taken at the entry's `measured_at`; one that was left out is a [`super::SkippedDose`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// The record with the [`Medication`].
    pub medication: RecordId,
    /// How much.
    pub dose: Amount,
}

/// An unwanted effect, begun at the entry's `measured_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideEffect {
    /// What it was.
    pub what: Coded,
    /// How bad it was.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// When it ended.
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
}

/// How bad an unwanted effect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// leicht
    Mild,
    /// mittel
    Moderate,
    /// schwer
    Severe,
}
