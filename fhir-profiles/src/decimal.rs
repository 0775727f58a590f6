//! Exact decimal numbers, kept as the text the patient or the device gave.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Longest text of a number: FHIR asks for 18 significant digits, plus sign and point.
const MAX_LENGTH: usize = 20;

/// A decimal number as text: `80.0` stays `80.0` and never becomes `80` or `79.99999`.
///
/// Shape: optional minus, digits without leading zeros, optional point and digits; at most 20 characters; no exponent.
/// Source: FHIR R4, data type `decimal` ("the precision is significant").
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(String);

/// Why a text is not a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalError {
    /// The text has another shape than `12` or `12.5`.
    #[error("a number must look like 12 or 12.5, with a point and without spaces")]
    Shape,
    /// The text has more than 20 characters.
    #[error("a number may have at most {MAX_LENGTH} characters")]
    TooLong,
}

impl Decimal {
    /// The number as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_LENGTH {
            return Err(DecimalError::TooLong);
        }
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = match unsigned.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (unsigned, None),
        };
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if leading_zero || !is_digits(whole) || !fraction.is_none_or(is_digits) {
            return Err(DecimalError::Shape);
        }
        Ok(Self(text.to_owned()))
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl TryFrom<String> for Decimal {
    type Error = DecimalError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(decimal: Decimal) -> Self {
        decimal.0
    }
}

impl From<u16> for Decimal {
    fn from(number: u16) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_precision_is_kept() {
        for text in ["80.0", "0.10", "-3", "120", "0", "36.60"] {
            assert_eq!(text.parse::<Decimal>().map(|number| number.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_plain_decimal_is_refused() {
        for text in ["", "-", ".5", "5.", "007", "1e3", "1,5", " 1", "1 ", "+1", "١٢", "NaN", "1.2.3"] {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalError::Shape), "{text:?}");
        }
        assert_eq!("1".repeat(21).parse::<Decimal>(), Err(DecimalError::TooLong));
    }
}
