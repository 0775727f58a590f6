//! The store of the browser: IndexedDB, one object store, string keys.

use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, TransactionMode};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::{Change, LocalStore, StoreError};

const KV: &str = "kv";
/// Object store of the key that wraps the account master key.
pub(crate) const VAULT: &str = "vault";

/// A database of this origin. Copies share the connection.
#[derive(Debug, Clone)]
pub struct BrowserStore(std::rc::Rc<Database>);

impl BrowserStore {
    /// Opens the database of a program (`patient`, `practice`), or makes it.
    ///
    /// # Errors
    /// [`StoreError`] when the browser has no storage (private mode of some browsers).
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let mut request = Factory::new().map_err(failed)?.open(name, Some(1)).map_err(failed)?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for name in [KV, VAULT] {
                    // A failure here makes the opening fail as a whole.
                    let _ = database.create_object_store(name, ObjectStoreParams::new());
                }
            }
        });
        request.await.map(|database| Self(std::rc::Rc::new(database))).map_err(failed)
    }

    pub(crate) async fn read(&self, store: &str, key: &str) -> Result<Option<JsValue>, StoreError> {
        let transaction = self.0.transaction(&[store], TransactionMode::ReadOnly).map_err(failed)?;
        let objects = transaction.object_store(store).map_err(failed)?;
        objects.get(JsValue::from_str(key)).map_err(failed)?.await.map_err(failed)
    }

    pub(crate) async fn write(
        &self,
        store: &str,
        key: &str,
        value: Option<&JsValue>,
    ) -> Result<(), StoreError> {
        let transaction = self.0.transaction(&[store], TransactionMode::ReadWrite).map_err(failed)?;
        let objects = transaction.object_store(store).map_err(failed)?;
        let key = JsValue::from_str(key);
        match value {
            Some(value) => {
                objects.put(value, Some(&key)).map_err(failed)?.await.map(|_| ()).map_err(failed)?;
            }
            None => objects.delete(key).map_err(failed)?.await.map_err(failed)?,
        }
        transaction.await.map(|_| ()).map_err(failed)
    }
}

impl LocalStore for BrowserStore {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(KV, key).await?.map(|value| bytes(&value)).transpose()
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let transaction = self.0.transaction(&[KV], TransactionMode::ReadOnly).map_err(failed)?;
        let objects = transaction.object_store(KV).map_err(failed)?;
        let end = JsValue::from_str(&format!("{prefix}\u{10ffff}"));
        let range = || KeyRange::bound(&JsValue::from_str(prefix), &end, None, None).map(Query::KeyRange);
        let keys = objects.get_all_keys(Some(range().map_err(failed)?), None).map_err(failed)?;
        let values = objects.get_all(Some(range().map_err(failed)?), None).map_err(failed)?;
        let keys = keys.await.map_err(failed)?;
        let values = values.await.map_err(failed)?;
        keys.iter()
            .zip(&values)
            .map(|(key, value)| Ok((key.as_string().unwrap_or_default(), bytes(value)?)))
            .collect()
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        let transaction = self.0.transaction(&[KV], TransactionMode::ReadWrite).map_err(failed)?;
        let objects = transaction.object_store(KV).map_err(failed)?;
        for change in changes {
            match change {
                Change::Put(key, value) => {
                    let value = Uint8Array::from(value.as_slice());
                    objects.put(&value, Some(&JsValue::from_str(&key))).map_err(failed)?;
                }
                Change::Remove(key) => {
                    objects.delete(JsValue::from_str(&key)).map_err(failed)?;
                }
            }
        }
        let done = transaction.commit().map_err(failed)?.await.map_err(failed)?;
        if done.is_committed() { Ok(()) } else { Err(StoreError("the transaction was aborted".to_owned())) }
    }

    async fn clear(&self) -> Result<(), StoreError> {
        let transaction = self.0.transaction(&[KV], TransactionMode::ReadWrite).map_err(failed)?;
        transaction.object_store(KV).map_err(failed)?.clear().map_err(failed)?.await.map_err(failed)?;
        transaction.await.map(|_| ()).map_err(failed)
    }
}

fn bytes(value: &JsValue) -> Result<Vec<u8>, StoreError> {
    let array = value.dyn_ref::<Uint8Array>().ok_or_else(|| StoreError("unexpected content".to_owned()))?;
    Ok(array.to_vec())
}

#[expect(clippy::needless_pass_by_value, reason = "fits map_err")]
fn failed(error: idb::Error) -> StoreError {
    StoreError(error.to_string())
}
