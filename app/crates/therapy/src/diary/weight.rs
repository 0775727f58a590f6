//! Body weight, exact to the gram.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::field::{Field, FieldError};
use crate::number::Range;

/// What scales for adults show, kilograms.
pub const WEIGHT: Range = Range::whole(20, 350).decimals(2);

/// A weight as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WeightDraft {
    /// Kilograms, with comma or point.
    pub kilograms: String,
}

/// A body weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Weight {
    grams: u32,
}

#[derive(Deserialize)]
struct Stored {
    grams: u32,
}

impl WeightDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// What is wrong with the field.
    pub fn parse(&self) -> Result<Weight, Vec<FieldError>> {
        let kilograms = Field::Weight.number(WEIGHT, &self.kilograms).map_err(|error| vec![error])?;
        Weight::from_kilograms(kilograms).map_err(|error| vec![error])
    }
}

impl Weight {
    /// A weight from grams.
    ///
    /// # Errors
    /// Outside of 20 to 350 kg.
    pub fn from_grams(grams: u32) -> Result<Self, FieldError> {
        Field::Weight.check(WEIGHT, Decimal::new(grams.into(), 3))?;
        Ok(Self { grams })
    }

    /// A weight from kilograms; what is finer than a gram is rounded.
    ///
    /// # Errors
    /// Outside of 20 to 350 kg.
    pub fn from_kilograms(kilograms: Decimal) -> Result<Self, FieldError> {
        Field::Weight.check(WEIGHT, kilograms)?;
        let grams = (kilograms * Decimal::ONE_THOUSAND).round();
        Self::from_grams(u32::try_from(grams).unwrap_or_default())
    }

    /// Whole grams.
    #[must_use]
    pub const fn grams(self) -> u32 {
        self.grams
    }

    /// Kilograms with at least one and at most three digits behind the point.
    #[must_use]
    pub fn kilograms(self) -> Decimal {
        let mut value = Decimal::new(self.grams.into(), 3).normalize();
        if value.scale() == 0 {
            value.rescale(1);
        }
        value
    }
}

impl TryFrom<Stored> for Weight {
    type Error = FieldError;

    fn try_from(stored: Stored) -> Result<Self, FieldError> {
        Self::from_grams(stored.grams)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilograms_are_exact() {
        let weight = WeightDraft { kilograms: "82,35".into() }.parse().unwrap();
        assert_eq!((weight.grams(), weight.kilograms().to_string()), (82_350, "82.35".to_owned()));
        assert_eq!(Weight::from_grams(82_000).unwrap().kilograms().to_string(), "82.0");
    }

    #[test]
    fn impossible_weights_are_refused() {
        assert!(Weight::from_grams(19_999).is_err());
        assert!(serde_json::from_str::<Weight>(r#"{"grams":350001}"#).is_err());
        assert!(WeightDraft { kilograms: "820".into() }.parse().is_err());
    }
}
