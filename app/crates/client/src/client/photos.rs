//! The pictures of diary entries. Writing needs no connection.

use std::collections::BTreeSet;

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::RecordId;

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::photo::{PhotoRecord, is_bare};
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The picture of an entry, a JPEG file.
    #[must_use]
    pub fn photo(&self, entry: RecordId) -> Option<Vec<u8>> {
        let session = self.session.borrow();
        let versions = session.as_ref()?.engine.versions(CollectionKind::Photos, entry);
        PhotoRecord::read(versions.last()?)?.jpeg()
    }

    /// The entries that have a picture.
    #[must_use]
    pub fn entries_with_photo(&self) -> BTreeSet<RecordId> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return BTreeSet::new() };
        let records = session.engine.records(CollectionKind::Photos).into_iter();
        let there = |payload| PhotoRecord::read(payload).is_some_and(|record| record.is_there());
        records.filter_map(|(id, payload, _)| there(payload).then_some(id)).collect()
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

    /// Takes the picture of an entry away, where there is one.
    pub(super) async fn drop_photo(&self, entry: RecordId) -> Result<(), ClientError> {
        if self.photo(entry).is_some() { self.save_photo(entry, None).await } else { Ok(()) }
    }
}
