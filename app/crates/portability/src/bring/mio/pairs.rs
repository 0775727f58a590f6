//! A pressure and the pulse of the same measurement: two resources of a file, one entry of the diary.
//!
//! No resource names the other, for their profiles have no place for it, and their identities cannot be turned back to
//! the record that both were derived from. So they are put together by what both say: the same moment and author, and
//! in a file of this app the same version of a record.

use std::collections::{BTreeMap, HashMap, HashSet};

use fhir_profiles::{Author, Entry, EntryValue};
use heilsam_domain::{BloodPressure, RecordId};
use heilsam_therapy::diary::{DeviceFlag, Origin};
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::Timestamp;

use super::values::understood;
use crate::bring::LONGEST;
use crate::records::DiaryData;

/// What both resources of a measurement say: when and by whom, and in which version of a record, written when.
type Moment = (Timestamp, Author, Option<(Timestamp, u32)>);

/// The pairs of a file, by the places of their entries.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// The pulse of each pressure.
    pulses: HashMap<usize, usize>,
    paired: HashSet<usize>,
}

impl Pairs {
    /// Finds them. Where a moment has several pressures or pulses, nobody knows which belong together: they stay
    /// apart. So does a pulse that has a note or a picture of its own.
    pub(super) fn of(entries: &[Entry], is_own: bool, pictured: &HashSet<RecordId>) -> Self {
        let mut moments: BTreeMap<Moment, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| is_short(entry)) {
            let written = is_own.then_some((entry.recorded_at, entry.version));
            let moment = (entry.measured_at, entry.author, written);
            match understood(entry) {
                Some(EntryValue::BloodPressure { heart_rate: None, .. }) => {
                    moments.entry(moment).or_default().0.push(index);
                }
                Some(EntryValue::HeartRate { .. })
                    if entry.note.trim().is_empty() && !pictured.contains(&entry.id) =>
                {
                    moments.entry(moment).or_default().1.push(index);
                }
                _ => {}
            }
        }
        let mut pairs = Self::default();
        for (pressures, pulses) in moments.into_values() {
            if let ([pressure], [pulse]) = (pressures.as_slice(), pulses.as_slice()) {
                pairs.pulses.insert(*pressure, *pulse);
                pairs.paired.insert(*pulse);
            }
        }
        pairs
    }

    /// The pulse of the pressure at this place.
    pub(super) fn pulse_of(&self, pressure: usize) -> Option<usize> {
        self.pulses.get(&pressure).copied()
    }

    /// Whether the entry at this place comes with its pressure.
    pub(super) fn is_pulse(&self, index: usize) -> bool {
        self.paired.contains(&index)
    }
}

/// Whether two such resources fit into one record.
fn is_short(entry: &Entry) -> bool {
    !matches!(entry.value.own(), EntryValue::Kept(kept) if kept.text.len() > LONGEST / 2)
}

/// The entry of both; `None` if they are no pressure and its pulse.
pub(super) fn together(pressure: &DiaryData, pulse: &DiaryData) -> Option<DiaryEntry> {
    let (pressure, pulse) = (pressure.entry.as_ref()?, pulse.entry.as_ref()?);
    let (Measurement::BloodPressure(values), Measurement::Pulse(pulse)) =
        (&pressure.measurement, &pulse.measurement)
    else {
        return None;
    };
    let whole = BloodPressure::new(values.systolic(), values.diastolic(), Some(pulse.per_minute())).ok()?;
    let mut entry = DiaryEntry { measurement: Measurement::BloodPressure(whole), ..pressure.clone() };
    let is_news = pulse.irregular() && !entry.origin.has(DeviceFlag::IrregularPulse);
    if let Origin::File { flags, .. } = &mut entry.origin
        && is_news
    {
        flags.push(DeviceFlag::IrregularPulse);
    }
    Some(entry)
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn entry(number: u8, value: EntryValue) -> Entry {
        let at = Timestamp::constant(1_772_348_400, 0);
        Entry {
            id: RecordId::from_bytes([number; 16]),
            version: 1,
            recorded_at: at,
            measured_at: at,
            utc_offset_minutes: 60,
            author: Author::Patient,
            value,
            note: String::new(),
        }
    }

    fn pressure(number: u8) -> Entry {
        entry(number, BloodPressure::new(128, 81, None).unwrap().into())
    }

    fn pulse(number: u8) -> Entry {
        entry(number, EntryValue::HeartRate { per_minute: "66".parse().unwrap(), irregular: false })
    }

    fn is_pair(entries: &[Entry], is_own: bool) -> bool {
        let pairs = Pairs::of(entries, is_own, &HashSet::new());
        let place = |wanted: fn(&EntryValue) -> bool| entries.iter().position(|it| wanted(&it.value));
        let pressure = place(|value| matches!(value, EntryValue::BloodPressure { .. })).unwrap();
        let pulse = place(|value| matches!(value, EntryValue::HeartRate { .. })).unwrap();
        assert_eq!(pairs.pulse_of(pressure).is_some(), pairs.is_pulse(pulse));
        pairs.pulse_of(pressure) == Some(pulse)
    }

    #[test]
    fn a_pulse_goes_with_the_pressure_of_its_moment_whichever_comes_first() {
        for is_own in [true, false] {
            assert!(is_pair(&[pressure(1), pulse(2)], is_own));
            assert!(is_pair(&[pulse(2), pressure(1)], is_own));
        }
    }

    #[test]
    fn what_was_not_measured_together_stays_apart() {
        let later = pulse(2).measured_at + SignedDuration::from_secs(1);
        let others = [
            Entry { measured_at: later, ..pulse(2) },
            Entry { author: Author::App, ..pulse(2) },
            Entry { note: "nach dem Sport".to_owned(), ..pulse(2) },
        ];
        for other in others {
            assert!(!is_pair(&[pressure(1), other.clone()], true), "{other:?}");
            assert!(!is_pair(&[pressure(1), other.clone()], false), "{other:?}");
        }
        let another_record = [Entry { version: 2, ..pulse(2) }, Entry { recorded_at: later, ..pulse(2) }];
        for other in another_record {
            assert!(!is_pair(&[pressure(1), other.clone()], true), "{other:?}");
            assert!(is_pair(&[pressure(1), other.clone()], false), "other apps count differently: {other:?}");
        }
        let with_picture = HashSet::from([pulse(2).id]);
        assert!(!Pairs::of(&[pressure(1), pulse(2)], true, &with_picture).is_pulse(1));
    }

    #[test]
    fn of_several_at_one_moment_none_is_chosen() {
        assert!(!is_pair(&[pressure(1), pulse(2), pulse(3)], true));
        assert!(!is_pair(&[pressure(1), pressure(2), pulse(3)], false));
    }
}
