//! Time and randomness, made in `main` and handed in.

use heilsam_crypto::rng::FastRng;
use jiff::Timestamp;

/// The clock and the randomness of the device.
pub trait Environment {
    /// Now.
    fn now(&self) -> Timestamp;

    /// 32 fresh random bytes of the operating system.
    fn seed(&self) -> [u8; 32];
}

/// Now, to the millisecond: what is signed and stored.
pub(crate) fn now(environment: &impl Environment) -> Timestamp {
    to_millis(environment.now())
}

/// The moment without what is finer than a millisecond; the server keeps no more.
pub(crate) fn to_millis(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

pub(crate) fn rng(environment: &impl Environment) -> FastRng {
    FastRng::from_seed(environment.seed())
}

/// Milliseconds since 1970, for ids that sort by time.
pub(crate) fn millis(at: Timestamp) -> u64 {
    u64::try_from(at.as_millisecond()).unwrap_or_default()
}

pub(crate) fn random<const N: usize>(rng: &mut impl rand_core::CryptoRng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// The browser's clock and randomness.
#[cfg(target_arch = "wasm32")]
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserEnvironment;

#[cfg(target_arch = "wasm32")]
impl Environment for BrowserEnvironment {
    fn now(&self) -> Timestamp {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit for 280,000 years")]
        let millis = js_sys::Date::now() as i64;
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        // A browser without crypto.getRandomValues cannot have loaded this page over a secure connection.
        let filled = getrandom::fill(&mut seed);
        assert!(filled.is_ok(), "this browser gives no random numbers");
        seed
    }
}
