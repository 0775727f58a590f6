//! The one-time code with which the operator lets a doctor, a member of staff or a manufacturer's person register.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::crockford;

/// 100 random bits as 20 Crockford characters, shown in groups of five.
#[derive(Clone, Eq)]
pub struct EnrolmentCode([u8; 20]);

/// The text is not an enrolment code: 20 characters of Crockford's alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an enrolment code has 20 letters and digits")]
pub struct InvalidEnrolmentCode;

impl EnrolmentCode {
    /// Makes a code from 20 random bytes, of which five bits each are used.
    #[must_use]
    pub fn from_random(bytes: [u8; 20]) -> Self {
        Self(bytes.map(|byte| byte & 31))
    }

    /// Reads a code: any case, blanks and dashes anywhere, look-alikes forgiven.
    ///
    /// # Errors
    /// [`InvalidEnrolmentCode`] if it is not 20 characters of the alphabet.
    pub fn parse(text: &str) -> Result<Self, InvalidEnrolmentCode> {
        let characters = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
        let values: Option<Vec<u8>> = characters.map(crockford::value_of).collect();
        values.and_then(|values| values.try_into().ok()).map(Self).ok_or(InvalidEnrolmentCode)
    }

    /// The code as it is handed over, for example `ABCDE-FGHJK-MNPQR-STVWX`.
    #[must_use]
    pub fn expose(&self) -> String {
        let groups: Vec<String> = self
            .0
            .chunks(5)
            .map(|group| group.iter().map(|value| crockford::character_of(*value)).collect())
            .collect();
        groups.join("-")
    }
}

impl PartialEq for EnrolmentCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_typed() {
        let code = EnrolmentCode::from_random([250; 20]);
        assert_eq!(EnrolmentCode::parse(&code.expose().to_lowercase()), Ok(code));
        assert_eq!(EnrolmentCode::parse("ABC"), Err(InvalidEnrolmentCode));
    }
}
