//! What follows from the code on a sheet of paper: a locator, a proof for the server, and a key it never sees.

use heilsam_domain::RecoveryCode;
use zeroize::Zeroizing;

use crate::{CryptoError, kdf};

/// What is shown to the server to find the slot and to ask for it. Says nothing about the wrap key.
pub struct SheetKeys {
    locator: [u8; 16],
    auth_key: Zeroizing<[u8; 32]>,
}

impl SheetKeys {
    /// Derives both from the code on a patient's recovery sheet.
    ///
    /// # Errors
    /// Never in practice: all sizes are fixed.
    pub fn recovery(code: &RecoveryCode) -> Result<Self, CryptoError> {
        Self::derive(code, b"heilsam/recovery/")
    }

    /// Derives both from the code on the contact's sheet. A patient's own sheet with the same code gives others.
    ///
    /// # Errors
    /// Never in practice: all sizes are fixed.
    pub fn contact(code: &RecoveryCode) -> Result<Self, CryptoError> {
        Self::derive(code, b"heilsam/contact/")
    }

    fn derive(code: &RecoveryCode, purpose: &[u8]) -> Result<Self, CryptoError> {
        Ok(Self {
            locator: *kdf::derive(code.expose(), &[purpose, b"locator"])?,
            auth_key: kdf::derive(code.expose(), &[purpose, b"auth"])?,
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

impl core::fmt::Debug for SheetKeys {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SheetKeys(redacted)")
    }
}

/// The key of the slot that the recovery sheet opens. The contact's sheet needs the operator's half as well.
pub(super) fn wrap_key(
    code: &RecoveryCode,
    salt: &[u8; 32],
    kind: u8,
) -> Result<Zeroizing<[u8; 32]>, CryptoError> {
    let secret: Zeroizing<[u8; 32]> = kdf::derive(code.expose(), &[b"heilsam/recovery/wrap"])?;
    kdf::derive_salted(Some(salt), secret.as_slice(), &[b"heilsam/slot/", &[kind]])
}
