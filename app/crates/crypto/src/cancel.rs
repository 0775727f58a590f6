//! The token with which a patient cancels an appointment without an account. It opens nothing else.

use core::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::rng;

/// 128 random bits. The practice puts them into the link for cancelling, the server keeps their hash.
#[derive(Clone, PartialEq, Eq)]
pub struct CancelToken(Zeroizing<[u8; 16]>);

impl CancelToken {
    /// A new token.
    #[must_use]
    pub fn make(random: &mut impl rand_core::CryptoRng) -> Self {
        Self(Zeroizing::new(rng::random(random)))
    }

    /// SHA-256 of the token: what the server compares with.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_slice()).into()
    }

    /// The token as bytes, for cancelling.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 16] {
        *self.0
    }

    /// The token as base64url, for the link and for the sealed description.
    #[must_use]
    pub fn expose(&self) -> String {
        Base64UrlUnpadded::encode_string(self.0.as_slice())
    }

    /// Reads what [`Self::expose`] wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Base64UrlUnpadded::decode_vec(text).ok()?;
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CancelToken(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::FastRng;

    #[test]
    fn a_token_is_read_as_it_was_written_and_prints_nothing() {
        let token = CancelToken::make(&mut FastRng::from_seed([7; 32]));
        let text = token.expose();
        assert_eq!(text.len(), 22);
        assert_eq!(CancelToken::parse(&text), Some(token.clone()));
        assert!(!format!("{token:?}").contains(&text));
        assert_eq!(CancelToken::parse(&text[1..]), None);
        assert_eq!(CancelToken::parse("!"), None);
    }

    #[test]
    fn the_server_gets_a_plain_hash_that_a_page_can_compute_from_the_link() {
        let token = CancelToken::parse("AAAAAAAAAAAAAAAAAAAAAA").unwrap();
        let expected = "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb";
        assert_eq!(base16ct::lower::encode_string(&token.hash()), expected);
    }
}
