//! The diary: what a record holds, and how two edits of one entry are merged.

use heilsam_domain::RecordId;
use heilsam_therapy::DiaryEntry;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::sync::Merged;

/// An entry as the diary shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// Its record.
    pub id: RecordId,
    /// What was written.
    pub entry: DiaryEntry,
    /// When this version was written.
    pub recorded_at: Timestamp,
    /// Offset of the patient's clock from UTC, in minutes.
    pub utc_offset_minutes: i16,
    /// Whether it still waits to be uploaded.
    pub waits: bool,
}

/// One version of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryVersion {
    /// When it was written.
    pub recorded_at: Timestamp,
    /// What was written; `None`: the entry was deleted.
    pub entry: Option<DiaryEntry>,
}

/// An entry that was deleted, as it stood before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletedEntry {
    /// Its record.
    pub id: RecordId,
    /// The last version before the deletion.
    pub entry: DiaryEntry,
    /// When it was deleted.
    pub deleted_at: Timestamp,
}

/// The payload of a diary record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DiaryRecord {
    pub(crate) v: u8,
    pub(crate) recorded_at: Timestamp,
    pub(crate) utc_offset_minutes: i16,
    /// `None`: deleted.
    pub(crate) entry: Option<DiaryEntry>,
}

impl DiaryRecord {
    pub(crate) fn new(entry: Option<DiaryEntry>, recorded_at: Timestamp, utc_offset_minutes: i16) -> Self {
        Self { v: 1, recorded_at, utc_offset_minutes, entry }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// `None` for a payload of a newer version of the app: it is kept and not shown.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|record: &Self| record.v == 1)
    }
}

/// Merges two edits field by field; a measurement is one field, so that no value comes out that nobody measured.
/// An edit wins over a deletion.
pub(crate) fn merge(base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
    let (Some(mine), Some(other)) = (DiaryRecord::read(ours), DiaryRecord::read(theirs)) else {
        return Merged::Both(ours.to_vec());
    };
    let base = base.and_then(DiaryRecord::read).and_then(|record| record.entry);
    let (mine_entry, other_entry) = match (mine.entry.clone(), other.entry.clone()) {
        (None, None) => return Merged::One(theirs.to_vec()),
        (None, Some(entry)) if base.as_ref() == Some(&entry) => return Merged::One(ours.to_vec()),
        (None, Some(_)) => return Merged::One(theirs.to_vec()),
        (Some(entry), None) if base.as_ref() == Some(&entry) => return Merged::One(theirs.to_vec()),
        (Some(_), None) => return Merged::One(ours.to_vec()),
        (Some(mine), Some(other)) => (mine, other),
    };
    let merged = (|| {
        let base = base.as_ref();
        let values = |entry: &DiaryEntry| (entry.measurement.clone(), entry.origin.clone());
        let (measurement, origin) =
            pick(base.map(values).as_ref(), values(&mine_entry), values(&other_entry))?;
        Some(DiaryEntry {
            measured_at: pick(base.map(|b| &b.measured_at), mine_entry.measured_at, other_entry.measured_at)?,
            measurement,
            note: pick(base.map(|b| &b.note), mine_entry.note, other_entry.note)?,
            origin,
        })
    })();
    match merged {
        Some(entry) if Some(&entry) == other.entry.as_ref() => Merged::One(theirs.to_vec()),
        Some(entry) => {
            let recorded_at = mine.recorded_at.max(other.recorded_at);
            Merged::One(DiaryRecord::new(Some(entry), recorded_at, mine.utc_offset_minutes).to_bytes())
        }
        None => Merged::Both(ours.to_vec()),
    }
}

/// The value that was changed; `None` when both were, differently.
pub(crate) fn pick<V: PartialEq>(base: Option<&V>, mine: V, other: V) -> Option<V> {
    if mine == other || base == Some(&other) {
        Some(mine)
    } else if base == Some(&mine) {
        Some(other)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::BloodPressure;
    use heilsam_therapy::Measurement;
    use heilsam_therapy::diary::{Origin, Weight};

    use super::*;

    fn record(systolic: u16, note: &str) -> DiaryRecord {
        let entry = DiaryEntry {
            measured_at: "2026-03-01T08:00:00Z".parse().unwrap(),
            measurement: Measurement::BloodPressure(BloodPressure::new(systolic, 80, None).unwrap()),
            note: note.into(),
            origin: Origin::Typed,
        };
        DiaryRecord::new(Some(entry), Timestamp::UNIX_EPOCH, 60)
    }

    fn deleted() -> DiaryRecord {
        DiaryRecord::new(None, Timestamp::UNIX_EPOCH, 60)
    }

    fn merged(base: &DiaryRecord, ours: &DiaryRecord, theirs: &DiaryRecord) -> Merged {
        merge(Some(&base.to_bytes()), &ours.to_bytes(), &theirs.to_bytes())
    }

    #[test]
    fn edits_of_different_fields_are_both_kept() {
        let result = merged(&record(120, ""), &record(130, ""), &record(120, "nach dem Sport"));
        assert_eq!(result, Merged::One(record(130, "nach dem Sport").to_bytes()));
    }

    #[test]
    fn contradicting_measurements_become_two_entries() {
        let ours = record(130, "");
        assert_eq!(merged(&record(120, ""), &ours, &record(140, "")), Merged::Both(ours.to_bytes()));
    }

    #[test]
    fn an_edit_wins_over_a_deletion() {
        let (base, edited) = (record(120, ""), record(130, ""));
        assert_eq!(merged(&base, &deleted(), &edited), Merged::One(edited.to_bytes()));
        assert_eq!(merged(&base, &edited, &deleted()), Merged::One(edited.to_bytes()));
    }

    #[test]
    fn a_deletion_of_something_unchanged_holds() {
        let base = record(120, "");
        assert_eq!(merged(&base, &deleted(), &base), Merged::One(deleted().to_bytes()));
        assert_eq!(merged(&base, &base, &deleted()), Merged::One(deleted().to_bytes()));
    }

    #[test]
    fn entries_of_the_first_version_stay_readable() {
        let old = br#"{"v":1,"recorded_at":"2026-03-01T08:00:10Z","utc_offset_minutes":60,"entry":{"measured_at":"2026-03-01T08:00:00Z","measurement":{"kind":"blood-pressure","systolic":120,"diastolic":80,"pulse":null},"note":"ruhig"}}"#;
        let read = DiaryRecord::read(old).unwrap();
        assert_eq!(read.entry, record(120, "ruhig").entry);
    }

    #[test]
    fn other_kinds_are_kept_as_they_are() {
        let mut weighed = record(120, "");
        let weight = Measurement::Weight(Weight::from_grams(82_350).unwrap());
        if let Some(entry) = &mut weighed.entry {
            entry.measurement = weight.clone();
        }
        let read = DiaryRecord::read(&weighed.to_bytes()).unwrap();
        assert_eq!(read.entry.map(|entry| entry.measurement), Some(weight));
    }
}
