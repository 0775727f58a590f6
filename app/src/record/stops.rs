//! What stops the programme: an entry that fires a stop rule holds the course before it is kept.

use std::collections::BTreeSet;

use heilsam_domain::RecordId;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::advice::{Reason, stops};
use heilsam_therapy::programme::{Course, Pause};

use super::diary::LATELY;
use super::{EntryView, Record};
use crate::account::device::Device;
use crate::account::trouble::Trouble;
use crate::format;
use crate::today::today;

impl Record {
    /// Lets the programme, or its exercises, rest for the patient's yes to the question for complaints. What can be taken back;
    /// `None`: nothing happens before the programme began.
    ///
    /// # Errors
    /// [`Trouble::Storage`], [`Trouble::PeriodOver`]: nothing was saved.
    pub async fn keep_answer(self, reason: Reason) -> Result<Option<Pause>, Trouble> {
        let device = self.writable()?;
        let answer = Pause::answer(reason, today(), format::now());
        self.change(&device, |course| course.keep_answer(answer)).await?;
        self.sync_now();
        Ok(device.course().is_some_and(|course| course.holds(&answer)).then_some(answer))
    }

    /// Takes the patient's answer about complaints back; nothing happens where nothing rests for it.
    ///
    /// # Errors
    /// [`Trouble::Storage`], [`Trouble::PeriodOver`]: nothing was saved.
    pub async fn take_answer_back(self, answer: Pause) -> Result<(), Trouble> {
        let device = self.writable()?;
        self.change(&device, |course| course.take_back(&answer, format::now(), today())).await?;
        self.sync_now();
        Ok(())
    }

    /// Holds the course for what an entry asks for; `id` is the record that it changes. One that only gets another note, or that
    /// comes back, stopped already when it was written.
    pub(super) async fn hold_for(
        self,
        device: &Device,
        id: Option<RecordId>,
        entry: &DiaryEntry,
    ) -> Result<(), Trouble> {
        let versions = id.map(|id| device.entry_versions(id)).unwrap_or_default();
        if versions.into_iter().filter_map(|it| it.entry).any(|earlier| is_same(&earlier, entry)) {
            return Ok(());
        }
        self.hold_for_all(device, id, std::slice::from_ref(entry)).await
    }

    /// As [`Self::hold_for`], for entries that come together.
    pub(super) async fn hold_for_all(
        self,
        device: &Device,
        id: Option<RecordId>,
        entries: &[DiaryEntry],
    ) -> Result<(), Trouble> {
        let others = lately(&device.diary(), |it| Some(it.id) != id);
        self.hold(device, &stops(entries, &others, format::now())).await
    }

    /// As [`Self::hold_for`], for entries that came with a file of records; `before` is the diary without them.
    pub(super) async fn hold_for_taken(self, device: &Device, before: &[EntryView]) -> Result<(), Trouble> {
        let known: BTreeSet<RecordId> = before.iter().map(|it| it.id).collect();
        let diary = device.diary();
        let (others, new) =
            (lately(&diary, |it| known.contains(&it.id)), lately(&diary, |it| !known.contains(&it.id)));
        self.hold(device, &stops(&new, &others, format::now())).await
    }

    async fn hold(self, device: &Device, reasons: &[Reason]) -> Result<(), Trouble> {
        let rest = |course: &mut Course| {
            for reason in reasons {
                course.rest(today(), Some(*reason));
            }
        };
        self.change(device, rest).await
    }

    /// Changes the course, if there is one, and keeps it if that made a difference.
    async fn change(self, device: &Device, change: impl FnOnce(&mut Course)) -> Result<(), Trouble> {
        let Some(before) = device.course() else { return Ok(()) };
        let mut course = before.clone();
        change(&mut course);
        if course != before {
            device.save_course(&course).await.map_err(|error| self.account.trouble(error))?;
            self.account.changed();
        }
        Ok(())
    }
}

/// The entries of the last weeks that `wanted` takes.
fn lately(diary: &[EntryView], wanted: impl Fn(&EntryView) -> bool) -> Vec<DiaryEntry> {
    let since = format::now().as_second() - LATELY;
    let lately = diary.iter().filter(|it| it.entry.measured_at.as_second() >= since && wanted(it));
    lately.map(|it| it.entry.clone()).collect()
}

/// Whether two versions of an entry tell the same of the same moment.
#[must_use]
pub fn is_same(one: &DiaryEntry, other: &DiaryEntry) -> bool {
    one.measured_at == other.measured_at && one.measurement == other.measurement
}
