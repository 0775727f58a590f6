//! A server in memory that keeps to the contract; tests then bend what it holds.

use std::collections::BTreeMap;

use heilsam_domain::{CollectionId, RecordId};
use heilsam_protocol::sync::{BatchStored, Change, Changes, Collection, SealedHead, UploadBatch};
use heilsam_protocol::{ContentHeader, SealedRecord};

/// What goes wrong at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    /// The server never hears of it.
    LostRequest,
    /// The server has done it, the device never hears of it.
    LostAnswer,
    /// The answer came, and the power went before it was stored.
    CrashBeforeStoring,
}

/// Changes of a page; small, so that tests cross pages.
const PAGE: usize = 7;

#[derive(Debug, Clone, Default)]
pub(super) struct FakeServer {
    pub(super) feed: BTreeMap<u64, Change>,
    next: u64,
    /// The prescription is over: nothing new is taken.
    pub(super) takes_nothing_new: bool,
}

/// Why the server did not take a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The collection has moved on.
    Moved,
    /// The prescription is over.
    PeriodOver,
}

impl FakeServer {
    pub(super) fn push(&mut self, change: Change) {
        self.feed.insert(self.next, change);
        self.next += 1;
    }

    pub(super) fn put_collection(&mut self, collection: &Collection) {
        let id = collection.collection_id;
        self.feed
            .retain(|_, change| !matches!(change, Change::Collection(known) if known.collection_id == id));
        self.push(Change::Collection(collection.clone()));
    }

    pub(super) fn log(&self, id: CollectionId) -> Vec<SealedRecord> {
        self.feed
            .values()
            .filter_map(|change| match change {
                Change::Record { record, .. } => Some(record.clone()),
                Change::Collection(_) | Change::Head { .. } => None,
            })
            .filter(|record| ContentHeader::read(&record.content.0).unwrap().0.collection_id == id)
            .collect()
    }

    pub(super) fn count(&self, id: CollectionId) -> usize {
        self.log(id).len()
    }

    pub(super) fn upload(&mut self, id: CollectionId, batch: &UploadBatch) -> Result<BatchStored, Refusal> {
        let begins = |record: &SealedRecord| ContentHeader::read(&record.content.0).unwrap().0.version == 1;
        if self.takes_nothing_new && batch.records.iter().any(begins) {
            return Err(Refusal::PeriodOver);
        }
        let log = self.log(id);
        let from = usize::try_from(batch.expected_count).unwrap();
        let answer = BatchStored { count: batch.head.count };
        if log.get(from..from + batch.records.len()) == Some(batch.records.as_slice()) {
            return Ok(answer);
        }
        if log.len() != from {
            return Err(Refusal::Moved);
        }
        let mut versions: BTreeMap<RecordId, u64> = BTreeMap::new();
        for record in log.iter().chain(&batch.records) {
            let (header, _) = ContentHeader::read(&record.content.0).unwrap();
            let version = versions.entry(header.record_id).or_default();
            *version += 1;
            if header.version != *version {
                return Err(Refusal::Moved);
            }
        }
        for (position, record) in (batch.expected_count..).zip(&batch.records) {
            self.push(Change::Record { position, record: record.clone() });
        }
        self.set_head(id, batch.head.clone());
        Ok(answer)
    }

    pub(super) fn set_head(&mut self, id: CollectionId, head: SealedHead) {
        self.feed.retain(
            |_, change| !matches!(change, Change::Head { collection_id, .. } if *collection_id == id),
        );
        self.push(Change::Head { collection_id: id, head });
    }

    pub(super) fn changes(&self, cursor: &str) -> Changes {
        let after = if cursor.is_empty() { 0 } else { cursor.parse().unwrap() };
        let page: Vec<_> = self.feed.range(after..).take(PAGE).collect();
        let next = page.last().map_or(after, |(at, _)| **at + 1);
        let more = self.feed.range(next..).next().is_some();
        let changes = page.into_iter().map(|(_, change)| change.clone()).collect();
        Changes { changes, next_cursor: next.to_string(), more }
    }
}
