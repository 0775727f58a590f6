//! Content hashes and the addresses made from them.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// SHA-256 of several parts as hexadecimal text; parts are separated by their lengths.
pub fn hash(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    HEXLOWER.encode(&digest.finalize())
}

/// The short form used in addresses: 64 bits.
pub fn short_hash(parts: &[&[u8]]) -> String {
    hash(parts).chars().take(16).collect()
}

/// `styles/app.css` and its content become `/assets/styles/app-<hash>.css`.
pub fn hashed_address(name: &str, content: &[u8]) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    format!("/assets/{stem}-{}{extension}", short_hash(&[content]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_changes_with_its_content_only() {
        let address = hashed_address("styles/app.css", b"a{}");
        assert!(address.starts_with("/assets/styles/app-") && address.ends_with(".css"), "{address}");
        assert_eq!(address, hashed_address("styles/app.css", b"a{}"));
        assert_ne!(address, hashed_address("styles/app.css", b"b{}"));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(hash(&[b"ab", b"c"]), hash(&[b"a", b"bc"]));
    }
}
