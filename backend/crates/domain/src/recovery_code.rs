//! The code on the recovery sheet: 160 random bits that only exist on paper.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::crockford;

/// 160 bits as 32 Crockford characters and two check characters.
///
/// `Debug` shows nothing; comparison takes the same time for every code.
#[derive(Clone, Eq)]
pub struct RecoveryCode([u8; Self::BYTES]);

/// Why a text is not a recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeError {
    /// Fewer or more than 34 characters after blanks and dashes are taken out.
    #[error("a recovery code has 34 characters, found {found}")]
    Length {
        /// Characters found.
        found: usize,
    },
    /// A character that no recovery code contains.
    #[error("character {position} does not occur in recovery codes")]
    Character {
        /// Place of the character, from 1.
        position: usize,
    },
    /// At least one character is mistyped.
    #[error("the check characters do not match: at least one character is mistyped")]
    Check,
}

impl RecoveryCode {
    /// Bytes of secret in a code.
    pub const BYTES: usize = 20;
    /// Characters in a code, check characters included.
    pub const LENGTH: usize = 34;

    /// The code that holds these random bytes.
    #[must_use]
    pub const fn from_random(bytes: [u8; Self::BYTES]) -> Self {
        Self(bytes)
    }

    /// Reads a code as people type it: any case, blanks and dashes anywhere, look-alikes forgiven.
    ///
    /// # Errors
    /// [`RecoveryCodeError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, RecoveryCodeError> {
        let characters: Vec<char> =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–')).collect();
        for (index, character) in characters.iter().enumerate() {
            if crockford::value_of(*character).is_none() {
                return Err(RecoveryCodeError::Character { position: index + 1 });
            }
        }
        let found = characters.len();
        if found != Self::LENGTH {
            return Err(RecoveryCodeError::Length { found });
        }
        let (body, check) = characters.split_at(Self::LENGTH - 2);
        let body: String = body.iter().collect();
        let bytes = crockford::decode(&body)
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(RecoveryCodeError::Check)?;
        let given: Vec<u8> = check.iter().filter_map(|c| crockford::value_of(*c)).collect();
        if given != checksum(&bytes) {
            return Err(RecoveryCodeError::Check);
        }
        Ok(Self(bytes))
    }

    /// The secret bytes, for key derivation only.
    #[must_use]
    pub const fn expose(&self) -> &[u8; Self::BYTES] {
        &self.0
    }

    /// The code in groups of four characters (the last has two), for the printed sheet.
    #[must_use]
    pub fn expose_grouped(&self) -> String {
        let mut text = crockford::encode(&self.0);
        text.extend(checksum(&self.0).map(crockford::character_of));
        let groups: Vec<String> =
            text.chars().collect::<Vec<_>>().chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }
}

impl PartialEq for RecoveryCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(..)")
    }
}

/// Ten bits of a sum with weights 1 to 32 modulo 1021 (prime): finds every single mistyped character and every swap of neighbours.
fn checksum(bytes: &[u8; RecoveryCode::BYTES]) -> [u8; 2] {
    let sum = crockford::encode(bytes)
        .chars()
        .filter_map(crockford::value_of)
        .zip(1_u32..)
        .fold(0_u32, |sum, (value, weight)| (sum + u32::from(value) * weight) % 1021);
    [u8::try_from(sum >> 5).unwrap_or_default(), u8::try_from(sum & 31).unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_survives_paper(bytes in any::<[u8; 20]>()) {
            let code = RecoveryCode::from_random(bytes);
            prop_assert_eq!(RecoveryCode::parse(&code.expose_grouped().to_lowercase()), Ok(code));
        }

        #[test]
        fn one_mistyped_character_is_always_found(bytes in any::<[u8; 20]>(), position in 0_usize..34, other in 0_u8..32) {
            let text = RecoveryCode::from_random(bytes).expose_grouped().replace('-', "");
            let mut characters: Vec<char> = text.chars().collect();
            prop_assume!(characters[position] != crockford::character_of(other));
            characters[position] = crockford::character_of(other);
            prop_assert!(RecoveryCode::parse(&characters.into_iter().collect::<String>()).is_err());
        }
    }

    #[test]
    fn the_debug_form_shows_nothing() {
        assert_eq!(format!("{:?}", RecoveryCode::from_random([1; 20])), "RecoveryCode(..)");
    }
}
