//! From the diary of the domain to an entry of the export.

use heilsam_domain::diary::Measurement;
use heilsam_domain::{BloodPressure, DiaryEntry, RecordId};
use jiff::Timestamp;

use super::{Author, Entry, EntryValue};
use crate::Decimal;

impl Entry {
    /// Takes over a decrypted diary entry that the patient typed in.
    ///
    /// `version` counts from 1; `recorded_at` is when that version was written.
    #[must_use]
    pub fn from_diary(id: RecordId, version: u32, recorded_at: Timestamp, diary: &DiaryEntry) -> Self {
        let value = match diary.measurement {
            Measurement::BloodPressure(measured) => EntryValue::from(measured),
        };
        Self {
            id,
            version,
            recorded_at,
            measured_at: diary.measured_at,
            utc_offset_minutes: 0,
            author: Author::Patient,
            value,
            note: diary.note.clone(),
        }
    }
}

impl From<BloodPressure> for EntryValue {
    fn from(measured: BloodPressure) -> Self {
        Self::BloodPressure {
            systolic: Decimal::from(measured.systolic()),
            diastolic: Decimal::from(measured.diastolic()),
            heart_rate: measured.pulse().map(Decimal::from),
        }
    }
}
