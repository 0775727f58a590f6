//! Where the account master key rests on the device between two starts of the program.

use std::cell::RefCell;

use zeroize::Zeroizing;

use crate::store::StoreError;

#[cfg(target_arch = "wasm32")]
pub mod browser;

/// A place that keeps 32 bytes so that a copy of the disk alone does not give them away.
#[expect(async_fn_in_trait, reason = "single-threaded in the browser; no caller needs Send")]
pub trait Vault {
    /// What is kept, if anything.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot read.
    async fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, StoreError>;

    /// Keeps the key in place of what was there.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot write.
    async fn keep(&self, key: &Zeroizing<[u8; 32]>) -> Result<(), StoreError>;

    /// Forgets the key.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot write.
    async fn forget(&self) -> Result<(), StoreError>;
}

/// Keeps the key in memory only: after the program ends, a login is needed.
#[derive(Default)]
pub struct MemoryVault(RefCell<Option<Zeroizing<[u8; 32]>>>);

impl std::fmt::Debug for MemoryVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MemoryVault(redacted)")
    }
}

impl Vault for MemoryVault {
    async fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, StoreError> {
        Ok(self.0.borrow().clone())
    }

    async fn keep(&self, key: &Zeroizing<[u8; 32]>) -> Result<(), StoreError> {
        *self.0.borrow_mut() = Some(key.clone());
        Ok(())
    }

    async fn forget(&self) -> Result<(), StoreError> {
        *self.0.borrow_mut() = None;
        Ok(())
    }
}
