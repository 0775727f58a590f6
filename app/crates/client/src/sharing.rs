//! What a patient shows to a practice: chosen kinds of entries of chosen days, nothing else.

mod portable;

use std::collections::BTreeSet;

use heilsam_domain::sharing_code::SharingCode;
use heilsam_domain::{AccountId, RecordId};
use heilsam_protocol::sharing::{PublicKeys, ShareRead};
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::diary::Kind;
use heilsam_therapy::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::diary::EntryView;

/// Entries on one sealed page.
pub(crate) const PAGE: usize = 400;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareChoice {
    /// Kinds of diary entries.
    pub kinds: BTreeSet<Kind>,
    /// Whether the remarks go with the entries.
    pub notes: bool,
    /// Whether results of questionnaires are shown.
    pub results: bool,
    /// First day, on the patient's calendar.
    pub first: Date,
    /// Last day; none: entries to come as well.
    pub last: Option<Date>,
}

/// A result of a questionnaire, in words that need no questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedResult {
    /// When it was finished.
    pub day: Date,
    /// Which scale.
    pub scale: Text,
    /// The value.
    pub value: Decimal,
    /// What the value means, where the scale says it.
    pub meaning: Option<Text>,
    /// Title of the questionnaire; shares of older versions do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questionnaire: Option<Text>,
    /// Smallest and greatest value there can be; shares of older versions do not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(Decimal, Decimal)>,
}

impl SharedResult {
    /// A result of which nothing but this is known.
    #[must_use]
    pub const fn new(day: Date, scale: Text, value: Decimal, meaning: Option<Text>) -> Self {
        Self { day, scale, value, meaning, questionnaire: None, range: None }
    }
}

/// A new share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareDraft {
    /// What the patient calls the practice.
    pub practice_name: String,
    /// The patient's name, for the practice.
    pub name: String,
    /// The day of birth, for the practice.
    pub birth: Option<Date>,
    /// What is shown.
    pub choice: ShareChoice,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// A practice whose keys fit the code that the patient read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPractice {
    pub(crate) keys: PublicKeys,
    /// The code.
    pub code: SharingCode,
}

/// A share as the patient sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareView {
    /// Its id.
    pub id: RecordId,
    /// What the patient calls the practice.
    pub practice_name: String,
    /// The practice's code.
    pub code: SharingCode,
    /// What is shown.
    pub choice: ShareChoice,
    /// Which state of it is the newest.
    pub version: u64,
    /// When it began.
    pub created_at: Timestamp,
    /// When a device last brought it to what the diary held.
    pub changed_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was taken back, or the consent to sharing was withdrawn.
    pub ended_at: Option<Timestamp>,
    /// How often the practice fetched entries.
    pub read_count: u64,
    /// The newest of these times, oldest first.
    pub reads: Vec<ShareRead>,
}

impl ShareView {
    /// Whether the practice can read it now.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

/// Who shows what: what the practice sees before it opens the entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareCover {
    v: u8,
    /// The patient's name.
    pub name: String,
    /// The day of birth.
    pub birth: Option<Date>,
    /// What is shown.
    pub choice: ShareChoice,
    /// When this version was made.
    pub made_at: Timestamp,
    /// How many entries there are.
    pub entries: usize,
    pub(crate) pages: usize,
}

/// A share as the practice's list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedView {
    /// Its id.
    pub id: RecordId,
    /// The patient's account.
    pub patient: AccountId,
    /// The code of the patient's keys, to compare with the patient.
    pub patient_code: SharingCode,
    /// Who shows what; none: it cannot be opened with this account's keys.
    pub cover: Option<ShareCover>,
    /// When it ends by itself.
    pub expires_at: Timestamp,
}

/// Everything that a share shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedContent {
    /// The patient's account.
    pub patient: AccountId,
    /// Who shows what.
    pub cover: ShareCover,
    /// Diary entries, newest first.
    pub entries: Vec<SharedEntry>,
    /// Results, newest first.
    pub results: Vec<SharedResult>,
}

/// A diary entry that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedEntry {
    /// The entry.
    #[serde(flatten)]
    pub entry: DiaryEntry,
    /// Offset of the patient's clock from UTC, in minutes.
    pub utc_offset_minutes: i16,
}

#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Page {
    v: u8,
    pub(crate) entries: Vec<SharedEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) results: Vec<SharedResult>,
}

impl Page {
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|page: &Self| page.v == 1)
    }
}

impl ShareCover {
    pub(crate) fn new(draft: &ShareDraft, made_at: Timestamp, entries: usize, pages: usize) -> Self {
        let ShareDraft { name, birth, choice, .. } = draft.clone();
        Self { v: 1, name, birth, choice, made_at, entries, pages }
    }

    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|cover: &Self| cover.v == 1)
    }
}

/// The entries that a choice takes, newest first.
pub(crate) fn chosen(entries: Vec<EntryView>, choice: &ShareChoice) -> Vec<SharedEntry> {
    let takes = |it: &EntryView| {
        let day = it.entry.local_time(it.utc_offset_minutes).date();
        choice.kinds.contains(&it.entry.measurement.kind())
            && day >= choice.first
            && choice.last.is_none_or(|last| day <= last)
    };
    entries
        .into_iter()
        .filter(takes)
        .map(|it| {
            // A free note is nothing but its remark: whoever chose them chose the words.
            let keeps = choice.notes || it.entry.measurement.kind() == Kind::FreeNote;
            let note = if keeps { it.entry.note.clone() } else { String::new() };
            SharedEntry { entry: DiaryEntry { note, ..it.entry }, utc_offset_minutes: it.utc_offset_minutes }
        })
        .collect()
}

