//! The engine's state in the local store: names of the keys, and reading it all at the start of the program.

use heilsam_domain::CollectionId;
use heilsam_protocol::SealedRecord;

use crate::store::{Change, LocalStore, StoreError};

pub(super) const CURSOR: &str = "sync/cursor";
pub(super) const FROZEN: &str = "sync/frozen";
const PREFIX: &str = "sync/";
const OUT: &str = "sync/out/";

/// Everything under `sync/`, as it lies in the store: in order of the keys.
#[derive(Debug, Clone, Default)]
pub struct StoredState(pub(super) Vec<(String, Vec<u8>)>);

impl StoredState {
    /// Reads the engine's state.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot read.
    pub async fn read(store: &impl LocalStore) -> Result<Self, StoreError> {
        store.list(PREFIX).await.map(Self)
    }

    /// How many versions wait to be sent, whoever wrote them, in whatever tab. Counting takes no key.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot read.
    pub async fn waiting(store: &impl LocalStore) -> Result<usize, StoreError> {
        Ok(store.list(OUT).await?.len())
    }

    pub(super) fn value(&self, key: &str) -> Option<&[u8]> {
        let found = self.since(key).first().filter(|(found, _)| found == key);
        found.map(|(_, value)| value.as_slice())
    }

    /// Keys without their prefix, in order, with their values.
    pub(super) fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let all = self.since(prefix).iter();
        all.map_while(move |(key, value)| Some((key.strip_prefix(prefix)?, value.as_slice())))
    }

    /// What [`grow`] stored under a name: full keys, with their values. Earlier versions had one key, the name.
    pub(super) fn grown<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let all = self.since(name).iter().take_while(move |(key, _)| key.starts_with(name));
        all.filter_map(move |(key, value)| {
            let size = key.strip_prefix(name)?;
            (size.is_empty() || size.starts_with('/')).then_some((key.as_str(), value.as_slice()))
        })
    }

    /// From a key on: a start looks up many keys among many records.
    fn since(&self, key: &str) -> &[(String, Vec<u8>)] {
        let begin = self.0.partition_point(|(found, _)| found.as_str() < key);
        self.0.get(begin..).unwrap_or_default()
    }
}

/// Stores what only grows under a key of its size and takes away the smaller ones that are `kept`. Tabs share the store, and
/// one that knows less than another puts nothing back by that.
pub(super) fn grow(kept: &mut Vec<String>, key: String, value: impl Into<Vec<u8>>) -> Vec<Change> {
    let (smaller, mut rest): (Vec<String>, Vec<String>) =
        std::mem::take(kept).into_iter().partition(|known| *known < key);
    rest.retain(|known| *known != key);
    rest.push(key.clone());
    *kept = rest;
    let mut changes: Vec<Change> = smaller.into_iter().map(Change::Remove).collect();
    changes.push(put(key, value));
    changes
}

pub(super) fn keys(collection: CollectionId) -> String {
    format!("sync/keys/{collection}")
}

/// The keys that this device made when it knew of no others; those of another device may have come in their place since.
pub(super) fn made(collection: CollectionId) -> String {
    format!("sync/made/{collection}")
}

/// Present while the server does not know the collection.
pub(super) fn unannounced(collection: CollectionId) -> String {
    format!("sync/new/{collection}")
}

pub(super) fn heads(collection: CollectionId) -> String {
    format!("sync/head/{collection}")
}

pub(super) fn head(collection: CollectionId, count: u64) -> String {
    format!("sync/head/{collection}/{count:016x}")
}

/// How many record versions the newest head counted that the server itself has shown.
pub(super) fn all_shown(collection: CollectionId) -> String {
    format!("sync/shown/{collection}")
}

pub(super) fn shown(collection: CollectionId, count: u64) -> String {
    format!("sync/shown/{collection}/{count:016x}")
}

pub(super) fn flight(collection: CollectionId) -> String {
    format!("sync/flight/{collection}")
}

pub(super) fn record(collection: CollectionId, position: u64) -> String {
    format!("sync/log/{collection}/{position:016x}")
}

pub(super) fn pending(collection: CollectionId, row: &str) -> String {
    format!("{OUT}{collection}/{row}")
}

pub(super) fn put(key: String, value: impl Into<Vec<u8>>) -> Change {
    Change::Put(key, value.into())
}

/// `content_len u32 | content | wrap`.
pub(super) fn write_record(sealed: &SealedRecord) -> Vec<u8> {
    let length = u32::try_from(sealed.content.0.len()).unwrap_or(u32::MAX);
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend_from_slice(&sealed.content.0);
    bytes.extend_from_slice(&sealed.wrap.0);
    bytes
}

pub(super) fn read_record(bytes: &[u8]) -> Option<SealedRecord> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (content, wrap) = rest.split_at_checked(length)?;
    Some(SealedRecord { content: content.to_vec().into(), wrap: wrap.to_vec().into() })
}
