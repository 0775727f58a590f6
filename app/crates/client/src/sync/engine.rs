//! The engine: what is written, what comes next, what the server answered.

mod holding;
mod intake;
mod state;
mod stored;

use std::collections::BTreeMap;

use heilsam_crypto::CryptoError;
use heilsam_crypto::keys::{CollectionKeys, CollectionKind};
use heilsam_domain::{CollectionId, RecordId};
use heilsam_protocol::Bytes;
use heilsam_protocol::sync::{BatchStored, Changes, Collection, SealedHead, UploadBatch};
use jiff::Timestamp;
use rand_core::CryptoRng;

use super::load;
use super::log::Log;
use super::outbox::{self, Pending};
use super::{Merge, Mismatch, Secrets, Step};
use crate::environment::millis;
use crate::store::Change;

/// Refusals without any progress after which the server is taken to contradict itself.
const PATIENCE: u32 = 5;

#[derive(Debug)]
struct Shelf {
    log: Log,
    sealed_keys: Vec<u8>,
    announced: bool,
    waiting: Vec<Pending>,
    /// How many of the first that wait were sent and not yet answered.
    flight: Option<usize>,
    /// What the newest head counted that the server has shown: after a pull it is the head of this device, whose own
    /// batches are shown, too. A server that was set back shows less.
    shown: u64,
    /// Where heads lie in the store.
    head_keys: Vec<String>,
    /// Where what was shown lies in the store.
    shown_keys: Vec<String>,
    /// Something waits under keys of this device in whose place those of another one came.
    strayed: bool,
}

impl Shelf {
    fn new(log: Log, sealed_keys: Vec<u8>, announced: bool) -> Self {
        Self {
            log,
            sealed_keys,
            announced,
            waiting: Vec::new(),
            flight: None,
            shown: 0,
            head_keys: Vec::new(),
            shown_keys: Vec::new(),
            strayed: false,
        }
    }

    fn put_head(&mut self, id: CollectionId, count: u64, signed: Vec<u8>) -> Vec<Change> {
        load::grow(&mut self.head_keys, load::head(id, count), signed)
    }

    fn put_shown(&mut self, id: CollectionId) -> Vec<Change> {
        load::grow(&mut self.shown_keys, load::shown(id, self.shown), self.shown.to_be_bytes())
    }
}

/// A state of a collection on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    count: u64,
    waiting: usize,
    next_sequence: u64,
    newest: Option<[u8; 32]>,
}

/// The synchronisation of one account on one device.
#[derive(Debug)]
pub struct SyncEngine {
    shelves: BTreeMap<CollectionId, Shelf>,
    cursor: String,
    caught_up: bool,
    /// [`Self::next`] asked for a pull or a push. An answer to what was asked before the state was read anew counts no more:
    /// the state may be newer than the answer, by what another tab stored.
    asked: bool,
    frozen: Option<Mismatch>,
    /// The server takes nothing new: see [`Self::hold_new`].
    holding: bool,
    refusals: u32,
    next_sequence: u64,
    merge: Merge,
}

impl SyncEngine {
    /// An engine that knows nothing yet.
    #[must_use]
    pub fn new(merge: Merge) -> Self {
        Self {
            shelves: BTreeMap::new(),
            cursor: String::new(),
            caught_up: false,
            asked: false,
            frozen: None,
            holding: false,
            refusals: 0,
            next_sequence: 0,
            merge,
        }
    }

    /// Changes whenever [`Self::records`] of this kind may have changed.
    #[must_use]
    pub fn mark(&self, kind: CollectionKind) -> Mark {
        let shelf = self.shelves.values().find(|shelf| shelf.log.keys.kind() == kind);
        let newest = shelf.and_then(|shelf| shelf.waiting.last()).map(|pending| pending.opened.hash);
        Mark {
            count: shelf.map_or(0, |shelf| shelf.log.count()),
            waiting: shelf.map_or(0, |shelf| shelf.waiting.len()),
            next_sequence: self.next_sequence,
            newest,
        }
    }

