//! Key derivation: HKDF-SHA-384 for keys, SHA-384 for hashes, Argon2id for what people can remember.

use std::sync::OnceLock;

use argon2::{Algorithm, Argon2, Params, Version};
use hkdf::{Hkdf, HkdfExtract};
use sha2::{Digest, Sha384};
use zeroize::Zeroizing;

use crate::CryptoError;

/// What Argon2id costs. Order of fields as in the formats: memory in KiB, passes, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

/// The cost this program uses and the least it accepts: 64 MiB, three passes, one lane.
pub const MINIMUM_COST: KdfCost = KdfCost { memory_kib: 65_536, passes: 3, lanes: 1 };

impl KdfCost {
    /// Whether none of the parameters is below [`MINIMUM_COST`].
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.memory_kib >= MINIMUM_COST.memory_kib
            && self.passes >= MINIMUM_COST.passes
            && self.lanes >= MINIMUM_COST.lanes
    }
}

/// HKDF-SHA-384 without salt; `info` separates purposes.
pub(crate) fn derive<const N: usize>(
    secret: &[u8],
    info: &[&[u8]],
) -> Result<Zeroizing<[u8; N]>, CryptoError> {
    // The first half of extraction is the same every time: two of eight blocks of hashing saved per record.
    static EXTRACT: OnceLock<HkdfExtract<Sha384>> = OnceLock::new();
    let mut extract = EXTRACT.get_or_init(|| HkdfExtract::new(None)).clone();
    extract.input_ikm(secret);
    let (_, hkdf) = extract.finalize();
    expand(&hkdf, info)
}

/// HKDF-SHA-384 with salt.
pub(crate) fn derive_salted<const N: usize>(
    salt: Option<&[u8]>,
    secret: &[u8],
    info: &[&[u8]],
) -> Result<Zeroizing<[u8; N]>, CryptoError> {
    expand(&Hkdf::<Sha384>::new(salt, secret), info)
}

fn expand<const N: usize>(hkdf: &Hkdf<Sha384>, info: &[&[u8]]) -> Result<Zeroizing<[u8; N]>, CryptoError> {
    let mut out = Zeroizing::new([0u8; N]);
    hkdf.expand_multi_info(info, out.as_mut_slice()).map_err(|_| CryptoError::TooLarge("derived key"))?;
    Ok(out)
}

/// SHA-384 over the parts one after another.
pub(crate) fn sha384(parts: &[&[u8]]) -> [u8; 48] {
    let mut hash = Sha384::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// The first `N` bytes of SHA-384 over the parts; `N` is at most 48.
pub(crate) fn sha384_short<const N: usize>(parts: &[&[u8]]) -> [u8; N] {
    let full = sha384(parts);
    full.first_chunk::<N>().copied().unwrap_or([0; N])
}

/// Argon2id with the given cost.
pub(crate) fn stretch(secret: &[u8], salt: &[u8], cost: KdfCost, out: &mut [u8]) -> Result<(), CryptoError> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(out.len()))
        .map_err(|_| CryptoError::Malformed("key stretching cost"))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, out)
        .map_err(|_| CryptoError::TooLarge("key stretching"))
}
