//! The activation code that a health insurer issues for one prescription.
//!
//! Source: GKV-Spitzenverband, Richtlinie DiGA; check digit "base32check1" over GF(2^5).

use std::fmt;

use subtle::ConstantTimeEq;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Rows of the companion matrix; row 0 belongs to the most significant bit.
const MATRIX: [u8; 5] = [0x01, 0x11, 0x08, 0x05, 0x03];

/// A well-formed activation code: 16 characters of `A-Z2-7`, version `A`, right check digit.
///
/// `Debug` shows the insurer prefix only; comparison takes the same time for every code.
#[derive(Clone, Eq)]
pub struct ActivationCode([u8; Self::LENGTH]);

/// Why a text is not an activation code, with what the patient can look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ActivationCodeError {
    /// Fewer or more than 16 characters after blanks and dashes are taken out.
    #[error("an activation code has 16 characters, found {found}")]
    Length {
        /// Characters found.
        found: usize,
    },
    /// A character that no activation code contains.
    #[error("character {position} is not a letter or a digit from 2 to 7")]
    Character {
        /// Place of the character, from 1.
        position: usize,
    },
    /// The third character is not the version `A`.
    #[error("character 3 must be A")]
    Version,
    /// All characters are possible, but they do not belong together: at least one is mistyped.
    #[error("the check digit does not match: at least one character is mistyped")]
    CheckDigit,
}

impl ActivationCode {
    /// Characters in a code.
    pub const LENGTH: usize = 16;

    /// Reads a code as people type or paste it: any case, blanks and dashes anywhere, `0` for `O`, `1` for `I`, `8` for `B`.
    ///
    /// # Errors
    /// [`ActivationCodeError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, ActivationCodeError> {
        let characters: Vec<char> = text.chars().filter(|c| !is_separator(*c)).collect();
        for (index, character) in characters.iter().enumerate() {
            if value_of(*character).is_none() {
                return Err(ActivationCodeError::Character { position: index + 1 });
            }
        }
        let normal: Vec<u8> = characters.into_iter().filter_map(normalise).collect();
        let found = normal.len();
        let code: [u8; Self::LENGTH] =
            normal.try_into().map_err(|_| ActivationCodeError::Length { found })?;
        if code.get(2) != Some(&b'A') {
            return Err(ActivationCodeError::Version);
        }
        if check(&code) != 0 {
            return Err(ActivationCodeError::CheckDigit);
        }
        Ok(Self(code))
    }

    /// Makes a code for an insurer prefix (two characters of the alphabet) from 12 random bytes; for tests and demonstration.
    ///
    /// # Errors
    /// [`ActivationCodeError::Character`] if the prefix is not made of two characters of the alphabet.
    pub fn from_parts(insurer: [u8; 2], individual: [u8; 12]) -> Result<Self, ActivationCodeError> {
        let body = individual.map(|byte| character_of(byte & 31));
        let mut text = String::with_capacity(Self::LENGTH);
        text.extend(insurer.map(char::from));
        text.push('A');
        text.extend(body);
        for digit in ALPHABET {
            match Self::parse(&format!("{text}{}", char::from(*digit))) {
                Err(ActivationCodeError::CheckDigit) => {}
                other => return other,
            }
        }
        Err(ActivationCodeError::CheckDigit)
    }

    /// The code as text, to hand to the insurer or to show to its owner.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The code in four groups of four, as people read it best.
    #[must_use]
    pub fn expose_grouped(&self) -> String {
        let text = self.expose();
        let groups: Vec<&str> = (0..4).filter_map(|group| text.get(group * 4..group * 4 + 4)).collect();
        groups.join(" ")
    }

    /// The two characters that name the health insurer.
    #[must_use]
    pub fn insurer_prefix(&self) -> &str {
        self.expose().get(..2).unwrap_or_default()
    }
}

impl PartialEq for ActivationCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for ActivationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActivationCode({}..)", self.insurer_prefix())
    }
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '–' | '.' | '_')
}

fn normalise(character: char) -> Option<u8> {
    let upper = character.to_ascii_uppercase();
    let upper = match upper {
        '0' => 'O',
        '1' => 'I',
        '8' => 'B',
        other => other,
    };
    u8::try_from(upper).ok().filter(|byte| ALPHABET.contains(byte))
}

