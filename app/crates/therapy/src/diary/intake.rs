//! Medication intake: what was taken, or why not.

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::field::{Errors, Field, FieldError};
use crate::number::Range;

/// Longest name of a medicine, in characters.
pub const MEDICINE_LIMIT: usize = 120;
/// How much of one medicine can be taken at once, in any unit.
pub const AMOUNT: Range = Range::whole(0, 5_000).decimals(2);

/// What the amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AmountUnit {
    /// Tablets or capsules.
    Tablet,
    /// Drops.
    Drop,
    /// Milligrams.
    Milligram,
    /// Millilitres.
    Millilitre,
    /// Puffs of a spray.
    Puff,
}

impl AmountUnit {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Tablet, Self::Drop, Self::Milligram, Self::Millilitre, Self::Puff];
}

/// Why a planned intake did not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

/// What became of an intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "result", content = "reason")]
pub enum IntakeResult {
    /// Taken.
    Taken,
    /// Left out.
    Skipped(SkipReason),
}

/// How much was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// Number of units, at most two digits behind the point.
    pub value: Decimal,
    /// What is counted.
    pub unit: AmountUnit,
}

/// An intake as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntakeDraft {
    /// Name of the medicine.
    pub medicine: String,
    /// Number of units; may be empty.
    pub amount: String,
    /// What the number counts; tablets if nothing was chosen.
    pub unit: Option<AmountUnit>,
    /// Taken or left out.
    pub result: Option<IntakeResult>,
    /// When the plan asked for it.
    pub planned_for: Option<DateTime>,
}

/// One intake of one medicine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Intake {
    medicine: String,
    #[serde(flatten)]
    result: IntakeResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_for: Option<DateTime>,
}

#[derive(Deserialize)]
struct Stored {
    medicine: String,
    #[serde(flatten)]
    result: IntakeResult,
    #[serde(default)]
    amount: Option<Amount>,
    #[serde(default)]
    planned_for: Option<DateTime>,
}

impl IntakeDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// All errors at once, in the order of the fields.
    pub fn parse(&self) -> Result<Intake, Vec<FieldError>> {
        let mut errors = Errors::default();
        let medicine = errors.take(Field::Medicine.words_needed(&self.medicine, MEDICINE_LIMIT));
        let amount = if self.amount.trim().is_empty() {
            Some(None)
        } else {
            let unit = self.unit.unwrap_or(AmountUnit::Tablet);
            errors.take(Field::Amount.number(AMOUNT, &self.amount)).map(|value| Some(Amount { value, unit }))
        };
        let result = errors.take(Field::Rating.chosen(self.result));
        match (medicine, amount, result) {
            (Some(medicine), Some(amount), Some(result)) => {
                Ok(Intake { medicine, result, amount, planned_for: self.planned_for })
            }
            _ => Err(errors.into_list()),
        }
    }
}

impl Intake {
    /// Name of the medicine.
    #[must_use]
    pub fn medicine(&self) -> &str {
        &self.medicine
    }

    /// Taken or left out.
    #[must_use]
    pub const fn result(&self) -> IntakeResult {
        self.result
    }

    /// How much, if it was said.
    #[must_use]
    pub const fn amount(&self) -> Option<Amount> {
        self.amount
    }

    /// When the plan asked for it, in the patient's local time.
    #[must_use]
    pub const fn planned_for(&self) -> Option<DateTime> {
        self.planned_for
    }

    /// Whether it was taken.
    #[must_use]
    pub const fn taken(&self) -> bool {
        matches!(self.result, IntakeResult::Taken)
    }
}

impl TryFrom<Stored> for Intake {
    type Error = FieldError;

    fn try_from(stored: Stored) -> Result<Self, FieldError> {
        let medicine = Field::Medicine.words_needed(&stored.medicine, MEDICINE_LIMIT)?;
        if let Some(amount) = stored.amount {
            Field::Amount.check(AMOUNT, amount.value)?;
        }
        Ok(Self { medicine, result: stored.result, amount: stored.amount, planned_for: stored.planned_for })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(medicine: &str, amount: &str, result: Option<IntakeResult>) -> IntakeDraft {
        IntakeDraft { medicine: medicine.into(), amount: amount.into(), result, ..IntakeDraft::default() }
    }

    #[test]
    fn half_a_tablet_is_half_a_tablet() {
        let intake = draft("Ramipril 5 mg", "0,5", Some(IntakeResult::Taken)).parse().unwrap();
        assert_eq!(intake.amount().unwrap().value.to_string(), "0.5");
        let json = serde_json::to_string(&intake).unwrap();
        assert_eq!(
            json,
            r#"{"medicine":"Ramipril 5 mg","result":"taken","amount":{"value":"0.5","unit":"tablet"}}"#
        );
        assert_eq!(serde_json::from_str::<Intake>(&json).unwrap(), intake);
    }

    #[test]
    fn a_skipped_intake_says_why() {
        let skipped = IntakeResult::Skipped(SkipReason::RanOut);
        let intake = draft("Amlodipin", "", Some(skipped)).parse().unwrap();
        assert!(!intake.taken());
        assert_eq!(serde_json::from_str::<Intake>(&serde_json::to_string(&intake).unwrap()).unwrap(), intake);
    }

    #[test]
    fn all_wrong_fields_are_named_at_once() {
        let fields: Vec<Field> =
            draft(" ", "viel", None).parse().unwrap_err().iter().map(|error| error.field).collect();
        assert_eq!(fields, [Field::Medicine, Field::Amount, Field::Rating]);
        assert!(serde_json::from_str::<Intake>(r#"{"medicine":"","result":"taken"}"#).is_err());
    }
}
