//! One-time codes of authenticator apps.
//!
//! Source: RFC 6238 with SHA-1, six digits and 30 seconds, which all authenticator apps expect. SHA-1 is only used inside
//! HMAC here.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// Bytes of a secret.
pub const SECRET_BYTES: usize = 20;
const STEP_SECONDS: i64 = 30;
/// Steps before and after the present one that are accepted, for clocks that are a little off.
const TOLERANCE: i64 = 1;

/// The step (30 seconds each since 1970) whose code this is, if it is one that may still be used.
///
/// `used` is the newest step that was accepted before: it and all older ones are refused, so that each code opens once.
/// All steps are always computed.
#[must_use]
pub fn accept(secret: &[u8; SECRET_BYTES], code: &str, now: Timestamp, used: Option<i64>) -> Option<i64> {
    let present = now.as_second().div_euclid(STEP_SECONDS);
    let mut accepted = None;
    for step in present - TOLERANCE..=present + TOLERANCE {
        let fits: bool = self::code(secret, step).as_bytes().ct_eq(code.as_bytes()).into();
        if fits && used.is_none_or(|used| step > used) {
            accepted = Some(step);
        }
    }
    accepted
}

/// The code of the present step, as an authenticator app shows it.
#[must_use]
pub fn code_at(secret: &[u8; SECRET_BYTES], now: Timestamp) -> String {
    code(secret, now.as_second().div_euclid(STEP_SECONDS))
}

fn code(secret: &[u8; SECRET_BYTES], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let digest: [u8; 20] = mac.finalize().into_bytes().into();
    let offset = usize::from(digest.last().copied().unwrap_or_default() & 15);
    let word = digest.get(offset..offset + 4).and_then(|part| part.try_into().ok());
    let word = u32::from_be_bytes(word.unwrap_or_default()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8; 20] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// Source: RFC 6238, appendix B, SHA-1, last six digits.
    #[test]
    fn the_published_vectors_come_out() {
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(SECRET, at(second)), code, "{second}");
        }
    }

    #[test]
    fn a_code_is_accepted_one_step_early_and_late_and_no_further() {
        let code = code_at(SECRET, at(300));
        for (second, fits) in [(239, false), (270, true), (300, true), (359, true), (360, false)] {
            assert_eq!(accept(SECRET, &code, at(second), None).is_some(), fits, "{second}");
        }
    }

    #[test]
    fn each_code_opens_once() {
        let code = code_at(SECRET, at(300));
        let used = accept(SECRET, &code, at(300), None);
        assert_eq!(used, Some(10));
        assert_eq!(accept(SECRET, &code, at(301), used), None);
        assert!(accept(SECRET, &code_at(SECRET, at(330)), at(330), used).is_some());
    }

    #[test]
    fn anything_else_is_refused() {
        for code in ["", "12345", "0287082", "28708a", "２８７０８２"] {
            assert_eq!(accept(SECRET, code, at(59), None), None);
        }
    }
}
