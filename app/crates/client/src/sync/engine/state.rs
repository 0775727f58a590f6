//! What the engine knows, without changing anything.

use std::collections::BTreeMap;

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::RecordId;

use super::SyncEngine;
use crate::sync::log::Version;
use crate::sync::{Mismatch, outbox};

impl SyncEngine {
    /// Whether this account has a collection of this kind.
    #[must_use]
    pub fn has_collection(&self, kind: CollectionKind) -> bool {
        self.shelves.values().any(|shelf| shelf.log.keys.kind() == kind)
    }

    /// Newest payload of every record of a kind, and whether it still waits.
    pub fn records(&self, kind: CollectionKind) -> Vec<(RecordId, &[u8], bool)> {
        self.newest(kind).into_iter().map(|(record, _, payload, waits)| (record, payload, waits)).collect()
    }

    /// As [`Self::records`], each with a hash that another version would not have.
    pub(crate) fn newest(&self, kind: CollectionKind) -> Vec<(RecordId, &[u8; 32], &[u8], bool)> {
        let Some(shelf) = self.shelves.values().find(|shelf| shelf.log.keys.kind() == kind) else {
            return Vec::new();
        };
        let mut newest: BTreeMap<RecordId, (&Version, bool)> = BTreeMap::new();
        for (record, versions) in &shelf.log.records {
            if let Some(last) = versions.last() {
                newest.insert(*record, (last, false));
            }
        }
        for pending in &shelf.waiting {
            newest.insert(pending.record, (&pending.opened, true));
        }
        newest
            .into_iter()
            .map(|(record, (version, waits))| (record, &version.hash, version.payload.as_slice(), waits))
            .collect()
    }

    /// Payloads of all versions of a record, oldest first; those that wait come last.
    #[must_use]
    pub fn versions(&self, kind: CollectionKind, record: RecordId) -> Vec<&[u8]> {
        let Some(shelf) = self.shelves.values().find(|shelf| shelf.log.keys.kind() == kind) else {
            return Vec::new();
        };
        let stored = shelf.log.records.get(&record).into_iter().flatten();
        let waiting = shelf.waiting.iter().filter(|pending| pending.record == record);
        let waiting = waiting.map(|pending| &pending.opened);
        stored.chain(waiting).map(|version| version.payload.as_slice()).collect()
    }

    /// Number of the newest version of a record, 0 if there is none.
    #[must_use]
    pub fn version(&self, kind: CollectionKind, record: RecordId) -> u64 {
        let shelf = self.shelves.values().find(|shelf| shelf.log.keys.kind() == kind);
        shelf
            .and_then(|shelf| outbox::newest(&shelf.log, &shelf.waiting, record))
            .map_or(0, |(version, _)| version)
    }

    /// Versions that wait to be uploaded.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.shelves.values().map(|shelf| shelf.waiting.len()).sum()
    }

    /// Why nothing is exchanged any more, if it is so.
    #[must_use]
    pub fn frozen(&self) -> Option<Mismatch> {
        self.frozen
    }
}
