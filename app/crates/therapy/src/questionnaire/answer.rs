//! Values of answers, in the shape of FHIR `value[x]`.

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The value of an answer. Decimals are stored as text, so that nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes or no.
    #[serde(rename = "valueBoolean")]
    Boolean(bool),
    /// Whole number.
    #[serde(rename = "valueInteger")]
    Integer(i32),
    /// Decimal number.
    #[serde(rename = "valueDecimal")]
    Decimal(Decimal),
    /// Day.
    #[serde(rename = "valueDate")]
    Date(Date),
    /// Day and local time.
    #[serde(rename = "valueDateTime")]
    DateTime(DateTime),
    /// Time.
    #[serde(rename = "valueTime")]
    Time(Time),
    /// Words.
    #[serde(rename = "valueString")]
    Text(String),
    /// A chosen option.
    #[serde(rename = "valueCoding")]
    Choice(Choice),
    /// A number with its unit.
    #[serde(rename = "valueQuantity")]
    Quantity(Quantity),
}

/// An option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// System of the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// The code.
    pub code: String,
    /// Text in German.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
    /// The number that stands for the option in scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Decimal>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number.
    pub value: Decimal,
    /// The unit (UCUM).
    pub unit: String,
}

impl Choice {
    /// Whether both mean the same option, whatever their texts are.
    #[must_use]
    pub fn means(&self, other: &Self) -> bool {
        self.code == other.code && self.system == other.system
    }
}

impl Answer {
    /// Whether both are the same answer.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Choice(a), Self::Choice(b)) => a.means(b),
            _ => self == other,
        }
    }

    /// The number in it: of a choice its ordinal, of yes and no 1 and 0.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Boolean(it) => Some(Decimal::from(u8::from(*it))),
            Self::Integer(it) => Some(Decimal::from(*it)),
            Self::Decimal(it) => Some(*it),
            Self::Choice(it) => it.ordinal,
            Self::Quantity(it) => Some(it.value),
            Self::Date(_) | Self::DateTime(_) | Self::Time(_) | Self::Text(_) => None,
        }
    }
}
