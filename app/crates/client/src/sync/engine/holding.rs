//! After the end of a prescription the server takes nothing new: what is new waits here, and everything else goes on.

use std::collections::BTreeSet;

use heilsam_domain::{CollectionId, RecordId};

use super::{Shelf, SyncEngine};
use crate::store::Change;
use crate::sync::load;
use crate::sync::outbox::Pending;

impl SyncEngine {
    /// The server takes nothing new any more: what begins a record is kept here until [`Self::release`] or a restart.
    pub fn hold_new(&mut self, collection: CollectionId) -> Vec<Change> {
        self.holding = true;
        if let Some(shelf) = self.shelves.get_mut(&collection) {
            shelf.flight = None;
        }
        vec![Change::Remove(load::flight(collection))]
    }

    /// The period may be longer now: what was kept here is tried again.
    pub const fn release(&mut self) {
        self.holding = false;
    }

    /// Whether what is new is kept here.
    #[must_use]
    pub const fn is_holding(&self) -> bool {
        self.holding
    }

    /// Versions that are kept here because the server does not take them.
    #[must_use]
    pub fn held(&self) -> usize {
        if !self.holding {
            return 0;
        }
        self.shelves.values().map(|shelf| shelf.waiting.len() - shelf.ready(true)).sum()
    }
}

impl Shelf {
    /// Records whose first version is not at the server: later ones wait for it.
    fn new_records(&self) -> BTreeSet<RecordId> {
        self.waiting.iter().filter(|pending| pending.version == 1).map(|pending| pending.record).collect()
    }

    /// How many of those that wait may go: all, or while `holding` those that change what the server has.
    pub(super) fn ready(&self, holding: bool) -> usize {
        if !holding {
            return self.waiting.len();
        }
        let new = self.new_records();
        self.waiting.iter().filter(|pending| !new.contains(&pending.record)).count()
    }

    /// Puts what is held behind what may go, also in the store: a batch is always the first of what waits.
    pub(super) fn put_held_last(&mut self, id: CollectionId, next_sequence: &mut u64) -> Vec<Change> {
        let new = self.new_records();
        let is_held = |pending: &Pending| new.contains(&pending.record);
        let begins = self.waiting.iter().position(is_held).unwrap_or(self.waiting.len());
        if self.flight.is_some_and(|sent| sent > begins) {
            // A pull has shown that the server did not take it; what goes next is another batch.
            self.flight = None;
        }
        if self.waiting.iter().skip(begins).all(is_held) {
            return Vec::new();
        }
        let waiting = std::mem::take(&mut self.waiting);
        let (held, mut ordered): (Vec<Pending>, Vec<Pending>) = waiting.into_iter().partition(is_held);
        let mut changes = Vec::new();
        for pending in held {
            changes.push(pending.remove(id));
            let pending = pending.renumbered(*next_sequence);
            *next_sequence += 1;
            changes.push(pending.put(id));
            ordered.push(pending);
        }
        self.waiting = ordered;
        changes
    }
}
