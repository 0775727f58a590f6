//! SHA-384 of bytes and of canonical values.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha384};

use crate::canonical::canonical_value;

/// A SHA-384 hash, 48 bytes; as text 96 small hexadecimal characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 48]);

/// The text is no SHA-384 hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-384 hash is 96 hexadecimal characters in small letters")]
pub struct NotADigest;

impl Digest {
    /// What stands before the first entry of a history.
    pub const ZERO: Self = Self([0; 48]);

    /// The hash of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha384::digest(bytes).into())
    }

    /// The hash as bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 48] {
        self.0
    }

    /// The hash of the canonical text of a value.
    #[must_use]
    pub fn of_value(value: &Value) -> Self {
        Self::of(canonical_value(value).as_bytes())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| NotADigest)?;
        bytes.try_into().map(Self).map_err(|_| NotADigest)
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;

    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_digest_is_the_published_one_and_survives_its_text() {
        // FIPS 180-4 example, message "abc".
        let digest = Digest::of(b"abc");
        assert!(digest.to_string().starts_with("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"));
        assert_eq!(digest.to_string().parse(), Ok(digest));
    }

    #[test]
    fn the_order_of_members_does_not_matter() {
        assert_eq!(Digest::of_value(&json!({"a": 1, "b": 2})), Digest::of_value(&json!({"b": 2, "a": 1})));
    }

    #[test]
    fn what_is_no_digest_is_refused() {
        let big = Digest::ZERO.to_string().replace('0', "A");
        for text in ["", "00", "x", big.as_str()] {
            assert_eq!(text.parse::<Digest>(), Err(NotADigest), "{text}");
        }
    }
}
