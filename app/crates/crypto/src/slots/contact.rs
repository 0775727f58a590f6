//! Two halves of one way in: the code on the sheet of a trusted person, and 32 random bytes that the operator hands out only
//! after a waiting time in which the patient can object. See decision 0027.
//!
//! ```text
//! wrap key = HKDF-SHA-384(salt, HKDF-SHA-384(code, "heilsam/contact/wrap") | operator's half, "heilsam/slot/" | 4)
//! ```

use heilsam_domain::RecoveryCode;
use zeroize::Zeroizing;

use crate::{CryptoError, kdf, rng};

secret_bytes!(
    /// The half that the operator keeps.
    OperatorHalf,
    32
);

impl OperatorHalf {
    /// A new random half.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Self {
        Self::from_bytes(rng::random(rng))
    }

    /// The half as the operator handed it out.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`] when there are not 32 bytes.
    pub fn from_operator(bytes: &[u8]) -> Result<Self, CryptoError> {
        bytes.try_into().map(Self::from_bytes).map_err(|_| CryptoError::Malformed("operator's half"))
    }

    /// The bytes, for the one request that hands them to the operator.
    #[must_use]
    pub fn expose_for_operator(&self) -> [u8; 32] {
        *self.expose()
    }
}

pub(super) fn wrap_key(
    code: &RecoveryCode,
    half: &OperatorHalf,
    salt: &[u8; 32],
    kind: u8,
) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let theirs: Zeroizing<[u8; 32]> = kdf::derive(code.expose(), &[b"heilsam/contact/wrap"])?;
    let mut both = Zeroizing::new([0; 64]);
    let (first, second) = both.split_at_mut(32);
    first.copy_from_slice(theirs.as_slice());
    second.copy_from_slice(half.expose());
    kdf::derive_salted(Some(salt), both.as_slice(), &[b"heilsam/slot/", &[kind]])
}
