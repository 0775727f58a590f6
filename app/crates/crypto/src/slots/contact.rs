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

/// What is shown to the server to find the slot and to begin the waiting time. Says nothing about the wrap key.
pub struct ContactKeys {
    locator: [u8; 16],
    auth_key: Zeroizing<[u8; 32]>,
}

impl ContactKeys {
    /// Derives both from the code on the contact's sheet. The code of a patient's own sheet gives others.
    ///
    /// # Errors
    /// Never in practice: all sizes are fixed.
    pub fn derive(code: &RecoveryCode) -> Result<Self, CryptoError> {
        Ok(Self {
            locator: *kdf::derive(code.expose(), &[b"heilsam/contact/locator"])?,
            auth_key: kdf::derive(code.expose(), &[b"heilsam/contact/auth"])?,
        })
    }

    /// Names the slot.
    #[must_use]
    pub fn locator(&self) -> [u8; 16] {
        self.locator
    }

    /// Proves knowledge of the code; the server keeps only a hash of it.
    #[must_use]
    pub fn auth_key(&self) -> &[u8; 32] {
        &self.auth_key
    }
}

impl core::fmt::Debug for ContactKeys {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ContactKeys(redacted)")
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
