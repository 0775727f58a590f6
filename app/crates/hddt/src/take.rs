//! Which readings are new in the diary, which replace one there, and which leave it.

use heilsam_domain::{BloodPressure, RecordId};
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::device::Mdc;
use heilsam_therapy::diary::{Known, Measurement, Origin, Pulse};
use jiff::Timestamp;

use crate::bundle::Reading;
use crate::seen::{Seen, Verdict};

/// What a pull brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pulled {
    /// New entries, the oldest first.
    pub entries: Vec<DiaryEntry>,
    /// Entries of earlier pulls, as the recorder corrected them.
    pub changed: Vec<(RecordId, DiaryEntry)>,
    /// Entries of earlier pulls that the recorder takes back.
    pub gone: Vec<RecordId>,
    /// Readings that the diary has, or that an earlier pull brought.
    pub known: usize,
    /// Readings that no person can have, or from the future.
    pub impossible: usize,
    /// How it ended.
    pub end: End,
}

/// How a pull ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// The recorder has no more.
    #[default]
    Complete,
    /// It has more: the next pull goes on there.
    More,
    /// The link to the next page leads to somebody else, who is not asked.
    Elsewhere,
}

/// Sorts readings, and the names of those that the recorder takes back; `already` is the diary. Remembers what it brings in
/// `seen`.
///
/// A reading is known when the diary has the same two values in the same minute, typed or from a file, or when its name was
/// seen before. What the patient changed since it came is the patient's own: no correction touches it.
#[must_use]
pub fn take(
    mut readings: Vec<Reading>,
    withdrawn: &[String],
    already: &[(RecordId, DiaryEntry)],
    seen: &mut Seen,
    now: Timestamp,
) -> Pulled {
    readings.retain(|it| !withdrawn.contains(&it.id));
    readings.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
    let mut diary = Known::default();
    for (_, entry) in already {
        diary.add(entry);
    }
    let mut pulled = Pulled::default();
    for reading in readings {
        let Some((entry, value)) = entry(&reading, now) else {
            pulled.impossible += 1;
            continue;
        };
        let verdict = seen.judge(&reading, value, already);
        let is_new = diary.insert(&entry);
        match verdict {
            Verdict::New => {
                if is_new {
                    pulled.entries.push(entry);
                } else {
                    pulled.known += 1;
                }
                seen.remember(&reading, value);
            }
            Verdict::Correction(record, note) => {
                pulled.changed.push((record, DiaryEntry { note, ..entry }));
                seen.remember(&reading, value);
            }
            Verdict::Known => pulled.known += 1,
        }
    }
    // After the readings: one of them may be what was taken back, under a new name.
    pulled.gone = withdrawn.iter().filter_map(|id| seen.withdraw(id, already)).collect();
    pulled
}

/// What a reading becomes in the diary. A pulse that no person can have is left out, the pressure is kept.
pub(crate) fn entry(reading: &Reading, now: Timestamp) -> Option<(DiaryEntry, BloodPressure)> {
    let pulse = reading.pulse.filter(|pulse| Pulse::new(*pulse, false).is_ok());
    let value = BloodPressure::new(reading.systolic, reading.diastolic, pulse).ok()?;
    let codes = Mdc::of_reading(pulse.is_some());
    let (name, facts) = (reading.device.clone(), reading.facts.clone());
    let origin = Origin::Device { name, flags: Vec::new(), facts, codes };
    let entry = DiaryEntry::new(reading.at, Measurement::BloodPressure(value), "", origin, now).ok()?;
    Some((entry, value))
}

#[cfg(test)]
mod tests;
