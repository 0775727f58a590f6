//! The short code that stands for the public keys of an account: whoever checks it cannot be given other keys.

use std::fmt;

use crate::crockford;

const LENGTH: usize = 20;

/// The first 100 bits of a hash over account and public keys, as 20 Crockford characters in groups of five. No secret.
#[derive(Clone, PartialEq, Eq)]
pub struct SharingCode([u8; LENGTH]);

/// The text is not a sharing code: 20 characters of Crockford's alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sharing code has 20 letters and digits")]
pub struct InvalidSharingCode;

impl SharingCode {
    /// The code of a SHA-384 hash.
    #[must_use]
    pub fn from_hash(hash: &[u8; 48]) -> Self {
        let mut values = [0; LENGTH];
        let text = crockford::encode(hash);
        for (value, character) in values.iter_mut().zip(text.chars()) {
            *value = crockford::value_of(character).unwrap_or_default();
        }
        Self(values)
    }

    /// Reads a code: any case, blanks and dashes anywhere, look-alikes forgiven.
    ///
    /// # Errors
    /// [`InvalidSharingCode`] if it is not 20 characters of the alphabet.
    pub fn parse(text: &str) -> Result<Self, InvalidSharingCode> {
        let characters = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
        let values: Option<Vec<u8>> = characters.map(crockford::value_of).collect();
        values.and_then(|values| values.try_into().ok()).map(Self).ok_or(InvalidSharingCode)
    }
}

impl fmt::Display for SharingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, group) in self.0.chunks(5).enumerate() {
            if place > 0 {
                f.write_str("-")?;
            }
            for value in group {
                fmt::Write::write_char(f, crockford::character_of(*value))?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for SharingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SharingCode({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = SharingCode::from_hash(&[0b1010_0111; 48]);
        let text = code.to_string();
        assert_eq!(text.len(), 23);
        assert_eq!(SharingCode::parse(&text), Ok(code.clone()));
        assert_eq!(SharingCode::parse(&text.to_lowercase().replace('-', " ")), Ok(code));
    }

    #[test]
    fn every_one_of_the_first_hundred_bits_counts() {
        let before = SharingCode::from_hash(&[0; 48]);
        for bit in 0..100 {
            let mut hash = [0; 48];
            hash[bit / 8] = 0x80 >> (bit % 8);
            assert_ne!(SharingCode::from_hash(&hash), before, "{bit}");
        }
    }

    #[test]
    fn another_length_or_a_foreign_character_is_refused() {
        for text in ["", "ABCDE", "ABCDE-ABCDE-ABCDE-ABCDU", "ABCDE-ABCDE-ABCDE-ABCDEF"] {
            assert_eq!(SharingCode::parse(text), Err(InvalidSharingCode), "{text}");
        }
    }
}
