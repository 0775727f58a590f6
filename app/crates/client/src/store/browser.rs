//! The store of the browser: IndexedDB, one object store, string keys.
//!
//! What was begun goes on to its end, also when the view that asked is gone meanwhile: nothing is half heard of, and the
//! browser finds the functions that it calls back.
//!
//! Every transaction is committed as soon as all is asked, also one that only reads: a page that is left and kept for the way
//! back (WebKit) commits nothing any more, and the next page would wait for it for ever.

use std::rc::Rc;

use idb::{
    Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode,
    TransactionResult,
};
use js_sys::{Function, Object, Reflect, Uint8Array};
use tokio::sync::oneshot;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::{Change, LocalStore, StoreError};

const KV: &str = "kv";
/// Object store of the key that wraps the account master key.
pub(crate) const VAULT: &str = "vault";

/// A database of this origin. Copies share the connection.
#[derive(Debug, Clone)]
pub struct BrowserStore(Rc<Connection>);

/// The same connection twice: as idb has it, and as the browser has it.
#[derive(Debug)]
struct Connection {
    database: Database,
    raw: JsValue,
}

impl Connection {
    fn new(database: Database) -> Result<Self, idb::Error> {
        let raw = JsValue::from(database);
        Ok(Self { database: Database::try_from(raw.clone())?, raw })
    }

    fn to_read(&self, store: &str) -> Result<Transaction, idb::Error> {
        self.database.transaction(&[store], TransactionMode::ReadOnly)
    }

    /// A change that is on the disk when it is done, also when the power goes right after: `durability: "strict"`, for which idb
    /// has no parameter. A browser that does not know it takes no notice. Source: Indexed Database API 3.0, `IDBTransactionOptions`.
    fn to_write(&self, store: &str) -> Result<Transaction, idb::Error> {
        let options = JsValue::from(Object::new());
        let (store, mode) = (JsValue::from_str(store), JsValue::from_str("readwrite"));
        let transaction: JsValue = Reflect::set(&options, &"durability".into(), &"strict".into())
            .and_then(|_| Reflect::get(&self.raw, &"transaction".into()))
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|begin| begin.call3(&self.raw, &store, &mode, &options))
            .map_err(idb::Error::TransactionOpenFailed)?;
        Transaction::try_from(transaction)
    }
}

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
        let connection = request.await.and_then(Connection::new).map_err(failed)?;
        Ok(Self(Rc::new(connection)))
    }

    pub(crate) async fn read(&self, store: &'static str, key: &str) -> Result<Option<JsValue>, StoreError> {
        let (connection, key) = (Rc::clone(&self.0), JsValue::from_str(key));
        to_its_end(async move {
            let transaction = connection.to_read(store)?;
            let found = transaction.object_store(store)?.get(key)?;
            transaction.commit()?;
            found.await
        })
        .await
    }

    pub(crate) async fn write(
        &self,
        store: &'static str,
        key: &str,
        value: Option<&JsValue>,
    ) -> Result<(), StoreError> {
        let (connection, key, value) = (Rc::clone(&self.0), JsValue::from_str(key), value.cloned());
        carry_out(async move {
            let transaction = connection.to_write(store)?;
            let objects = transaction.object_store(store)?;
            match value {
                Some(value) => drop(objects.put(&value, Some(&key))?),
                None => drop(objects.delete(key)?),
            }
            Ok(transaction)
        })
        .await
    }
}

impl LocalStore for BrowserStore {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(KV, key).await?.map(|value| bytes(&value)).transpose()
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let (connection, prefix) = (Rc::clone(&self.0), prefix.to_owned());
        let (keys, values) = to_its_end(async move {
            let transaction = connection.to_read(KV)?;
            let objects = transaction.object_store(KV)?;
            let (begin, end) =
                (JsValue::from_str(&prefix), JsValue::from_str(&format!("{prefix}\u{10ffff}")));
            let range = || KeyRange::bound(&begin, &end, None, None).map(Query::KeyRange);
            let keys = objects.get_all_keys(Some(range()?), None)?;
            let values = objects.get_all(Some(range()?), None)?;
            transaction.commit()?;
            Ok((keys.await?, values.await?))
        })
        .await?;
        keys.iter()
            .zip(&values)
            .map(|(key, value)| Ok((key.as_string().unwrap_or_default(), bytes(value)?)))
            .collect()
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        if changes.is_empty() {
            return Ok(());
        }
        let connection = Rc::clone(&self.0);
        carry_out(async move {
            let transaction = connection.to_write(KV)?;
            let objects = transaction.object_store(KV)?;
            for change in changes {
                match change {
                    Change::Put(key, value) => {
                        let value = Uint8Array::from(value.as_slice());
                        objects.put(&value, Some(&JsValue::from_str(&key)))?;
                    }
                    Change::Add(key, value) => {
                        // A key that is taken ends the transaction: nothing of it is carried out.
                        let value = Uint8Array::from(value.as_slice());
                        objects.add(&value, Some(&JsValue::from_str(&key)))?;
                    }
                    Change::Remove(key) => {
                        objects.delete(JsValue::from_str(&key))?;
                    }
                }
            }
            Ok(transaction)
        })
        .await
    }

    async fn clear(&self) -> Result<(), StoreError> {
        let connection = Rc::clone(&self.0);
        carry_out(async move {
            let transaction = connection.to_write(KV)?;
            transaction.object_store(KV)?.clear()?;
            Ok(transaction)
        })
        .await
    }
}

/// Carries a change to its end. Errors: it was aborted, as where the device is full.
async fn carry_out(
    work: impl Future<Output = Result<Transaction, idb::Error>> + 'static,
) -> Result<(), StoreError> {
    match to_its_end(async move { work.await?.commit()?.await }).await? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(StoreError("the transaction was aborted".to_owned())),
    }
}

async fn to_its_end<T: 'static>(
    work: impl Future<Output = Result<T, idb::Error>> + 'static,
) -> Result<T, StoreError> {
    let (tell, hear) = oneshot::channel();
    spawn_local(async move {
        // Nobody may be waiting any more.
        let _ = tell.send(work.await);
    });
    match hear.await {
        Ok(answer) => answer.map_err(failed),
        Err(gone) => Err(StoreError(gone.to_string())),
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
