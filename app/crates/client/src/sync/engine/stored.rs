//! Reading the engine's state from the store, which tabs of one browser share.

use heilsam_crypto::envelope;
use heilsam_crypto::heads::Head;
use heilsam_crypto::keys::CollectionKeys;
use heilsam_domain::CollectionId;

use super::{Shelf, SyncEngine};
use crate::sync::load::{self, StoredState};
use crate::sync::log::{Log, Version};
use crate::sync::outbox::{self, Pending};
use crate::sync::{Merge, Mismatch, Secrets};

impl SyncEngine {
    /// The engine as it was when the program ended, also in the middle of something.
    ///
    /// # Errors
    /// [`Mismatch`] when the store holds what this account cannot have written.
    pub fn load(secrets: &Secrets, state: &StoredState, merge: Merge) -> Result<Self, Mismatch> {
        let mut engine = Self::new(merge);
        for (id, sealed) in state.under("sync/keys/") {
            let id: CollectionId = id.parse().map_err(|_| Mismatch::KeysMissing)?;
            let shelf = load_shelf(secrets, state, id, sealed)?;
            let next = shelf.waiting.iter().map(|pending| pending.sequence + 1).max();
            engine.next_sequence = engine.next_sequence.max(next.unwrap_or_default());
            engine.shelves.insert(id, shelf);
        }
        engine.cursor = state
            .value(load::CURSOR)
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .unwrap_or_default();
        engine.frozen = state.value(load::FROZEN).map(Mismatch::from_name);
        Ok(engine)
    }
}

fn load_shelf(
    secrets: &Secrets,
    state: &StoredState,
    id: CollectionId,
    sealed_keys: &[u8],
) -> Result<Shelf, Mismatch> {
    let keys = CollectionKeys::open(secrets.scope, id, &secrets.amk, sealed_keys)?;
    let announced = state.value(&load::unannounced(id)).is_none();
    let mut shelf = Shelf::new(Log::new(id, keys), sealed_keys.to_vec(), announced);
    for (position, (_, bytes)) in (0..).zip(state.under(&format!("sync/log/{id}/"))) {
        let sealed = load::read_record(bytes).ok_or(Mismatch::OutOfOrder)?;
        shelf.log.accept(secrets, position, &sealed)?;
    }
    let signer = secrets.keys.signing.public();
    for (key, signed) in state.grown(&load::heads(id)) {
        let head = Head::verify(secrets.scope, id, &signer, signed)?;
        if shelf.log.head.is_none_or(|known| known.count <= head.count) {
            shelf.log.head = Some(head);
        }
        shelf.head_keys.push(key.to_owned());
    }
    let mut shown: Option<u64> = None;
    for (key, bytes) in state.grown(&load::all_shown(id)) {
        shown = shown.max(<[u8; 8]>::try_from(bytes).ok().map(u64::from_be_bytes));
        shelf.shown_keys.push(key.to_owned());
    }
    shelf.shown = shown.unwrap_or(shelf.log.count());

    let made = state.value(&load::made(id));
    let made =
        made.map(|sealed| CollectionKeys::open(secrets.scope, id, &secrets.amk, sealed)).transpose()?;
    let made = made.map(|keys| Log::new(id, keys));
    for (row, bytes) in state.under(&format!("sync/out/{id}/")) {
        let sequence = outbox::sequence_of(row).ok_or(Mismatch::OutOfOrder)?;
        let sealed = load::read_record(bytes).ok_or(Mismatch::OutOfOrder)?;
        let (record, version, payload) = match (shelf.log.open(secrets, &sealed), &made) {
            (Err(_), Some(made)) => {
                shelf.strayed = true;
                made.open(secrets, &sealed)?
            }
            (opened, _) => opened?,
        };
        let opened = Version { hash: envelope::content_hash(&sealed.content.0), payload };
        let (earlier, name) = outbox::names_of(row, &opened);
        let row = row.to_owned();
        shelf.waiting.push(Pending { sequence, row, record, version, sealed, opened, earlier, name });
    }
    let mark = state.value(&load::flight(id));
    shelf.flight = mark.and_then(|mark| outbox::read_flight(mark, &shelf.waiting));
    Ok(shelf)
}
