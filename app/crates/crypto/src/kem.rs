//! The key under which others send something to an account: MLKEM1024-P384, classical and post-quantum at once.
//!
//! Source: BSI TR-02102-1 (hybrid key agreement); draft-ietf-hpke-pq.

use hpke::kem::MlKem1024P384;
use hpke::{Deserializable, Kem, Serializable};
use zeroize::Zeroizing;

use crate::{CryptoError, kdf, rng};

/// Bytes of the secret seed.
pub(crate) const SECRET: usize = 32;

/// The opening half.
pub struct KemKey {
    seed: Zeroizing<[u8; SECRET]>,
    secret: <MlKem1024P384 as Kem>::PrivateKey,
    public: <MlKem1024P384 as Kem>::PublicKey,
}

impl KemKey {
    /// A new random key.
    ///
    /// # Errors
    /// Never in practice: every seed is a valid key.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Result<Self, CryptoError> {
        Self::from_secret(rng::random::<SECRET>(rng))
    }

    pub(crate) fn from_secret(seed: [u8; SECRET]) -> Result<Self, CryptoError> {
        let seed = Zeroizing::new(seed);
        let secret = <MlKem1024P384 as Kem>::PrivateKey::from_bytes(seed.as_slice())
            .map_err(|_| CryptoError::Malformed("receiving key"))?;
        let public = MlKem1024P384::sk_to_pk(&secret);
        Ok(Self { seed, secret, public })
    }

    pub(crate) fn secret_seed(&self) -> &[u8; SECRET] {
        &self.seed
    }

    pub(crate) fn secret(&self) -> &<MlKem1024P384 as Kem>::PrivateKey {
        &self.secret
    }

    /// What others need to send something.
    #[must_use]
    pub fn public(&self) -> KemPublic {
        KemPublic(self.public.clone())
    }
}

impl core::fmt::Debug for KemKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("KemKey(redacted)")
    }
}

/// The sealing half of a [`KemKey`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KemPublic(<MlKem1024P384 as Kem>::PublicKey);

impl KemPublic {
    /// Bytes of the public key: ML-KEM-1024 1,568 and the uncompressed P-384 point 97.
    pub const BYTES: usize = 1_665;

    /// Reads a public key of [`Self::BYTES`] bytes.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`] when the bytes are not such a key.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CryptoError> {
        <MlKem1024P384 as Kem>::PublicKey::from_bytes(bytes)
            .map(Self)
            .map_err(|_| CryptoError::Malformed("public receiving key"))
    }

    /// The key as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes().to_vec()
    }

    /// SHA-384 of the key: what people compare and grants name.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 48] {
        kdf::sha384(&[b"heilsam/kem/v1", &self.to_bytes()])
    }

    pub(crate) fn inner(&self) -> &<MlKem1024P384 as Kem>::PublicKey {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::FastRng;

    #[test]
    fn the_public_half_survives_its_bytes() {
        let key = KemKey::make(&mut FastRng::from_seed([1; 32])).unwrap();
        let bytes = key.public().to_bytes();
        assert_eq!(bytes.len(), KemPublic::BYTES);
        assert_eq!(KemPublic::from_bytes(&bytes), Ok(key.public()));
        assert!(KemPublic::from_bytes(&bytes[1..]).is_err());
    }
}
