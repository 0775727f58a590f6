//! The patient's record as the views see it: the diary, the consents, the sheet, the export.

mod appointments;
mod brought;
mod diary;
mod outcome;
mod photos;
mod sharing;
mod stops;
mod suitable;

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::SyncState;
use heilsam_client::appointment::kept::KeptView;
use heilsam_client::client::{AccessReport, Batches, ConsentText, LocalTime};
use heilsam_domain::{Consent, Purpose, RecordId};
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::programme::Course;

pub use heilsam_client::assessment::{Assessment, AssessmentView};
pub use heilsam_client::diary::{DeletedEntry, EntryVersion, EntryView};
pub use photos::PhotoWish;
pub use stops::is_same;

use crate::account::access::{Access, Account, use_account};
use crate::account::device::Device;
use crate::account::trouble::Trouble;
use crate::{browser, transfer};

/// How often other devices' entries are looked for, in milliseconds.
const EVERY: i32 = 20_000;
/// A round shorter than this, in milliseconds, is not worth a word.
const SHOWN_AFTER: i32 = 400;

/// Where the entries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncView {
    /// On this device.
    Local,
    /// Everything is on the server as well.
    Done,
    /// On the way.
    Working,
    /// Waiting for a connection.
    Waiting,
    /// The server refused; tried again later.
    Problem,
    /// The prescription is over: some stay on this device.
    Held,
    /// The server's data do not match the signed state: nothing is exchanged any more.
    Frozen,
}

impl From<SyncState> for SyncView {
    fn from(state: SyncState) -> Self {
        match state {
            SyncState::SavedHere(_) | SyncState::WaitingForConnection(0) => Self::Local,
            SyncState::Synchronised => Self::Done,
            SyncState::Working => Self::Working,
            SyncState::WaitingForConnection(_) => Self::Waiting,
            SyncState::Problem => Self::Problem,
            SyncState::Held(_) => Self::Held,
            SyncState::Frozen(_) => Self::Frozen,
        }
    }
}

/// Reading and acting; copies share everything.
#[derive(Clone, Copy)]
pub struct Record {
    account: Account,
}

/// Provides the record to all views below, and keeps it synchronised while the program runs.
pub fn use_record_provider() -> Record {
    let account = use_account();
    let record = use_context_provider(|| Record { account });
    use_future(move || async move {
        loop {
            record.round().await;
            browser::sleep(EVERY).await;
        }
    });
    use_effect(move || {
        if account.access() == Access::In {
            record.sync_now();
            // The health insurer may have answered since.
            spawn_forever(account.refresh());
        }
    });
    use_hook(|| browser::on_online(move || record.sync_now()));
    record
}

/// The record of this program.
pub fn use_record() -> Record {
    use_context()
}

impl Record {
    /// The way through the programme; `None` before it began.
    #[must_use]
    pub fn course(self) -> Option<Course> {
        self.account.watched()?.course()
    }

    /// Questionnaires that were begun or finished, the one that was changed last first.
    #[must_use]
    pub fn assessments(self) -> Vec<AssessmentView> {
        self.account.watched().map(|device| device.assessments()).unwrap_or_default()
    }

    /// Everything that is stored about the person.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: the server's part cannot be had.
    pub async fn access_report(self) -> Result<AccessReport, Trouble> {
        let device = self.account.device()?;
        device.access_report().await.map_err(|error| self.account.trouble(error))
    }

    /// All acts of consent, oldest first.
    #[must_use]
    pub fn consents(self) -> Vec<Consent> {
        self.account.watched().map(|device| device.consents()).unwrap_or_default()
    }

    /// The signed receipt of the act at a place of [`Self::consents`], as a file; `text` is what was on the screen.
    #[must_use]
    pub fn receipt(self, place: usize, text: &str) -> Option<String> {
        self.account.watched()?.receipt_file(place, text).map(|file| file.to_json())
    }

    /// The device, if something new may be written: not after the end of the prescription's period.
    fn writable(self) -> Result<Rc<Device>, Trouble> {
        let device = self.account.device()?;
        let until = device.account().and_then(|account| account.entitled_until);
        if until.is_some_and(|until| until <= device.now()) {
            return Err(Trouble::PeriodOver);
        }
        Ok(device)
    }

