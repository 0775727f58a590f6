//! What follows from the code on the recovery sheet: a locator, a proof for the server, and a key it never sees.

use heilsam_domain::RecoveryCode;
use zeroize::Zeroizing;

use crate::{CryptoError, kdf};

/// What is shown to the server to find and fetch the slot. Says nothing about the wrap key.
pub struct RecoveryKeys {
    locator: [u8; 16],
    auth_key: Zeroizing<[u8; 32]>,
}

impl RecoveryKeys {
    /// Derives both from the code.
    ///
    /// # Errors
    /// Never in practice: all sizes are fixed.
    pub fn derive(code: &RecoveryCode) -> Result<Self, CryptoError> {
        Ok(Self {
            locator: *kdf::derive(code.expose(), &[b"heilsam/recovery/locator"])?,
            auth_key: kdf::derive(code.expose(), &[b"heilsam/recovery/auth"])?,
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

impl core::fmt::Debug for RecoveryKeys {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("RecoveryKeys(redacted)")
    }
}

pub(super) fn wrap_key(
    code: &RecoveryCode,
    salt: &[u8; 32],
    kind: u8,
) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let secret: Zeroizing<[u8; 32]> = kdf::derive(code.expose(), &[b"heilsam/recovery/wrap"])?;
    kdf::derive_salted(Some(salt), secret.as_slice(), &[b"heilsam/slot/", &[kind]])
}
