//! Pharmazentralnummer: seven digits and a check digit.
//!
//! Source: IFA, technical note on the PZN8: weights 1 to 7, sum modulo 11, a remainder of 10 is never assigned.

use std::fmt;

/// A number with a right check digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pzn([u8; 8]);

/// Why a text is no PZN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPzn {
    /// Not eight digits.
    #[error("a PZN has eight digits, with or without \"PZN-\" before them")]
    Format,
    /// At least one digit is wrong.
    #[error("the check digit does not fit: at least one digit is wrong")]
    CheckDigit,
}

impl Pzn {
    /// Reads `PZN-12345678`, `12345678` or `1234 5678`.
    ///
    /// # Errors
    /// [`NotAPzn`].
    pub fn parse(text: &str) -> Result<Self, NotAPzn> {
        let upper = text.trim().to_ascii_uppercase();
        let rest = upper.strip_prefix("PZN").unwrap_or(&upper);
        let digits: Vec<u8> = rest
            .trim_start_matches(['-', ':', ' '])
            .bytes()
            .filter(|byte| *byte != b' ')
            .map(|byte| byte.wrapping_sub(b'0'))
            .collect();
        let digits: [u8; 8] = digits.try_into().map_err(|_| NotAPzn::Format)?;
        if digits.iter().any(|digit| *digit > 9) {
            return Err(NotAPzn::Format);
        }
        let [first @ .., check] = digits;
        let sum: u32 = (1..).zip(first).map(|(weight, digit): (u32, u8)| weight * u32::from(digit)).sum();
        if sum % 11 == u32::from(check) { Ok(Self(digits)) } else { Err(NotAPzn::CheckDigit) }
    }
}

impl fmt::Display for Pzn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{digit}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_with_its_check_digit_is_read() {
        // 2*1 + 7*2 + 5*3 + 8*4 + 0*5 + 8*6 + 9*7 = 174, which is 9 modulo 11.
        assert_eq!(Pzn::parse("PZN-27580899").unwrap().to_string(), "27580899");
        assert_eq!(Pzn::parse("2758 0899"), Pzn::parse("27580899"));
    }

    #[test]
    fn wrong_numbers_are_refused() {
        assert_eq!(Pzn::parse("27580898"), Err(NotAPzn::CheckDigit));
        assert_eq!(Pzn::parse("72580899"), Err(NotAPzn::CheckDigit));
        for text in ["", "2758089", "275808990", "2758089X", "PZN"] {
            assert_eq!(Pzn::parse(text), Err(NotAPzn::Format), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(at in 0..7_usize, add in 1..10_u8) {
            let mut digits = *b"27580899";
            digits[at] = b'0' + (digits[at] - b'0' + add) % 10;
            prop_assert_eq!(Pzn::parse(std::str::from_utf8(&digits).unwrap()), Err(NotAPzn::CheckDigit));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,12}") {
            let _ = Pzn::parse(&text);
        }
    }
}
