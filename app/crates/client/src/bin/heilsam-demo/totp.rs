//! One-time codes as authenticator apps make them. Source: RFC 6238 with SHA-1, six digits, 30 seconds.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;

/// The code for the step that is `ahead` steps after the present one.
pub fn code(secret: &[u8], now: Timestamp, ahead: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&(now.as_second().div_euclid(30) + ahead).to_be_bytes());
    let digest: [u8; 20] = mac.finalize().into_bytes().into();
    let offset = usize::from(digest.last().copied().unwrap_or_default() & 15);
    let word = digest.get(offset..).and_then(|rest| rest.first_chunk::<4>()).copied().unwrap_or_default();
    format!("{:06}", (u32::from_be_bytes(word) & 0x7fff_ffff) % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: RFC 6238, appendix B, last six digits.
    #[test]
    fn the_published_vectors_come_out() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(code(b"12345678901234567890", at(59), 0), "287082");
        assert_eq!(code(b"12345678901234567890", at(29), 1), "287082");
        assert_eq!(code(b"12345678901234567890", at(1_111_111_109), 0), "081804");
    }
}