fn value_of(character: char) -> Option<u8> {
    let byte = normalise(character)?;
    ALPHABET.iter().position(|a| *a == byte).and_then(|at| u8::try_from(at).ok())
}

fn character_of(value: u8) -> char {
    ALPHABET.get(usize::from(value)).map_or('A', |byte| char::from(*byte))
}

/// Horner's rule from the last character to the first, over GF(2^5); zero for a valid code.
fn check(code: &[u8]) -> u8 {
    code.iter().rev().fold(0, |sum, byte| times_matrix(sum) ^ value_of(char::from(*byte)).unwrap_or_default())
}

fn times_matrix(vector: u8) -> u8 {
    MATRIX
        .iter()
        .enumerate()
        .filter(|(row, _)| vector & (0b1_0000 >> row) != 0)
        .fold(0, |sum, (_, row)| sum ^ row)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published test codes of the GKV-Spitzenverband.
    const VALID: [&str; 9] = [
        "77AAAAAAAAAAAAAX",
        "77AAAAAAAAAAADEV",
        "77AAAAAAAAAAADFF",
        "77AAAAAAAAAAADGE",
        "77AAAAAAAAAAAGIS",
        "77AAAAAAAAAAAGJC",
        "77AAAAAAAAAAAGKD",
        "IEAQH746YNG7BY3X",
        "Q6AUGNUCBASU4ZU2",
    ];

    #[test]
    fn published_codes_are_accepted() {
        for code in VALID {
            assert_eq!(ActivationCode::parse(code).unwrap().expose(), code);
        }
    }

    #[test]
    fn one_mistyped_character_is_always_found() {
        for code in VALID {
            for position in 0..16 {
                for other in ALPHABET {
                    let mut bytes = code.as_bytes().to_vec();
                    if bytes[position] == *other {
                        continue;
                    }
                    bytes[position] = *other;
                    assert!(ActivationCode::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
                }
            }
        }
    }

    #[test]
    fn two_swapped_neighbours_are_always_found() {
        for code in VALID {
            for position in 0..15 {
                let mut bytes = code.as_bytes().to_vec();
                if bytes[position] == bytes[position + 1] {
                    continue;
                }
                bytes.swap(position, position + 1);
                assert!(ActivationCode::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
            }
        }
    }

    #[test]
    fn spelling_is_forgiven() {
        let code = ActivationCode::parse("77AAAAAAAAAAAAAX").unwrap();
        assert_eq!(ActivationCode::parse(" 77aa-aaaa aaaa–aaax\n"), Ok(code.clone()));
        assert_eq!(code.expose_grouped(), "77AA AAAA AAAA AAAX");
        let with_letters = ActivationCode::parse("BOALLFQCEFB4ARP7").unwrap();
        assert_eq!(ActivationCode::parse("80ALLFQCEF84ARP7"), Ok(with_letters));
    }

    #[test]
    fn the_error_says_where_to_look() {
        use ActivationCodeError::{Character, CheckDigit, Length, Version};
        assert_eq!(ActivationCode::parse(""), Err(Length { found: 0 }));
        assert_eq!(ActivationCode::parse("77AA"), Err(Length { found: 4 }));
        assert_eq!(ActivationCode::parse("77AAAAAAAAAAAAAXX"), Err(Length { found: 17 }));
        assert_eq!(ActivationCode::parse("77A9AAAAAAAAAAAX"), Err(Character { position: 4 }));
        assert_eq!(ActivationCode::parse("77äAAAAAAAAAAAAX"), Err(Character { position: 3 }));
        assert_eq!(ActivationCode::parse("77BAAAAAAAAAAAAX"), Err(Version));
        assert_eq!(ActivationCode::parse("77AAAAAAAAAAAAAY"), Err(CheckDigit));
    }

    #[test]
    fn made_codes_are_valid_and_the_debug_form_hides_them() {
        let code = ActivationCode::from_parts(*b"77", [9, 200, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).unwrap();
        assert_eq!(ActivationCode::parse(code.expose()), Ok(code.clone()));
        assert_eq!(format!("{code:?}"), "ActivationCode(77..)");
    }
}
