//! Our randomness in the shape that opaque-ke and voprf know.

use opaque_ke::rand::{CryptoRng as OldCryptoRng, Error as OldRngError, RngCore as OldRngCore};

use crate::clock::Entropy;

/// Random bytes of the server.
pub(crate) struct OldRng<'a>(pub(crate) &'a dyn Entropy);

impl OldRngCore for OldRng<'_> {
    fn next_u32(&mut self) -> u32 {
        u32::from_be_bytes(self.0.bytes())
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_be_bytes(self.0.bytes())
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        self.0.fill(out);
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), OldRngError> {
        self.0.fill(out);
        Ok(())
    }
}

impl OldCryptoRng for OldRng<'_> {}
