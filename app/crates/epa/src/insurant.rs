//! The number of an insured person (KVNR), by which a patient record is found.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A capital letter and nine digits, the last of which is a check digit.
///
/// Source: § 290 SGB V; check digit: letter as two digits, every second digit doubled, sums of digits, modulo 10.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Insurant(String);

/// What is typed is no such number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InsurantError {
    /// Not a letter and nine digits.
    #[error("must be one letter and nine digits")]
    Shape,
    /// At least one character is wrong.
    #[error("the check digit does not fit: compare the number with the card")]
    CheckDigit,
}

impl Insurant {
    /// Reads a number as it stands on the card; blanks and small letters do not matter.
    ///
    /// # Errors
    /// [`InsurantError`].
    pub fn parse(text: &str) -> Result<Self, InsurantError> {
        let text: String =
            text.chars().filter(|it| !it.is_whitespace()).collect::<String>().to_ascii_uppercase();
        let (letter, digits) = match text.as_bytes() {
            [letter @ b'A'..=b'Z', digits @ ..]
                if digits.len() == 9 && digits.iter().all(u8::is_ascii_digit) =>
            {
                (letter - b'A' + 1, digits)
            }
            _ => return Err(InsurantError::Shape),
        };
        let values = [letter / 10, letter % 10].into_iter().chain(digits.iter().map(|digit| digit - b'0'));
        let weighed = |(place, value): (usize, u8)| {
            let product = if place % 2 == 0 { value } else { 2 * value };
            u32::from(product / 10 + product % 10)
        };
        let sum: u32 = values.take(10).enumerate().map(weighed).sum();
        let last = digits.last().map(|digit| u32::from(digit - b'0'));
        if last == Some(sum % 10) { Ok(Self(text)) } else { Err(InsurantError::CheckDigit) }
    }

    /// The number itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Insurant {
    type Error = InsurantError;

    fn try_from(text: String) -> Result<Self, InsurantError> {
        Self::parse(&text)
    }
}

impl From<Insurant> for String {
    fn from(insurant: Insurant) -> Self {
        insurant.0
    }
}

impl fmt::Debug for Insurant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Insurant(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_number_of_the_card_is_read_as_people_type_it() {
        assert_eq!(Insurant::parse(" a123 456 780 ").unwrap().expose(), "A123456780");
    }

    #[test]
    fn a_typing_error_is_noticed() {
        assert_eq!(Insurant::parse("A123456781"), Err(InsurantError::CheckDigit));
        assert_eq!(Insurant::parse("A213456780"), Err(InsurantError::CheckDigit));
        for text in ["", "A12345678", "1123456780", "A1234567800", "Ä123456780", "A12345678X"] {
            assert_eq!(Insurant::parse(text), Err(InsurantError::Shape), "{text}");
        }
    }

    #[test]
    fn nobody_finds_the_number_in_a_log() {
        assert!(!format!("{:?}", Insurant::parse("A123456780").unwrap()).contains("123"));
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,16}") {
            let _ = Insurant::parse(&text);
        }
    }
}