    /// Makes a collection if this account has none of this kind yet. Where another tab stored one meanwhile, the changes cannot
    /// be carried out, and the state has to be read anew.
    ///
    /// # Errors
    /// Never in practice: sizes are fixed.
    pub fn ensure_collection(
        &mut self,
        secrets: &Secrets,
        kind: CollectionKind,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Change>, CryptoError> {
        let id = kind.id(secrets.scope, &secrets.amk)?;
        if self.shelves.contains_key(&id) {
            return Ok(Vec::new());
        }
        let keys = CollectionKeys::make(kind, rng);
        let sealed = keys.seal(secrets.scope, id, &secrets.amk, rng)?;
        self.shelves.insert(id, Shelf::new(Log::new(id, keys), sealed.clone(), false));
        Ok(vec![
            Change::Add(load::keys(id), sealed.clone()),
            load::put(load::made(id), sealed),
            load::put(load::unannounced(id), [1]),
        ])
    }

    /// Writes a new version of a record; it counts as saved when the changes are stored. What waits goes in the order of `now`, and
    /// where a clock was set back, in the order of writing.
    ///
    /// # Errors
    /// [`CryptoError::TooLarge`] for a payload beyond the limit, [`CryptoError::Misplaced`] without the collection.
    pub fn write(
        &mut self,
        secrets: &Secrets,
        kind: CollectionKind,
        record: RecordId,
        payload: &[u8],
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Change>, CryptoError> {
        let id = kind.id(secrets.scope, &secrets.amk)?;
        let shelf = self.shelves.get_mut(&id).ok_or(CryptoError::Misplaced("collection"))?;
        let sent = shelf.flight.unwrap_or(0);
        let at = shelf.waiting.iter().rposition(|pending| pending.record == record).filter(|at| *at >= sent);
        let before = match at.and_then(|at| shelf.waiting.get(at)) {
            // What still waits is replaced and stands on what it stood on: when the log has grown meanwhile (a pull that
            // broke off), the next pull merges both instead of taking this for an edit of what came.
            Some(known) => outbox::base(known)?,
            None => outbox::newest(&shelf.log, &shelf.waiting, record)
                .map(|(number, version)| (number, version.hash)),
        };
        let (version, sealed, opened) = outbox::seal_next(secrets, &shelf.log, record, before, payload, rng)?;
        let sequence = self.next_sequence.max(millis(now));
        self.next_sequence = sequence + 1;
        let known = at.map(|at| shelf.waiting.remove(at));
        let earlier = known.as_ref().map(Pending::names).unwrap_or_default();
        let pending = Pending::new(sequence, record, version, sealed, opened).instead_of(earlier);
        let changes = known.iter().map(|known| known.remove(id)).chain([pending.put(id)]).collect();
        shelf.waiting.push(pending);
        Ok(changes)
    }

    /// Looks for news at the server before anything else is done.
    pub fn begin_round(&mut self) {
        self.caught_up = false;
    }

    /// What to do next, and what to store before doing it.
    ///
    /// # Errors
    /// [`Mismatch`] while frozen.
    pub fn next(&mut self, secrets: &Secrets) -> Result<(Vec<Change>, Step), Mismatch> {
        if let Some(reason) = self.frozen {
            return Err(reason);
        }
        if !self.caught_up {
            self.asked = true;
            return Ok((Vec::new(), Step::Pull { cursor: self.cursor.clone() }));
        }
        if let Some((id, shelf)) = self.shelves.iter().find(|(_, shelf)| !shelf.announced) {
            let sealed_keys = Bytes(shelf.sealed_keys.clone());
            return Ok((Vec::new(), Step::Announce(Collection { collection_id: *id, sealed_keys })));
        }
        let holding = self.holding;
        let Some((id, shelf)) = self.shelves.iter_mut().find(|(_, shelf)| shelf.ready(holding) > 0) else {
            return Ok((Vec::new(), Step::Idle));
        };
        let mut changes =
            if holding { shelf.put_held_last(*id, &mut self.next_sequence) } else { Vec::new() };
        let ready = shelf.ready(holding);
        let fits = outbox::fits(shelf.waiting.get(..ready).unwrap_or_default());
        let size = *shelf.flight.get_or_insert(fits);
        let records: Vec<_> = shelf.waiting.iter().take(size).map(|pending| pending.sealed.clone()).collect();
        let (head, signed) = shelf.log.head_after(secrets, &records);
        let batch = UploadBatch {
            expected_count: shelf.log.count(),
            records,
            head: SealedHead { count: head.count, signed: signed.into() },
        };
        let sent = shelf.waiting.get(..size).unwrap_or(&shelf.waiting);
        changes.push(load::put(load::flight(*id), outbox::write_flight(sent)));
        self.asked = true;
        Ok((changes, Step::Push { collection: *id, batch }))
    }

    /// A page of changes came.
    ///
    /// # Errors
    /// [`Mismatch`]: the engine is frozen; store [`Self::freeze_mark`] and nothing else.
    pub fn pulled(
        &mut self,
        secrets: &Secrets,
        page: &Changes,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Change>, Mismatch> {
        if !std::mem::take(&mut self.asked) {
            return Ok(Vec::new());
        }
        let result = self.take_page(secrets, page, now, rng);
        if let Err(reason) = result {
            self.frozen = Some(reason);
        }
        result
    }

    /// What to store so that the engine stays frozen after a restart.
    #[must_use]
    pub fn freeze_mark(reason: Mismatch) -> Change {
        load::put(load::FROZEN.to_owned(), reason.name())
    }

    /// The server knows the collection now.
    pub fn announced(&mut self, collection: CollectionId) -> Vec<Change> {
        if let Some(shelf) = self.shelves.get_mut(&collection) {
            shelf.announced = true;
        }
        vec![Change::Remove(load::unannounced(collection))]
    }

    /// The batch of the last [`Step::Push`] is stored at the server.
    ///
    /// # Errors
    /// [`Mismatch`] when the answer does not fit the batch.
    pub fn pushed(
        &mut self,
        secrets: &Secrets,
        collection: CollectionId,
        answer: &BatchStored,
    ) -> Result<Vec<Change>, Mismatch> {
        if !std::mem::take(&mut self.asked) {
            return Ok(Vec::new());
        }
        let shelf = self.shelves.get_mut(&collection).ok_or(Mismatch::KeysMissing)?;
        let size = shelf.flight.take().unwrap_or(0).min(shelf.waiting.len());
        let sent: Vec<Pending> = shelf.waiting.drain(..size).collect();
        let records: Vec<_> = sent.iter().map(|pending| pending.sealed.clone()).collect();
        let (head, signed) = shelf.log.head_after(secrets, &records);
        if answer.count != head.count {
            self.frozen = Some(Mismatch::Contradiction);
            return Err(Mismatch::Contradiction);
        }
        let mut changes = vec![Change::Remove(load::flight(collection))];
        changes.extend(shelf.put_head(collection, head.count, signed));
        changes.extend(shelf.put_shown(collection));
        for pending in &sent {
            let position = shelf.log.count();
            shelf.log.accept(secrets, position, &pending.sealed)?;
            changes.push(pending.remove(collection));
            changes.push(load::put(load::record(collection, position), load::write_record(&pending.sealed)));
        }
        shelf.log.head = Some(head);
        self.refusals = 0;
        Ok(changes)
    }

    /// The server says the collection has moved on: pull, merge, try again.
    ///
    /// # Errors
    /// [`Mismatch::Contradiction`] when it says so again and again without showing anything new.
    pub fn push_refused(&mut self, collection: CollectionId) -> Result<Vec<Change>, Mismatch> {
        self.refusals += 1;
        if self.refusals > PATIENCE {
            self.frozen = Some(Mismatch::Contradiction);
            return Err(Mismatch::Contradiction);
        }
        self.caught_up = false;
        if let Some(shelf) = self.shelves.get_mut(&collection) {
            shelf.flight = None;
        }
        Ok(vec![Change::Remove(load::flight(collection))])
    }
}
