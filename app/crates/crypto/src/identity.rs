//! The identity key of an account: ECDSA P-384 with SHA-384, signing slots, heads, grants and consents.
//!
//! Every signature covers a label of its format first, so that none can be used for another purpose.

use p384::ecdsa::signature::{Signer, Verifier};
use p384::ecdsa::{Signature, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::{CryptoError, kdf, rng};

/// Bytes of a signature: `r 48 | s 48`.
pub const SIGNATURE: usize = 96;
/// Bytes of a public key: compressed SEC1 point.
pub const PUBLIC_KEY: usize = 49;
/// Bytes of the secret scalar.
pub(crate) const SECRET: usize = 48;

/// The first 16 bytes of SHA-384 over the public key: names the signer inside envelopes and heads.
pub type KeyId = [u8; 16];

/// The signing half. Wiped when dropped (by the underlying key).
pub struct IdentityKey(SigningKey);

impl IdentityKey {
    /// A new random identity.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Self {
        loop {
            let scalar = Zeroizing::new(rng::random::<SECRET>(rng));
            if let Ok(key) = SigningKey::from_slice(scalar.as_slice()) {
                return Self(key);
            }
        }
    }

    pub(crate) fn from_secret(secret: &[u8; SECRET]) -> Result<Self, CryptoError> {
        SigningKey::from_slice(secret).map(Self).map_err(|_| CryptoError::Malformed("identity key"))
    }

    pub(crate) fn secret(&self) -> Zeroizing<[u8; SECRET]> {
        Zeroizing::new(self.0.to_bytes().into())
    }

    /// What others may know of it.
    #[must_use]
    pub fn public(&self) -> IdentityPublic {
        IdentityPublic(*self.0.verifying_key())
    }

    /// Signs `label | 0 | message`; deterministic (RFC 6979).
    pub(crate) fn sign(&self, label: &str, message: &[u8]) -> [u8; SIGNATURE] {
        let signature: Signature = self.0.sign(&labelled(label, message));
        signature.to_bytes().into()
    }
}

impl core::fmt::Debug for IdentityKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("IdentityKey(redacted)")
    }
}

/// The verifying half of an [`IdentityKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityPublic(VerifyingKey);

impl IdentityPublic {
    /// Reads a compressed SEC1 point of 49 bytes.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`] when the bytes are not a point of the curve.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CryptoError> {
        if bytes.len() != PUBLIC_KEY {
            return Err(CryptoError::Malformed("public identity key"));
        }
        VerifyingKey::from_sec1_bytes(bytes)
            .map(Self)
            .map_err(|_| CryptoError::Malformed("public identity key"))
    }

    /// The compressed SEC1 point, 49 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_sec1_point(true).as_bytes().to_vec()
    }

    /// The short name of this key.
    #[must_use]
    pub fn key_id(&self) -> KeyId {
        kdf::sha384_short(&[&self.to_bytes()])
    }

    /// The full hash of this key, for comparison by people or over a trusted channel.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 48] {
        kdf::sha384(&[b"heilsam/fingerprint/v1", &self.to_bytes()])
    }

    /// The number that two people compare by voice: nine groups of five digits, about 149 bits of the fingerprint.
    #[must_use]
    pub fn comparison_number(&self) -> String {
        let fingerprint = self.fingerprint();
        let groups = fingerprint.chunks_exact(5).map(|chunk| {
            let value = chunk.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
            format!("{:05}", value % 100_000)
        });
        groups.collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn verify(
        &self,
        label: &str,
        message: &[u8],
        signature: &[u8; SIGNATURE],
        what: &'static str,
    ) -> Result<(), CryptoError> {
        let signature = Signature::from_slice(signature).map_err(|_| CryptoError::Forged(what))?;
        self.0.verify(&labelled(label, message), &signature).map_err(|_| CryptoError::Forged(what))
    }
}

fn labelled(label: &str, message: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(label.len() + 1 + message.len());
    bytes.extend_from_slice(label.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(message);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::FastRng;

    #[test]
    fn a_comparison_number_is_nine_groups_and_another_for_another_key() {
        let number =
            |seed| IdentityKey::make(&mut FastRng::from_seed([seed; 32])).public().comparison_number();
        let groups: Vec<String> = number(1).split(' ').map(str::to_owned).collect();
        assert_eq!(groups.len(), 9);
        assert!(groups.iter().all(|group| group.len() == 5 && group.bytes().all(|it| it.is_ascii_digit())));
        assert_eq!(number(1), number(1));
        assert_ne!(number(1), number(2));
    }

    #[test]
    fn a_signature_for_one_purpose_is_refused_for_another() {
        let key = IdentityKey::make(&mut FastRng::from_seed([1; 32]));
        let signature = key.sign("heilsam/a", b"text");
        let public = IdentityPublic::from_bytes(&key.public().to_bytes()).unwrap();
        assert_eq!(public.verify("heilsam/a", b"text", &signature, "x"), Ok(()));
        assert_eq!(public.verify("heilsam/b", b"text", &signature, "x"), Err(CryptoError::Forged("x")));
        assert_eq!(public.verify("heilsam/a", b"Text", &signature, "x"), Err(CryptoError::Forged("x")));
    }

    #[test]
    fn the_debug_form_of_a_secret_shows_nothing() {
        let key = IdentityKey::make(&mut FastRng::from_seed([1; 32]));
        assert_eq!(format!("{key:?}"), "IdentityKey(redacted)");
    }

    #[test]
    fn a_wrong_point_is_refused() {
        assert!(IdentityPublic::from_bytes(&[2; 49]).is_err());
        assert!(IdentityPublic::from_bytes(&[]).is_err());
    }
}
