//! The numbers of a doctor and of a place of practice.

/// Why a number cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Not nine digits.
    Length,
    /// The check digit does not fit.
    CheckDigit,
}

/// Nine digits, whatever stands between them.
fn digits(text: &str) -> Result<[u32; 9], Wrong> {
    let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '/');
    let digits: Option<Vec<u32>> = kept.map(|c| c.to_digit(10)).collect();
    digits.and_then(|digits| digits.try_into().ok()).ok_or(Wrong::Length)
}

/// Checks a doctor's number (LANR): six digits, a check digit, two digits of the group.
/// Source: Richtlinie der KBV nach § 75 Absatz 7 SGB V zur Vergabe der Arzt- und Betriebsstättennummern.
///
/// # Errors
/// [`Wrong`].
pub fn check_doctor(text: &str) -> Result<(), Wrong> {
    let digits = digits(text)?;
    let sum: u32 = digits.iter().take(6).zip([4, 9].into_iter().cycle()).map(|(digit, by)| digit * by).sum();
    let check = (10 - sum % 10) % 10;
    if digits.get(6) == Some(&check) { Ok(()) } else { Err(Wrong::CheckDigit) }
}

/// Checks the form of a number of a place of practice (BSNR): nine digits; it has no check digit.
///
/// # Errors
/// [`Wrong::Length`].
pub fn check_place(text: &str) -> Result<(), Wrong> {
    digits(text).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doctors_number_has_a_check_digit() {
        assert_eq!(check_doctor("123456601"), Ok(()));
        assert_eq!(check_doctor("123 456 601"), Ok(()));
        assert_eq!(check_doctor("999999100"), Err(Wrong::CheckDigit));
        assert_eq!(check_doctor("123465601"), Err(Wrong::CheckDigit));
    }

    #[test]
    fn every_number_has_nine_digits() {
        for wrong in ["", "12345678", "1234567890", "12345678x"] {
            assert_eq!(check_doctor(wrong), Err(Wrong::Length));
            assert_eq!(check_place(wrong), Err(Wrong::Length));
        }
        assert_eq!(check_place("721234500"), Ok(()));
    }
}
