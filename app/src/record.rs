//! The patient's record as the views see it: signals to read, actions to call.

use dioxus::prelude::*;
use heilsam_domain::{DiaryEntry, Purpose, RecordId, RecoveryCode};
use jiff::Timestamp;

use crate::account::trouble::Trouble;

/// Where the entries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncView {
    /// On this device only.
    Local,
    /// Everything is on the server as well.
    Done,
    /// On the way.
    Working,
    /// This many wait for a connection.
    Waiting(usize),
    /// The server refused; tried again later.
    Problem,
    /// The server's data do not match the signed state: nothing is exchanged any more.
    Frozen,
}

/// A diary entry with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryView {
    /// Its record.
    pub id: RecordId,
    /// What was written.
    pub entry: DiaryEntry,
}

/// What shall be exported.
pub struct ExportWish {
    /// First moment.
    pub start: Timestamp,
    /// Last moment.
    pub end: Timestamp,
    /// Name in the file; may be empty.
    pub name: String,
    /// Now.
    pub now: Timestamp,
}

/// Signals and actions; copies share everything.
#[derive(Clone, Copy)]
pub struct Record {
    entries: Signal<Vec<EntryView>>,
    consents: Signal<Vec<Purpose>>,
    sheet: Signal<bool>,
    sync: Signal<SyncView>,
}

/// Provides the record to all views below.
pub fn use_record_provider() -> Record {
    use_context_provider(|| Record {
        entries: Signal::new(Vec::new()),
        consents: Signal::new(Vec::new()),
        sheet: Signal::new(false),
        sync: Signal::new(SyncView::Waiting(1)),
    })
}

/// The record of this program.
pub fn use_record() -> Record {
    use_context()
}

#[expect(clippy::unused_async, reason = "preview")]
#[expect(missing_docs, reason = "preview")]
impl Record {
    #[must_use]
    pub fn entries(self) -> Vec<EntryView> {
        self.entries.cloned()
    }
    #[must_use]
    pub fn sync(self) -> SyncView {
        (self.sync)()
    }
    #[must_use]
    pub fn has_sheet(self) -> bool {
        (self.sheet)()
    }
    pub fn confirm_sheet(mut self) {
        self.sheet.set(true);
    }
    #[must_use]
    pub fn has_consent(self, purpose: Purpose) -> bool {
        self.consents.read().contains(&purpose)
    }
    #[must_use]
    pub fn waiting(self) -> usize {
        match self.sync() {
            SyncView::Waiting(count) => count,
            _ => 0,
        }
    }
    pub async fn save(mut self, id: Option<RecordId>, entry: DiaryEntry) -> Result<(), Trouble> {
        let count = u8::try_from(self.entries.read().len()).unwrap_or(0);
        let id = id.unwrap_or_else(|| RecordId::from_bytes([count; 16]));
        let mut entries = self.entries.write();
        entries.retain(|it| it.id != id);
        entries.push(EntryView { id, entry });
        entries.sort_by(|a, b| b.entry.measured_at.cmp(&a.entry.measured_at));
        Ok(())
    }
    pub async fn delete(mut self, id: RecordId) -> Result<(), Trouble> {
        self.entries.write().retain(|it| it.id != id);
        Ok(())
    }
    pub async fn make_sheet(self) -> Result<RecoveryCode, Trouble> {
        Ok(RecoveryCode::from_random([7; 20]))
    }
    pub async fn change_consent(mut self, purpose: Purpose, give: bool, _version: &str, _text: &str) -> Result<(), Trouble> {
        self.consents.write().retain(|it| *it != purpose);
        if give {
            self.consents.write().push(purpose);
        }
        Ok(())
    }
    pub async fn export_input(self, _wish: ExportWish) -> Result<Option<String>, Trouble> {
        Ok(None)
    }
}
