//! Reading the diary.

use std::sync::Arc;

use heilsam_domain::RecordId;
use heilsam_therapy::DiaryEntry;
use jiff::Timestamp;

use super::{DeletedEntry, EntryVersion, EntryView, Record};

/// How far advice looks back, in seconds: a little further than the longest of its rules, of thirty days.
pub(super) const LATELY: i64 = 35 * 86_400;

impl Record {
    /// All entries, newest first.
    #[must_use]
    pub fn entries(self) -> Vec<EntryView> {
        self.account.watched().map(|device| device.entries()).unwrap_or_default()
    }

    /// As [`Self::entries`], without a copy: for what is drawn again and again.
    #[must_use]
    pub fn diary(self) -> Arc<[EntryView]> {
        self.account.watched().map(|device| device.diary()).unwrap_or_default()
    }

    /// The entries of the last weeks, newest first, each with the offset of the patient's clock: as far back as any advice
    /// looks.
    #[must_use]
    pub fn lately(self, now: Timestamp) -> Vec<(DiaryEntry, i16)> {
        let since = now.as_second() - LATELY;
        let diary = self.diary();
        let lately = diary.iter().take_while(|it| it.entry.measured_at.as_second() >= since);
        lately.map(|it| (it.entry.clone(), it.utc_offset_minutes)).collect()
    }

    /// All versions of an entry, oldest first.
    #[must_use]
    pub fn versions(self, id: RecordId) -> Vec<EntryVersion> {
        self.account.watched().map(|device| device.entry_versions(id)).unwrap_or_default()
    }

    /// Entries that were deleted, the one deleted last first.
    #[must_use]
    pub fn deleted(self) -> Vec<DeletedEntry> {
        self.account.watched().map(|device| device.deleted_entries()).unwrap_or_default()
    }
}
