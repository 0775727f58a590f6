//! What the diary has already: the same values in the same minute are the same measurement, wherever they come from.

use std::collections::BTreeMap;

use super::{DeviceFlag, DiaryEntry, Measurement, Pulse};

/// Measurements by minute.
#[derive(Debug, Clone, Default)]
pub struct Known(BTreeMap<i64, Vec<Measurement>>);

impl Known {
    /// Everything in a diary.
    #[must_use]
    pub fn of(entries: &[DiaryEntry]) -> Self {
        let mut known = Self::default();
        for entry in entries {
            known.add(entry);
        }
        known
    }

    /// Whether the same was measured in the same minute.
    #[must_use]
    pub fn contains(&self, entry: &DiaryEntry) -> bool {
        let same_minute = self.0.get(&minute(entry));
        same_minute.is_some_and(|all| all.iter().any(|known| is_same(known, &entry.measurement)))
    }

    /// Remembers an entry of the diary, and the pulse that was measured with a pressure: it is the same pulse where it
    /// stands alone.
    pub fn add(&mut self, entry: &DiaryEntry) {
        let same_minute = self.0.entry(minute(entry)).or_default();
        same_minute.push(entry.measurement.clone());
        if let Measurement::BloodPressure(pressure) = &entry.measurement {
            let irregular = entry.origin.has(DeviceFlag::IrregularPulse);
            let pulse = pressure.pulse().and_then(|per_minute| Pulse::new(per_minute, irregular).ok());
            same_minute.extend(pulse.map(Measurement::Pulse));
        }
    }

    /// Adds an entry; false when it was there.
    pub fn insert(&mut self, entry: &DiaryEntry) -> bool {
        let is_new = !self.contains(entry);
        if is_new {
            self.add(entry);
        }
        is_new
    }
}

fn minute(entry: &DiaryEntry) -> i64 {
    entry.measured_at.as_second().div_euclid(60)
}

/// Whether what is known says all that the other says. A pressure is the same with and without its pulse: people leave
/// it out, devices do not. So is a pulse of which less is said; that it was irregular is news.
fn is_same(known: &Measurement, other: &Measurement) -> bool {
    match (known, other) {
        (Measurement::BloodPressure(known), Measurement::BloodPressure(other)) => {
            (known.systolic(), known.diastolic()) == (other.systolic(), other.diastolic())
        }
        (Measurement::Pulse(known), Measurement::Pulse(other)) => {
            known.per_minute() == other.per_minute() && (known.irregular() || !other.irregular())
        }
        _ => known == other,
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::BloodPressure;
    use jiff::Timestamp;

    use super::*;
    use crate::diary::Origin;

    fn pressure(at: &str, systolic: u16, pulse: Option<u16>) -> DiaryEntry {
        let at: Timestamp = format!("2026-03-01T{at}Z").parse().unwrap();
        let value = Measurement::BloodPressure(BloodPressure::new(systolic, 80, pulse).unwrap());
        DiaryEntry::new(at, value, "", Origin::Typed, at).unwrap()
    }

    #[test]
    fn the_same_values_in_the_same_minute_are_known() {
        let mut known = Known::of(&[pressure("08:00:10", 130, None)]);
        assert!(known.contains(&pressure("08:00:50", 130, Some(70))));
        assert!(!known.contains(&pressure("08:01:00", 130, None)));
        assert!(!known.insert(&pressure("08:00:50", 130, Some(70))), "the pulse makes no other measurement");
        assert!(known.insert(&pressure("08:01:00", 130, None)), "another minute");
        assert!(known.insert(&pressure("08:00:10", 131, None)), "another value");
        assert!(!known.insert(&pressure("08:00:20", 131, None)), "what was added is known");
    }
    fn pulse(at: &str, per_minute: u16, irregular: bool) -> DiaryEntry {
        let value = Measurement::Pulse(Pulse::new(per_minute, irregular).unwrap());
        DiaryEntry { measurement: value, ..pressure(at, 130, None) }
    }

    #[test]
    fn the_pulse_of_a_pressure_is_known_alone_and_a_pulse_alone_makes_no_pressure_known() {
        let mut known = Known::of(&[pressure("08:00:10", 130, Some(66))]);
        assert!(known.contains(&pulse("08:00:50", 66, false)));
        assert!(!known.contains(&pulse("08:00:50", 67, false)), "another pulse");
        assert!(!known.contains(&pulse("08:01:00", 66, false)), "another minute");
        assert!(!known.contains(&pulse("08:00:50", 66, true)), "that it was irregular is news");
        assert!(known.insert(&pulse("08:00:50", 66, true)));
        assert!(
            known.contains(&pulse("08:00:50", 66, false)) && known.contains(&pulse("08:00:50", 66, true))
        );
        let alone = Known::of(&[pulse("08:00:10", 66, false)]);
        assert!(!alone.contains(&pressure("08:00:10", 130, Some(66))));
        let flagged = DiaryEntry {
            origin: Origin::File { line: 1, flags: vec![DeviceFlag::IrregularPulse] },
            ..pressure("08:00:10", 130, Some(66))
        };
        assert!(Known::of(&[flagged]).contains(&pulse("08:00:10", 66, true)));
    }

    #[test]
    fn what_an_entry_that_was_known_says_beside_is_not_known_by_it() {
        let mut known = Known::of(&[pressure("08:00:10", 130, None)]);
        assert!(!known.insert(&pressure("08:00:20", 130, Some(66))), "the caller leaves it out");
        assert!(!known.contains(&pulse("08:00:20", 66, false)));
    }
}
