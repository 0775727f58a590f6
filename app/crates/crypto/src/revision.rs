//! Which sealed text a change was made from: nobody writes over what somebody else wrote meanwhile.

use sha2::{Digest as _, Sha256};

/// SHA-256 of a sealed text. The same words sealed again are another text, so one of these names exactly one state.
#[must_use]
pub fn of(sealed: &[u8]) -> [u8; 32] {
    Sha256::digest(sealed).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_the_hash_that_the_server_makes_as_well() {
        // FIPS 180-4, example "abc".
        assert_eq!(of(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
        assert_ne!(of(b"abc"), of(b"abd"));
    }
}