    /// Saves the way through the programme on this device.
    ///
    /// # Errors
    /// [`Trouble::Storage`], [`Trouble::PeriodOver`]: nothing was saved.
    pub async fn save_course(self, course: &Course) -> Result<(), Trouble> {
        let device = self.writable()?;
        device.save_course(course).await.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Saves a questionnaire as far as it is filled in.
    ///
    /// # Errors
    /// [`Trouble::Storage`], [`Trouble::PeriodOver`]: nothing was saved.
    pub async fn save_assessment(
        self,
        id: Option<RecordId>,
        assessment: &Assessment,
    ) -> Result<RecordId, Trouble> {
        let device = self.writable()?;
        let saved = device.save_assessment(id, assessment).await;
        let id = saved.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(id)
    }

    /// Takes a questionnaire back.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: it is still there.
    pub async fn discard_assessment(self, id: RecordId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.discard_assessment(id).await.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Whether a consent was given once and is in force no more.
    #[must_use]
    pub fn was_withdrawn(self, purpose: Purpose) -> bool {
        !self.has_consent(purpose) && self.consents().iter().any(|act| act.purpose == purpose)
    }

    /// Where the entries are.
    #[must_use]
    pub fn sync(self) -> SyncView {
        self.account.watched().map_or(SyncView::Local, |device| device.sync_state().into())
    }

    /// Entries that are on this device only.
    #[must_use]
    pub fn waiting(self) -> usize {
        self.account.watched().map_or(0, |device| device.waiting())
    }

    /// Whether the consent to a purpose is in force.
    #[must_use]
    pub fn has_consent(self, purpose: Purpose) -> bool {
        self.account.watched().is_some_and(|device| device.has_consent(purpose))
    }

    /// Saves an entry with its picture on this device; the way to the server follows by itself. What the entry stops in the
    /// programme is stored before it: should one of the two fail, the programme rests and the patient ends that.
    ///
    /// # Errors
    /// [`Trouble::Storage`], [`Trouble::PeriodOver`]: nothing was saved.
    pub async fn save(
        self,
        id: Option<RecordId>,
        entry: DiaryEntry,
        photo: PhotoWish,
    ) -> Result<(), Trouble> {
        let device = self.writable()?;
        self.hold_for(&device, id, &entry).await?;
        let saved = device.save_entry(id, entry, local_time()).await;
        let saved = saved.map_err(|error| self.account.trouble(error))?;
        let done = match photo {
            PhotoWish::AsItIs => Ok(()),
            PhotoWish::New(jpeg) => device.save_photo(saved, Some(&jpeg)).await,
            PhotoWish::Without => device.save_photo(saved, None).await,
        };
        if let Err(error) = done {
            if id.is_none() {
                // Trying again must not write the entry twice.
                let _ = device.delete_entry(saved, local_time()).await;
            }
            return Err(self.account.trouble(error));
        }
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Saves new entries on this device, all of a file.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: those before it are saved; taking the file over again leaves them out.
    pub async fn save_all(self, entries: Vec<DiaryEntry>) -> Result<(), Trouble> {
        let device = self.writable()?;
        self.hold_for_all(&device, None, &entries).await?;
        for entry in entries {
            device
                .save_entry(None, entry, local_time())
                .await
                .map_err(|error| self.account.trouble(error))?;
        }
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Deletes an entry.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was deleted.
    pub async fn delete(self, id: RecordId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.delete_entry(id, local_time()).await.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Gives or withdraws consent.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: nothing was changed.
    pub async fn change_consent(self, give: bool, text: ConsentText<'_>) -> Result<(), Trouble> {
        let device = self.account.device()?;
        let done = if give { device.give_consent(text).await } else { device.withdraw_consent(text).await };
        done.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// What the module for export and import has to know beside the records, as JSON (see [`transfer::frame`]).
    ///
    /// # Errors
    /// [`Trouble::ConsentMissing`] after a withdrawal, where the file is meant for others.
    pub async fn frame(self, wish: &serde_json::Value, for_others: bool) -> Result<String, Trouble> {
        let device = self.account.device()?;
        if for_others {
            device.may_export().map_err(|error| self.account.trouble(error))?;
        }
        let head = device.portable_head().await.map_err(|error| self.account.trouble(error))?;
        let names = device.name_scope().map_err(|error| self.account.trouble(error))?;
        let site = device.site().await.map_err(|error| self.account.trouble(error))?;
        transfer::frame(&head, names, wish, site.profiles)
    }

    /// All records of the account, to be handed to the module batch by batch.
    ///
    /// # Errors
    /// [`Trouble::SessionEnded`] when nobody is logged in any more.
    pub fn batches(self) -> Result<Batches, Trouble> {
        Ok(self.account.device()?.batches())
    }

    /// Writes records that the module read in a file.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: those before it are saved; taking the file over again leaves them out.
    /// [`Trouble::PeriodOver`]: nothing was saved.
    pub async fn take_over(self, records: &str) -> Result<(), Trouble> {
        let device = self.writable()?;
        let before = device.diary();
        device.take_over(records).await.map_err(|error| self.account.trouble(error))?;
        self.hold_for_taken(&device, &before).await?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Starts a round that goes on even when the page changes.
    pub fn sync_now(self) {
        spawn_forever(async move { self.round().await });
    }

    async fn round(self) {
        let Ok(device) = self.account.device() else { return };
        if self.account.current() != Access::In {
            return;
        }
        let before = look(&device);
        if device.waiting() > 0 {
            spawn_forever(async move {
                // A round that takes longer is shown as being on its way.
                browser::sleep(SHOWN_AFTER).await;
                self.account.changed();
            });
        }
        if let Err(error) = device.sync().await {
            let _ = self.account.trouble(error);
        }
        if look(&device) != before {
            self.account.changed();
        }
    }
}

/// What a round can change on the screen.
#[derive(PartialEq)]
struct Look {
    sync: SyncState,
    diary: Arc<[EntryView]>,
    photos: Rc<BTreeSet<RecordId>>,
    course: Option<Course>,
    assessments: Vec<AssessmentView>,
    appointments: Vec<KeptView>,
}

fn look(device: &Rc<Device>) -> Look {
    Look {
        sync: device.sync_state(),
        diary: device.diary(),
        photos: device.entries_with_photo(),
        course: device.course(),
        assessments: device.assessments(),
        appointments: device.appointments(),
    }
}

fn local_time() -> LocalTime {
    LocalTime(browser::utc_offset_minutes())
}
