//! What the diary has already: an app that gives its records new names in each file must not double the readings.

use std::collections::HashSet;

use heilsam_therapy::diary::Known;
use heilsam_therapy::{DiaryEntry, Measurement};

/// Readings of a diary, by minute and value.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    values: Known,
    /// Notes by minute.
    notes: HashSet<(i64, String)>,
}

impl Measured {
    /// Remembers an entry, if it is a reading.
    pub(crate) fn add(&mut self, entry: &DiaryEntry) {
        if is_reading(&entry.measurement) {
            self.values.add(entry);
            if !entry.note.is_empty() {
                self.notes.insert(note(entry));
            }
        }
    }

    /// Whether the diary has the same reading in the same minute, and its note, if it has one.
    pub(crate) fn has(&self, entry: &DiaryEntry) -> bool {
        is_reading(&entry.measurement)
            && self.values.contains(entry)
            && (entry.note.is_empty() || self.notes.contains(&note(entry)))
    }
}

fn note(entry: &DiaryEntry) -> (i64, String) {
    (entry.measured_at.as_second().div_euclid(60), entry.note.clone())
}

/// What a device measures. Words, doses and nights may be alike and still be two.
const fn is_reading(measurement: &Measurement) -> bool {
    matches!(measurement, Measurement::BloodPressure(_) | Measurement::Pulse(_) | Measurement::Weight(_))
}
