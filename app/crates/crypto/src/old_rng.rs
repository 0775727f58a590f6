//! Today's generators in the shape that the generation of RustCrypto behind opaque-ke and voprf knows.

use opaque_ke::rand::{CryptoRng as OldCryptoRng, Error as OldRngError, RngCore as OldRngCore};

use crate::rng;

/// A generator of today.
pub(crate) struct OldRng<'a, R>(pub(crate) &'a mut R);

impl<R: rand_core::CryptoRng> OldRngCore for OldRng<'_, R> {
    fn next_u32(&mut self) -> u32 {
        u32::from_be_bytes(rng::random(self.0))
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_be_bytes(rng::random(self.0))
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), OldRngError> {
        self.0.fill_bytes(out);
        Ok(())
    }
}

impl<R: rand_core::CryptoRng> OldCryptoRng for OldRng<'_, R> {}
