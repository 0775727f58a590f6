//! A fast random generator: AES-256 in counter mode with fast key erasure.
//!
//! The caller seeds it from the operating system; nothing that was handed out can be recomputed from its state.

use aes_gcm::aes::Aes256;
use aes_gcm::aes::cipher::{BlockCipherEncrypt, KeyInit};
use core::convert::Infallible;
use rand_core::{TryCryptoRng, TryRng};
use zeroize::Zeroizing;

const BLOCK: usize = 16;
const KEY: usize = 32;
const POOL: usize = 1024;

/// A cryptographic generator seeded with 32 random bytes.
pub struct FastRng {
    key: Zeroizing<[u8; KEY]>,
    pool: Zeroizing<[u8; POOL]>,
    used: usize,
}

impl FastRng {
    /// A generator from 32 bytes of the operating system's randomness. The same seed gives the same bytes.
    #[must_use]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { key: Zeroizing::new(seed), pool: Zeroizing::new([0; POOL]), used: POOL }
    }

    fn refill(&mut self) {
        let cipher = Aes256::new((&*self.key).into());
        let (blocks, _) = self.pool.as_chunks_mut::<BLOCK>();
        for (counter, block) in (0u128..).zip(blocks.iter_mut()) {
            *block = counter.to_be_bytes();
        }
        cipher.encrypt_blocks(aes_gcm::aead::array::Array::cast_slice_from_core_mut(blocks));
        if let Some((next_key, _)) = self.pool.split_first_chunk_mut::<KEY>() {
            core::mem::swap(next_key, &mut self.key);
            next_key.fill(0);
        }
        self.used = KEY;
    }
}

impl TryRng for FastRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, mut out: &mut [u8]) -> Result<(), Infallible> {
        while !out.is_empty() {
            if self.used >= POOL {
                self.refill();
            }
            let fresh = self.pool.get_mut(self.used..).unwrap_or_default();
            let count = fresh.len().min(out.len());
            let (now, later) = out.split_at_mut(count);
            let (taken, _) = fresh.split_at_mut(count);
            now.copy_from_slice(taken);
            taken.fill(0);
            self.used += count;
            out = later;
        }
        Ok(())
    }
}

impl TryCryptoRng for FastRng {}

impl core::fmt::Debug for FastRng {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("FastRng(redacted)")
    }
}

/// An array of random bytes.
pub(crate) fn random<const N: usize>(rng: &mut impl rand_core::CryptoRng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use rand_core::Rng;

    use super::*;

    #[test]
    fn same_seed_same_bytes_and_pieces_do_not_matter() {
        let mut whole = [0; 5000];
        FastRng::from_seed([7; 32]).fill_bytes(&mut whole);
        let mut pieces = Vec::new();
        let mut rng = FastRng::from_seed([7; 32]);
        for size in [1, 31, 992, 993, 2983] {
            let mut part = vec![0; size];
            rng.fill_bytes(&mut part);
            pieces.extend(part);
        }
        assert_eq!(whole.as_slice(), pieces);
    }

    #[test]
    fn no_block_repeats_across_refills() {
        let mut bytes = vec![0; 100_000];
        FastRng::from_seed([0; 32]).fill_bytes(&mut bytes);
        let mut seen = std::collections::HashSet::new();
        assert!(bytes.chunks_exact(16).all(|block| seen.insert(block.to_vec())));
    }
}
