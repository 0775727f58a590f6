//! The pictures of diary entries. Writing needs no connection.

use std::collections::BTreeSet;
use std::rc::Rc;

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::{AccountId, RecordId};

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::photo::{PhotoRecord, is_bare};
use crate::store::{Change, LocalStore};
use crate::sync::Mark;
use crate::transport::Transport;
use crate::vault::Vault;

/// The entries with a picture as they were found last: views ask again and again, and pictures are large.
#[derive(Debug)]
pub(super) struct Photographed {
    state: (AccountId, Mark),
    entries: Rc<BTreeSet<RecordId>>,
    unreadable: usize,
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The picture of an entry, a JPEG file.
    #[must_use]
    pub fn photo(&self, entry: RecordId) -> Option<Vec<u8>> {
        self.photo_record(entry)?.jpeg()
    }

    /// The entries that have a picture.
    #[must_use]
    pub fn entries_with_photo(&self) -> Rc<BTreeSet<RecordId>> {
        self.photographed().0
    }

    /// How many pictures a newer version of the app wrote: they are kept here, and can be neither shown nor exported.
    #[must_use]
    pub fn unreadable_photos(&self) -> usize {
        self.photographed().1
    }

    fn photographed(&self) -> (Rc<BTreeSet<RecordId>>, usize) {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return <(Rc<BTreeSet<RecordId>>, usize)>::default() };
        let state = (session.secrets.scope.owner, session.engine.mark(CollectionKind::Photos));
        if let Some(found) = self.photographed.borrow().as_ref().filter(|found| found.state == state) {
            return (Rc::clone(&found.entries), found.unreadable);
        }
        let (mut there, mut unreadable) = (BTreeSet::new(), 0);
        for (id, payload, _) in session.engine.records(CollectionKind::Photos) {
            match PhotoRecord::read(payload) {
                Some(record) if record.is_there() => {
                    there.insert(id);
                }
                Some(_) => {}
                None => unreadable += 1,
            }
        }
        let entries = Rc::new(there);
        let found = Photographed { state, entries: Rc::clone(&entries), unreadable };
        *self.photographed.borrow_mut() = Some(found);
        (entries, unreadable)
    }

    /// Puts a picture to an entry in place of the one before, or takes it away.
    ///
    /// # Errors
    /// [`ClientError::Answer`] for a file that is no bare picture ([`is_bare`]); [`ClientError::Store`]: nothing was saved.
    pub async fn save_photo(&self, entry: RecordId, jpeg: Option<&[u8]>) -> Result<(), ClientError> {
        if jpeg.is_some_and(|file| !is_bare(file)) {
            return Err(ClientError::Answer("photo"));
        }
        self.put(CollectionKind::Photos, entry, &PhotoRecord::new(jpeg).to_bytes()).await
    }

    /// The picture of an entry taken away with the entry, where there is one: changes to be stored with those of the entry.
    pub(super) fn photo_dropped(&self, entry: RecordId) -> Result<Vec<Change>, ClientError> {
        if !self.photo_record(entry).is_some_and(|record| record.is_there()) {
            return Ok(Vec::new());
        }
        self.photo_written(entry, &PhotoRecord::gone_with_entry())
    }

    /// The picture that went with an entry put back: changes to be stored with those of the entry.
    pub(super) fn photo_brought_back(&self, entry: RecordId) -> Result<Vec<Change>, ClientError> {
        if !self.photo_record(entry).is_some_and(|record| record.went_with_entry()) {
            return Ok(Vec::new());
        }
        let before = self.with_session(|session| {
            let versions = session.engine.versions(CollectionKind::Photos, entry).into_iter().rev();
            Ok(versions.filter_map(PhotoRecord::read).find(PhotoRecord::is_there))
        })?;
        before.map_or_else(|| Ok(Vec::new()), |record| self.photo_written(entry, &record))
    }

    fn photo_written(&self, entry: RecordId, record: &PhotoRecord) -> Result<Vec<Change>, ClientError> {
        let (mut rng, now) = (environment::rng(&self.environment), self.environment.now());
        let payload = record.to_bytes();
        self.with_session(|session| {
            let engine = &mut session.engine;
            Ok(engine.write(&session.secrets, CollectionKind::Photos, entry, &payload, now, &mut rng)?)
        })
    }

    fn photo_record(&self, entry: RecordId) -> Option<PhotoRecord> {
        let session = self.session.borrow();
        let versions = session.as_ref()?.engine.versions(CollectionKind::Photos, entry);
        PhotoRecord::read(versions.last()?)
    }
}
