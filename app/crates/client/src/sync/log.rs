//! One collection as the server's log has it, checked record by record.

use std::collections::BTreeMap;

use heilsam_crypto::envelope::{self, Expected};
use heilsam_crypto::heads::{self, Frontier, HASH, Head};
use heilsam_crypto::keys::{CollectionKeys, CollectionKind};
use heilsam_domain::{CollectionId, RecordId};
use heilsam_protocol::SealedRecord;
use heilsam_protocol::sync::SealedHead;

use super::{Mismatch, Secrets};

/// One version of a record, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) hash: [u8; 32],
    pub(super) payload: Vec<u8>,
}

/// The log of one collection.
#[derive(Debug)]
pub(super) struct Log {
    pub(super) id: CollectionId,
    pub(super) keys: CollectionKeys,
    pub(super) head: Option<Head>,
    pub(super) records: BTreeMap<RecordId, Vec<Version>>,
    claimed: Option<Head>,
    frontier: Frontier,
    leaves: Vec<[u8; HASH]>,
}

/// What the payload of a record in a collection is: no payload is ever read as another.
pub(super) fn type_of(kind: CollectionKind) -> u16 {
    kind as u16
}

impl Log {
    pub(super) fn new(id: CollectionId, keys: CollectionKeys) -> Self {
        Self {
            id,
            keys,
            head: None,
            records: BTreeMap::new(),
            claimed: None,
            frontier: Frontier::default(),
            leaves: Vec::new(),
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.frontier.count()
    }

    /// Takes a record at a position. `Ok(false)`: it was there already.
    pub(super) fn accept(
        &mut self,
        secrets: &Secrets,
        position: u64,
        sealed: &SealedRecord,
    ) -> Result<bool, Mismatch> {
        let leaf = heads::leaf_hash(&sealed.content.0);
        if position > self.count() {
            return Err(Mismatch::OutOfOrder);
        }
        if position < self.count() {
            let known = usize::try_from(position).ok().and_then(|at| self.leaves.get(at));
            return if known == Some(&leaf) { Ok(false) } else { Err(Mismatch::Forked) };
        }
        let (record, version, payload) = self.open(secrets, sealed)?;
        let versions = self.records.entry(record).or_default();
        let (header, _) = envelope::read_header(&sealed.content.0)?;
        let previous = versions.last().map_or([0; 32], |last| last.hash);
        if version != versions.len() as u64 + 1 || header.prev_hash != previous {
            return Err(Mismatch::OutOfOrder);
        }
        versions.push(Version { hash: envelope::content_hash(&sealed.content.0), payload });
        self.frontier.push(leaf);
        self.leaves.push(leaf);
        Ok(true)
    }

    /// Opens a record of this collection that our own identity key wrote.
    pub(super) fn open(
        &self,
        secrets: &Secrets,
        sealed: &SealedRecord,
    ) -> Result<(RecordId, u64, Vec<u8>), Mismatch> {
        let (header, _) = envelope::read_header(&sealed.content.0)?;
        if header.author_key_id != secrets.keys.signing.public().key_id() {
            return Err(Mismatch::Foreign(heilsam_crypto::CryptoError::Misplaced("record")));
        }
        let key = self.keys.get(envelope::epoch_of(sealed)?).ok_or(Mismatch::KeysMissing)?;
        let expected =
            Expected { type_ns: type_of(self.keys.kind()), collection: self.id, record: None, version: None };
        let payload = envelope::open(secrets.scope, &expected, key, sealed)?;
        Ok((header.record_id, header.version, payload))
    }

    /// Takes the head the server shows; it must not be older than the one before.
    pub(super) fn claim(&mut self, secrets: &Secrets, head: &SealedHead) -> Result<(), Mismatch> {
        let signer = secrets.keys.signing.public();
        let next = Head::verify(secrets.scope, self.id, &signer, &head.signed.0)?;
        if next.count != head.count {
            return Err(Mismatch::Forked);
        }
        if let Some(known) = self.claimed.or(self.head) {
            known.check_successor(&next)?;
        }
        self.claimed = Some(next);
        Ok(())
    }

    /// At the end of a pull: the newest head must count exactly the records that came.
    pub(super) fn settle(&mut self) -> Result<(), Mismatch> {
        match self.claimed.take().or(self.head) {
            Some(head) => {
                head.check_records(&self.frontier)?;
                self.head = Some(head);
                Ok(())
            }
            None if self.count() == 0 => Ok(()),
            None => Err(Mismatch::RolledBack),
        }
    }

    /// The head after these records, signed.
    pub(super) fn head_after(&self, secrets: &Secrets, records: &[SealedRecord]) -> (Head, Vec<u8>) {
        let mut frontier = self.frontier.clone();
        for record in records {
            frontier.push(heads::leaf_hash(&record.content.0));
        }
        let (epoch, _) = self.keys.current();
        let head = Head { collection: self.id, epoch, count: frontier.count(), root: frontier.root() };
        let signed = head.sign(secrets.scope, &secrets.keys.signing);
        (head, signed)
    }

    /// Newest version of a record in the log: number and content.
    pub(super) fn tip(&self, record: RecordId) -> Option<(u64, &Version)> {
        let versions = self.records.get(&record)?;
        versions.last().map(|last| (versions.len() as u64, last))
    }
}
