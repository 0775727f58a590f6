//! The device's own store: keys and bytes. Only ciphertext and public facts go in.

use std::cell::RefCell;
use std::collections::BTreeMap;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub mod sqlite;

/// The device refuses to store or read: full, private mode, broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this device cannot store: {0}")]
pub struct StoreError(pub String);

/// One change of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Puts bytes under a key, in place of what was there.
    Put(String, Vec<u8>),
    /// Puts bytes under a key that has none; where it has some, also from another tab, no change of the batch is carried out.
    Add(String, Vec<u8>),
    /// Removes a key; nothing happens if it is not there.
    Remove(String),
}

/// A store with atomic batches.
#[expect(async_fn_in_trait, reason = "single-threaded in the browser; no caller needs Send")]
pub trait LocalStore {
    /// The bytes under a key.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot read.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// All keys that begin with a prefix, with their bytes, in order of the keys.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot read.
    async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Carries out all changes or none, durably.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was changed.
    async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError>;

    /// Forgets everything.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot write.
    async fn clear(&self) -> Result<(), StoreError>;
}

/// Nothing stays after the program ends: tests, and "shared computer" mode. Source: DiGAV Anlage 1, Datenschutz 13.
#[derive(Debug, Default)]
pub struct MemoryStore(RefCell<BTreeMap<String, Vec<u8>>>);

impl LocalStore for MemoryStore {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.borrow().get(key).cloned())
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let all = self.0.borrow();
        let from = all.range(prefix.to_owned()..);
        let found = from.take_while(|(key, _)| key.starts_with(prefix));
        Ok(found.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        let mut all = self.0.borrow_mut();
        let is_taken = |change: &Change| matches!(change, Change::Add(key, _) if all.contains_key(key));
        if changes.iter().any(is_taken) {
            return Err(StoreError("the key is taken".to_owned()));
        }
        for change in changes {
            match change {
                Change::Put(key, value) | Change::Add(key, value) => {
                    all.insert(key, value);
                }
                Change::Remove(key) => {
                    all.remove(&key);
                }
            }
        }
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreError> {
        self.0.borrow_mut().clear();
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod suite {
    use super::*;

    /// What every store must do.
    pub(crate) async fn holds_what_a_store_promises(store: &impl LocalStore) {
        let put = |key: &str, value: &[u8]| Change::Put(key.into(), value.into());
        store.apply(vec![put("a/2", b"two"), put("a/1", b"one"), put("b/1", b"other")]).await.unwrap();
        assert_eq!(store.get("a/1").await, Ok(Some(b"one".to_vec())));
        assert_eq!(store.get("a/3").await, Ok(None));
        let listed = store.list("a/").await.unwrap();
        assert_eq!(listed, [("a/1".to_owned(), b"one".to_vec()), ("a/2".to_owned(), b"two".to_vec())]);
        store
            .apply(vec![put("a/1", b"new"), Change::Remove("a/2".into()), Change::Remove("x".into())])
            .await
            .unwrap();
        assert_eq!(store.list("a/").await.unwrap(), [("a/1".to_owned(), b"new".to_vec())]);
        let add = |key: &str| Change::Add(key.into(), b"added".into());
        store.apply(vec![add("a/4"), put("a/5", b"five")]).await.unwrap();
        assert!(store.apply(vec![put("a/5", b"other"), add("a/4"), add("a/6")]).await.is_err());
        let listed = store.list("a/").await.unwrap();
        let values: Vec<&[u8]> = listed.iter().map(|(_, value)| value.as_slice()).collect();
        assert_eq!(values, [&b"new"[..], b"added", b"five"], "all of a batch or none of it");
        store.clear().await.unwrap();
        assert_eq!(store.list("").await.unwrap(), []);
    }

    #[tokio::test]
    async fn the_memory_store_keeps_its_promises() {
        holds_what_a_store_promises(&MemoryStore::default()).await;
    }
}
