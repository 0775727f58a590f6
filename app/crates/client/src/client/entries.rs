//! The diary of the person who is logged in. Writing needs no connection.

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::{AccountId, RecordId};
use heilsam_therapy::DiaryEntry;

use super::Client;
use crate::diary::{DeletedEntry, DiaryRecord, EntryVersion, EntryView};
use crate::environment::{self, Environment, millis, random};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Mark;
use crate::transport::Transport;
use crate::vault::Vault;

/// Entries as they were read last: views ask for them again and again, and ten years of them take long to read.
#[derive(Debug)]
pub(super) struct Read {
    state: (AccountId, Mark),
    entries: Vec<EntryView>,
}

/// Offset of the clock on the wall from UTC, in minutes (Berlin in summer: 120).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime(pub i16);

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// All entries, newest measurement first.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryView> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let state = (session.secrets.scope.owner, session.engine.mark(CollectionKind::Diary));
        if let Some(read) = self.read.borrow().as_ref().filter(|read| read.state == state) {
            return read.entries.clone();
        }
        let mut entries: Vec<EntryView> = session
            .engine
            .records(CollectionKind::Diary)
            .into_iter()
            .filter_map(|(id, payload, waits)| {
                let record = DiaryRecord::read(payload)?;
                let (recorded_at, utc_offset_minutes) = (record.recorded_at, record.utc_offset_minutes);
                record.entry.map(|entry| EntryView { id, entry, recorded_at, utc_offset_minutes, waits })
            })
            .collect();
        entries.sort_by(|a, b| b.entry.measured_at.cmp(&a.entry.measured_at).then(b.id.cmp(&a.id)));
        *self.read.borrow_mut() = Some(Read { state, entries: entries.clone() });
        entries
    }

    /// All versions of an entry, oldest first; none for an entry that is not there.
    #[must_use]
    pub fn entry_versions(&self, id: RecordId) -> Vec<EntryVersion> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let payloads = session.engine.versions(CollectionKind::Diary, id);
        let records = payloads.into_iter().filter_map(DiaryRecord::read);
        records.map(|it| EntryVersion { recorded_at: it.recorded_at, entry: it.entry }).collect()
    }

    /// Entries that were deleted, the one deleted last first.
    #[must_use]
    pub fn deleted_entries(&self) -> Vec<DeletedEntry> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let gone =
            session.engine.records(CollectionKind::Diary).into_iter().filter_map(|(id, payload, _)| {
                let newest = DiaryRecord::read(payload).filter(|record| record.entry.is_none())?;
                let versions = session.engine.versions(CollectionKind::Diary, id);
                let entry =
                    versions.into_iter().rev().find_map(|payload| DiaryRecord::read(payload)?.entry)?;
                Some(DeletedEntry { id, entry, deleted_at: newest.recorded_at })
            });
        let mut deleted: Vec<DeletedEntry> = gone.collect();
        deleted.sort_by_key(|it| std::cmp::Reverse(it.deleted_at));
        deleted
    }

    /// Saves a new entry, or a new version of one; one that was deleted comes back with its picture. When this returns, the
    /// entry is on this device for good; [`Self::sync`] brings it to the server.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was saved. [`ClientError::NotFound`] for an entry that is not there.
    pub async fn save_entry(
        &self,
        id: Option<RecordId>,
        entry: DiaryEntry,
        local: LocalTime,
    ) -> Result<RecordId, ClientError> {
        self.ensure_diary().await?;
        let id = self.write(id, Some(entry), local).await?;
        self.bring_photo_back(id).await?;
        Ok(id)
    }

    /// Deletes an entry with its picture; the deletion is a version of its own.
    ///
    /// # Errors
    /// As [`Self::save_entry`].
    pub async fn delete_entry(&self, id: RecordId, local: LocalTime) -> Result<(), ClientError> {
        self.write(Some(id), None, local).await?;
        self.drop_photo(id).await
    }

    async fn write(
        &self,
        id: Option<RecordId>,
        entry: Option<DiaryEntry>,
        local: LocalTime,
    ) -> Result<RecordId, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let record = id.unwrap_or_else(|| RecordId::from_parts(millis(now), random(&mut rng)));
        let payload = DiaryRecord::new(entry, now, local.0).to_bytes();
        let changes = self.with_session(|session| {
            if id.is_some() && session.engine.version(CollectionKind::Diary, record) == 0 {
                return Err(ClientError::NotFound);
            }
            let engine = &mut session.engine;
            Ok(engine.write(&session.secrets, CollectionKind::Diary, record, &payload, &mut rng)?)
        })?;
        self.store_or_reload(changes).await?;
        Ok(record)
    }
}
