//! Taking in what the server shows: checked piece by piece, settled at the end of each pull.

use heilsam_crypto::envelope;
use heilsam_crypto::keys::CollectionKeys;
use heilsam_domain::CollectionId;
use heilsam_protocol::sync::{Change as Remote, Changes, Collection};
use jiff::Timestamp;
use rand_core::CryptoRng;

use super::{Shelf, SyncEngine};
use crate::store::Change;
use crate::sync::log::Log;
use crate::sync::{Merge, Mismatch, Secrets, load, outbox};

impl SyncEngine {
    pub(super) fn take_page(
        &mut self,
        secrets: &Secrets,
        page: &Changes,
        now: Timestamp,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Change>, Mismatch> {
        let mut changes = Vec::new();
        for change in &page.changes {
            match change {
                Remote::Collection(collection) => {
                    changes.extend(self.take_collection(secrets, collection, rng)?);
                }
                Remote::Record { position, record } => {
                    let (header, _) = envelope::read_header(&record.content.0)?;
                    let id = header.collection_id;
                    let shelf = self.shelves.get_mut(&id).ok_or(Mismatch::KeysMissing)?;
                    if shelf.log.accept(secrets, *position, record)? {
                        changes.push(load::put(load::record(id, *position), load::write_record(record)));
                    }
                }
                Remote::Head { collection_id, head } => {
                    let shelf = self.shelves.get_mut(collection_id).ok_or(Mismatch::KeysMissing)?;
                    shelf.log.claim(secrets, head)?;
                    shelf.shown = head.count;
                    changes.extend(shelf.put_head(*collection_id, head.count, head.signed.0.clone()));
                    changes.extend(shelf.put_shown(*collection_id));
                }
            }
        }
        if !page.more {
            for (id, shelf) in &mut self.shelves {
                shelf.log.settle()?;
                if shelf.shown < shelf.log.count() {
                    return Err(Mismatch::RolledBack);
                }
                changes.extend(settle_outbox(secrets, *id, shelf, self.merge, now, rng)?);
            }
            self.caught_up = true;
        }
        self.cursor.clone_from(&page.next_cursor);
        changes.push(load::put(load::CURSOR.to_owned(), page.next_cursor.as_bytes()));
        Ok(changes)
    }

    fn take_collection(
        &mut self,
        secrets: &Secrets,
        collection: &Collection,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<Change>, Mismatch> {
        let id = collection.collection_id;
        let keys = CollectionKeys::open(secrets.scope, id, &secrets.amk, &collection.sealed_keys.0)?;
        let mut changes = vec![
            load::put(load::keys(id), collection.sealed_keys.0.clone()),
            Change::Remove(load::unannounced(id)),
        ];
        match self.shelves.get_mut(&id) {
            None => {
                let sealed_keys = collection.sealed_keys.0.clone();
                self.shelves.insert(id, Shelf::new(Log::new(id, keys), sealed_keys, true));
            }
            Some(shelf) if keys.extends(&shelf.log.keys) => {
                shelf.announced = true;
                shelf.sealed_keys.clone_from(&collection.sealed_keys.0);
                shelf.log.keys = keys;
            }
            // Another device made the collection first, and this one did not know when it wrote: its keys win.
            Some(shelf) if !shelf.announced && shelf.log.count() == 0 => {
                let log = Log::new(id, keys);
                let resealed = outbox::reseal(secrets, &log, &shelf.waiting, rng)?;
                changes.extend(outbox::replaced(id, &shelf.waiting, &resealed));
                shelf.waiting = resealed;
                // Another tab may have written under the keys that go.
                changes.push(load::put(load::made(id), shelf.sealed_keys.clone()));
                shelf.sealed_keys.clone_from(&collection.sealed_keys.0);
                (shelf.log, shelf.announced, shelf.flight) = (log, true, None);
            }
            Some(_) => return Err(Mismatch::KeysMissing),
        }
        Ok(changes)
    }
}

/// Puts what waits on top of the log and gives the changes of the stored outbox.
fn settle_outbox(
    secrets: &Secrets,
    id: CollectionId,
    shelf: &mut Shelf,
    merge: Merge,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<Vec<Change>, Mismatch> {
    let resealed = std::mem::take(&mut shelf.strayed)
        .then(|| outbox::reseal(secrets, &shelf.log, &shelf.waiting, rng))
        .transpose()?;
    let waiting = resealed.as_deref().unwrap_or(&shelf.waiting);
    let moved = outbox::rebase(secrets, &shelf.log, waiting, merge, now, rng)?;
    let unchanged = moved.len() == shelf.waiting.len()
        && moved.iter().zip(&shelf.waiting).all(|(new, old)| new.opened.hash == old.opened.hash);
    if unchanged {
        // A batch that is on its way stays as it is: it must be sent again with the very same bytes.
        return Ok(Vec::new());
    }
    let mut changes = outbox::replaced(id, &shelf.waiting, &moved);
    changes.push(Change::Remove(load::flight(id)));
    shelf.flight = None;
    shelf.waiting = moved;
    Ok(changes)
}
