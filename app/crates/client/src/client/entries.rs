//! The diary of the person who is logged in. Writing needs no connection.

use std::collections::BTreeMap;
use std::sync::Arc;

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::{AccountId, RecordId};
use heilsam_therapy::DiaryEntry;

use super::Client;
use crate::diary::{DeletedEntry, DiaryRecord, EntryVersion, EntryView};
use crate::environment::{self, Environment, millis, random};
use crate::error::ClientError;
use crate::store::{Change, LocalStore};
use crate::sync::Mark;
use crate::transport::Transport;
use crate::vault::Vault;

/// The diary as it was read last: views ask for it again and again, and ten years of it take long to read.
#[derive(Debug)]
pub(super) struct Read {
    owner: AccountId,
    mark: Mark,
    entries: Arc<[EntryView]>,
    deleted: Arc<[RecordId]>,
    /// Every record with the hash of the version that was read: after a change only that one is read again.
    known: BTreeMap<RecordId, ([u8; 32], Option<DiaryRecord>)>,
}

/// Entries, and the ids of those that were deleted.
type Diary = (Arc<[EntryView]>, Arc<[RecordId]>);

/// Offset of the clock on the wall from UTC, in minutes (Berlin in summer: 120).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime(pub i16);

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// All entries, newest measurement first.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryView> {
        self.diary().to_vec()
    }

    /// As [`Self::entries`], without a copy: for what is drawn again and again.
    #[must_use]
    pub fn diary(&self) -> Arc<[EntryView]> {
        self.read_diary().map(|(entries, _)| entries).unwrap_or_default()
    }

    /// Entries, and the ids of those that were deleted.
    fn read_diary(&self) -> Option<Diary> {
        let session = self.session.borrow();
        let session = session.as_ref()?;
        let (owner, mark) = (session.secrets.scope.owner, session.engine.mark(CollectionKind::Diary));
        let mut cache = self.read.borrow_mut();
        let mut before = cache.take().filter(|read| read.owner == owner);
        if let Some(read) = before.take_if(|read| read.mark == mark) {
            let found = (read.entries.clone(), read.deleted.clone());
            *cache = Some(read);
            return Some(found);
        }
        let mut before = before.map(|read| read.known).unwrap_or_default();
        let (mut entries, mut deleted, mut known) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (id, hash, payload, waits) in session.engine.newest(CollectionKind::Diary) {
            let record = match before.remove(&id) {
                Some((read, record)) if read == *hash => record,
                _ => DiaryRecord::read(payload),
            };
            if let Some(record) = &record {
                let (recorded_at, utc_offset_minutes) = (record.recorded_at, record.utc_offset_minutes);
                match record.entry.clone() {
                    Some(entry) => {
                        entries.push(EntryView { id, entry, recorded_at, utc_offset_minutes, waits });
                    }
                    None => deleted.push(id),
                }
            }
            known.insert(id, (*hash, record));
        }
        entries.sort_by(|a, b| b.entry.measured_at.cmp(&a.entry.measured_at).then(b.id.cmp(&a.id)));
        let (entries, deleted): (Arc<[_]>, Arc<[_]>) = (entries.into(), deleted.into());
        *cache = Some(Read { owner, mark, entries: entries.clone(), deleted: deleted.clone(), known });
        Some((entries, deleted))
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
        let deleted = self.read_diary().map(|(_, deleted)| deleted).unwrap_or_default();
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let gone = deleted.iter().filter_map(|id| {
            let versions = session.engine.versions(CollectionKind::Diary, *id);
            let deleted_at = DiaryRecord::read(versions.last()?)?.recorded_at;
            let entry = versions.into_iter().rev().find_map(|payload| DiaryRecord::read(payload)?.entry)?;
            Some(DeletedEntry { id: *id, entry, deleted_at })
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
        let (id, mut changes) = self.entry_written(id, Some(entry), local)?;
        changes.extend(self.photo_brought_back(id)?);
        self.store_or_reload(changes).await?;
        Ok(id)
    }

    /// Deletes an entry with its picture, in one step: a page that is closed meanwhile keeps no picture without its entry. The
    /// deletion is a version of its own.
    ///
    /// # Errors
    /// As [`Self::save_entry`].
    pub async fn delete_entry(&self, id: RecordId, local: LocalTime) -> Result<(), ClientError> {
        let (_, mut changes) = self.entry_written(Some(id), None, local)?;
        changes.extend(self.photo_dropped(id)?);
        self.store_or_reload(changes).await
    }

    /// A version of an entry as changes that count once they are stored.
    fn entry_written(
        &self,
        id: Option<RecordId>,
        entry: Option<DiaryEntry>,
        local: LocalTime,
    ) -> Result<(RecordId, Vec<Change>), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let record = id.unwrap_or_else(|| RecordId::from_parts(millis(now), random(&mut rng)));
        let payload = DiaryRecord::new(entry, now, local.0).to_bytes();
        let changes = self.with_session(|session| {
            if id.is_some() && session.engine.version(CollectionKind::Diary, record) == 0 {
                return Err(ClientError::NotFound);
            }
            let engine = &mut session.engine;
            Ok(engine.write(&session.secrets, CollectionKind::Diary, record, &payload, now, &mut rng)?)
        })?;
        Ok((record, changes))
    }
}
