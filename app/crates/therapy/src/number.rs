//! Numbers as people type them, kept exact.

use rust_decimal::Decimal;

/// Why a text is not the number that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing was typed.
    #[error("is missing")]
    Missing,
    /// The text is not a number like `82` or `82,5`.
    #[error("is not a number like 82 or 82,5")]
    NotANumber,
    /// More digits behind the comma than are kept.
    #[error("may have at most {decimals} digits behind the comma")]
    TooPrecise {
        /// How many are kept.
        decimals: u32,
    },
    /// Outside of what is possible.
    #[error("must be between {min} and {max}")]
    OutOfRange {
        /// Smallest possible value.
        min: Decimal,
        /// Largest possible value.
        max: Decimal,
    },
}

/// The numbers a field takes: a closed range and how many digits behind the comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Smallest value.
    pub min: Decimal,
    /// Largest value.
    pub max: Decimal,
    /// Digits behind the comma that are kept.
    pub decimals: u32,
}

impl Range {
    /// Whole numbers from `min` to `max`.
    #[must_use]
    pub const fn whole(min: u32, max: u32) -> Self {
        Self {
            min: Decimal::from_parts(min, 0, 0, false, 0),
            max: Decimal::from_parts(max, 0, 0, false, 0),
            decimals: 0,
        }
    }

    /// Numbers from `min` to `max` with some digits behind the comma.
    #[must_use]
    pub const fn decimals(self, decimals: u32) -> Self {
        Self { decimals, ..self }
    }

    /// Reads `82`, `82,5` or `82.5`; the written digits stay (`82,50` is `82.50`).
    ///
    /// # Errors
    /// What is wrong with the text. A thousands separator makes the text ambiguous and is refused.
    pub fn read(&self, text: &str) -> Result<Decimal, NumberError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NumberError::Missing);
        }
        let (whole, fraction) = text.split_once([',', '.']).unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(NumberError::NotANumber);
        }
        let significant = fraction.trim_end_matches('0').len();
        if u32::try_from(significant).map_or(true, |count| count > self.decimals) {
            return Err(NumberError::TooPrecise { decimals: self.decimals });
        }
        let value: Decimal = text
            .replace(',', ".")
            .parse()
            .map_err(|_| NumberError::OutOfRange { min: self.min, max: self.max })?;
        self.check(value)
    }

    /// Lets a value through that lies in the range.
    ///
    /// # Errors
    /// [`NumberError::OutOfRange`].
    pub fn check(&self, value: Decimal) -> Result<Decimal, NumberError> {
        if value < self.min || value > self.max {
            return Err(NumberError::OutOfRange { min: self.min, max: self.max });
        }
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WEIGHT: Range = Range::whole(20, 350).decimals(1);

    #[test]
    fn comma_and_point_mean_the_same() {
        assert_eq!(WEIGHT.read(" 82,5 ").unwrap(), WEIGHT.read("82.5").unwrap());
        assert_eq!(WEIGHT.read("82,50").unwrap().to_string(), "82.50");
    }

    #[test]
    fn every_wrong_text_has_its_reason() {
        assert_eq!(WEIGHT.read("  "), Err(NumberError::Missing));
        for text in ["8x", "-82", "1.234,5", ",5", "82,", "1e2", "٨٢", "82 5"] {
            assert_eq!(WEIGHT.read(text), Err(NumberError::NotANumber), "{text}");
        }
        assert_eq!(WEIGHT.read("82,55"), Err(NumberError::TooPrecise { decimals: 1 }));
        let range = NumberError::OutOfRange { min: 20.into(), max: 350.into() };
        assert_eq!(WEIGHT.read("19,9"), Err(range));
        assert_eq!(WEIGHT.read(&"9".repeat(60)), Err(range));
        assert_eq!(range.to_string(), "must be between 20 and 350");
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,24}") {
            let _ = WEIGHT.read(&text);
        }
    }
}
