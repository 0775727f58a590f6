//! The code that a patient types to join a consultation: `NNNN-XXXX-XXXX`.

use std::fmt;

use subtle::ConstantTimeEq;

use crate::crockford;

/// Four digits that find the room; public, known to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nameplate(u16);

/// Eight Crockford characters: 40 secret bits that the server never sees.
#[derive(Clone, Eq)]
pub struct JoinPassword([u8; 5]);

/// Nameplate and password together, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinCode {
    /// Finds the room.
    pub nameplate: Nameplate,
    /// Proves the invitation.
    pub password: JoinPassword,
}

/// Why a text is not a join code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JoinCodeError {
    /// Not 12 characters after blanks and dashes are taken out.
    #[error("a join code has 12 characters, found {found}")]
    Length {
        /// Characters found.
        found: usize,
    },
    /// One of the first four is not a digit, or one of the others does not occur in codes.
    #[error("character {position} cannot be right")]
    Character {
        /// Place of the character, from 1.
        position: usize,
    },
}

impl Nameplate {
    /// How many nameplates there are.
    pub const COUNT: u16 = 10_000;

    /// The nameplate with this number (0 to 9999).
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        if number < Self::COUNT { Some(Self(number)) } else { None }
    }

    /// The number, 0 to 9999.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Nameplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl JoinPassword {
    /// The password that holds these random bytes.
    #[must_use]
    pub const fn from_random(bytes: [u8; 5]) -> Self {
        Self(bytes)
    }

    /// The secret bytes, for the handshake only.
    #[must_use]
    pub const fn expose(&self) -> &[u8; 5] {
        &self.0
    }
}

impl PartialEq for JoinPassword {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for JoinPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JoinPassword(..)")
    }
}

impl JoinCode {
    /// Reads a code as people type it: any case, blanks and dashes anywhere, look-alikes forgiven.
    ///
    /// # Errors
    /// [`JoinCodeError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, JoinCodeError> {
        let characters: Vec<char> =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–')).collect();
        for (index, character) in characters.iter().enumerate() {
            let limit = if index < 4 { 10 } else { 32 };
            if crockford::value_of(*character).is_none_or(|value| value >= limit) {
                return Err(JoinCodeError::Character { position: index + 1 });
            }
        }
        let found = characters.len();
        if found != 12 {
            return Err(JoinCodeError::Length { found });
        }
        let (plate, password) = characters.split_at(4);
        let number = plate
            .iter()
            .filter_map(|c| crockford::value_of(*c))
            .fold(0, |sum, digit| sum * 10 + u16::from(digit));
        let password: String = password.iter().collect();
        let bytes = crockford::decode(&password).and_then(|bytes| bytes.try_into().ok());
        match (Nameplate::new(number), bytes) {
            (Some(nameplate), Some(bytes)) => Ok(Self { nameplate, password: JoinPassword(bytes) }),
            _ => Err(JoinCodeError::Length { found }),
        }
    }

    /// The code as it is shown to the patient.
    #[must_use]
    pub fn expose(&self) -> String {
        let password = crockford::encode(&self.password.0);
        let (left, right) = password.split_at(password.len() / 2);
        format!("{}-{left}-{right}", self.nameplate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_survives_being_typed(number in 0_u16..10_000, bytes in any::<[u8; 5]>()) {
            let code = JoinCode { nameplate: Nameplate::new(number).unwrap(), password: JoinPassword::from_random(bytes) };
            prop_assert_eq!(JoinCode::parse(&code.expose().to_lowercase().replace('-', " ")), Ok(code));
        }
    }

    #[test]
    fn the_error_says_where_to_look() {
        assert_eq!(JoinCode::parse("12"), Err(JoinCodeError::Length { found: 2 }));
        assert_eq!(JoinCode::parse("12A4-0000-0000"), Err(JoinCodeError::Character { position: 3 }));
        assert_eq!(JoinCode::parse("1234-0U00-0000"), Err(JoinCodeError::Character { position: 6 }));
    }
}