/// Results of the days that a choice takes; none if they are not shown.
pub(crate) fn chosen_results(results: &[SharedResult], choice: &ShareChoice) -> Vec<SharedResult> {
    let takes = |it: &&SharedResult| {
        choice.results && it.day >= choice.first && choice.last.is_none_or(|last| it.day <= last)
    };
    results.iter().filter(takes).cloned().collect()
}

/// Entries and results on pages; at least one page.
pub(crate) fn to_pages(entries: &[SharedEntry], results: Vec<SharedResult>) -> Vec<Vec<u8>> {
    let mut pages: Vec<Page> = entries
        .chunks(PAGE)
        .map(|entries| Page { v: 1, entries: entries.to_vec(), results: Vec::new() })
        .collect();
    match pages.first_mut() {
        Some(first) => first.results = results,
        None => pages.push(Page { v: 1, entries: Vec::new(), results }),
    }
    pages.iter().map(|page| serde_json::to_vec(page).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use heilsam_domain::BloodPressure;
    use heilsam_therapy::Measurement;
    use heilsam_therapy::diary::{Origin, Weight};
    use jiff::civil::date;

    use super::*;

    fn choice() -> ShareChoice {
        ShareChoice {
            kinds: BTreeSet::from([Kind::BloodPressure]),
            notes: false,
            results: true,
            first: date(2026, 11, 2),
            last: None,
        }
    }

    fn entry(at: &str, utc_offset_minutes: i16, measurement: Measurement) -> EntryView {
        let measured_at = at.parse().unwrap();
        let note = "for me alone".to_owned();
        let entry = DiaryEntry { measured_at, measurement, note, origin: Origin::Typed };
        let id = RecordId::from_bytes([1; 16]);
        EntryView { id, entry, recorded_at: measured_at, utc_offset_minutes, waits: false }
    }

    fn pressure() -> Measurement {
        Measurement::BloodPressure(BloodPressure::new(130, 80, None).unwrap())
    }

    #[test]
    fn only_chosen_kinds_of_chosen_days_are_taken_and_no_remark_unless_wanted() {
        let weight = Measurement::Weight(Weight::from_grams(80_000).unwrap());
        let all = || {
            vec![
                entry("2026-11-03T08:00:00Z", 60, weight.clone()),
                entry("2026-11-02T08:00:00Z", 60, pressure()),
                entry("2026-11-01T23:30:00Z", 60, pressure()),
                entry("2026-11-01T22:30:00Z", 60, pressure()),
            ]
        };
        let taken = chosen(all(), &choice());
        assert_eq!(taken.len(), 2, "the day is the patient's, not that of UTC");
        assert!(taken.iter().all(|it| it.entry.measurement == pressure() && it.entry.note.is_empty()));
        let taken = chosen(all(), &ShareChoice { notes: true, last: Some(date(2026, 11, 2)), ..choice() });
        assert!(taken.len() == 2 && taken.iter().all(|it| it.entry.note == "for me alone"));
    }

    #[test]
    fn results_are_taken_when_they_are_wanted_and_of_the_days() {
        let scale = Text { de: "PHQ-9".to_owned(), en: "PHQ-9".to_owned() };
        let result = |day| SharedResult::new(day, scale.clone(), Decimal::from(4), None);
        let all = [result(date(2026, 11, 1)), result(date(2026, 11, 2))];
        assert_eq!(chosen_results(&all, &choice()), [result(date(2026, 11, 2))]);
        assert!(chosen_results(&all, &ShareChoice { results: false, ..choice() }).is_empty());
    }

    #[test]
    fn a_result_of_an_older_version_is_read_without_what_it_did_not_say() {
        let old = r#"{"day":"2026-11-03","scale":{"de":"Stimmung","en":"Mood"},"value":"8","meaning":null}"#;
        let read: SharedResult = serde_json::from_str(old).unwrap();
        let scale = Text { de: "Stimmung".to_owned(), en: "Mood".to_owned() };
        assert_eq!(read, SharedResult::new(date(2026, 11, 3), scale, Decimal::from(8), None));
        assert_eq!(serde_json::to_string(&read).unwrap(), old);
        let range = Some((Decimal::ZERO, Decimal::from(27)));
        let new = SharedResult { questionnaire: Some(read.scale.clone()), range, ..read };
        assert_eq!(serde_json::from_slice::<SharedResult>(&serde_json::to_vec(&new).unwrap()).unwrap(), new);
    }

    #[test]
    fn pages_hold_everything_once_and_there_is_always_one() {
        let many = vec![entry("2026-11-03T08:00:00Z", 60, pressure()); PAGE + 1];
        let entries = chosen(many, &choice());
        let pages: Vec<Page> =
            to_pages(&entries, Vec::new()).iter().map(|page| Page::read(page).unwrap()).collect();
        assert_eq!(pages.iter().map(|page| page.entries.len()).collect::<Vec<_>>(), [PAGE, 1]);
        assert_eq!(to_pages(&[], Vec::new()).len(), 1);
    }
}
