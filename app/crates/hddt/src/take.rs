//! Which readings are new in the diary.

use heilsam_domain::BloodPressure;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::device::Mdc;
use heilsam_therapy::diary::{Known, Measurement, Origin, Pulse};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::bundle::Reading;
use crate::query::OVERLAP;

/// What earlier pulls brought, so that an entry the patient deleted does not come back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Seen(Vec<(String, Timestamp)>);

/// What a pull brings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pulled {
    /// New entries, the oldest first.
    pub entries: Vec<DiaryEntry>,
    /// Readings that the diary has, or that an earlier pull brought.
    pub known: usize,
    /// Readings that no person can have, or from the future.
    pub impossible: usize,
}

/// Sorts readings; `already` is the diary. Remembers what it brings in `seen`.
///
/// A reading is known when the diary has the same two values in the same minute, typed or from a file, or when its name was
/// seen before.
#[must_use]
pub fn take(mut readings: Vec<Reading>, already: &[DiaryEntry], seen: &mut Seen, now: Timestamp) -> Pulled {
    readings.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
    let mut diary = Known::of(already);
    let mut pulled = Pulled::default();
    for reading in readings {
        let Some(entry) = entry(&reading, now) else {
            pulled.impossible += 1;
            continue;
        };
        if diary.insert(&entry) && !seen.has(&reading.id) {
            pulled.entries.push(entry);
        } else {
            pulled.known += 1;
        }
        seen.remember(&reading);
    }
    seen.forget_before(now);
    pulled
}

impl Seen {
    fn has(&self, id: &str) -> bool {
        self.0.iter().any(|(seen, _)| seen == id)
    }

    fn remember(&mut self, reading: &Reading) {
        if !self.has(&reading.id) {
            self.0.push((reading.id.clone(), reading.at));
        }
    }

    /// What no pull asks for any more need not be remembered; one more week for pulls that were late.
    fn forget_before(&mut self, now: Timestamp) {
        let Ok(limit) = now.checked_sub(OVERLAP.saturating_mul(2)) else { return };
        self.0.retain(|(_, at)| *at >= limit);
    }
}

/// A pulse that no person can have is left out, the pressure is kept.
fn entry(reading: &Reading, now: Timestamp) -> Option<DiaryEntry> {
    let pulse = reading.pulse.filter(|pulse| Pulse::new(*pulse, false).is_ok());
    let value = BloodPressure::new(reading.systolic, reading.diastolic, pulse).ok()?;
    let codes = Mdc::of_reading(pulse.is_some());
    let (name, facts) = (reading.device.clone(), reading.facts.clone());
    let origin = Origin::Device { name, flags: Vec::new(), facts, codes };
    DiaryEntry::new(reading.at, Measurement::BloodPressure(value), "", origin, now).ok()
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::diary::DeviceFacts;

    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-03-{text}Z").parse().unwrap()
    }

    fn reading(id: &str, when: &str, systolic: u16) -> Reading {
        Reading {
            id: id.into(),
            at: at(when),
            systolic,
            diastolic: 80,
            pulse: Some(70),
            device: "Cuff".into(),
            facts: facts(),
        }
    }

    fn facts() -> DeviceFacts {
        DeviceFacts { serial: "S1".into(), ..DeviceFacts::default() }
    }

    fn now() -> Timestamp {
        at("10T12:00:00")
    }

    #[test]
    fn new_readings_become_entries_of_the_device() {
        let readings = vec![reading("b", "09T08:00:00", 130), reading("a", "08T08:00:00", 140)];
        let pulled = take(readings, &[], &mut Seen::default(), now());
        let when: Vec<_> = pulled.entries.iter().map(|it| it.measured_at).collect();
        assert_eq!(when, [at("08T08:00:00"), at("09T08:00:00")]);
        let Origin::Device { name, flags, facts: known, codes } = &pulled.entries[0].origin else {
            panic!("from a device")
        };
        assert_eq!((name.as_str(), flags.len(), known), ("Cuff", 0, &facts()));
        assert!(codes.starts_with(&[Mdc::Systolic, Mdc::Diastolic]), "{codes:?}");
    }

    #[test]
    fn what_was_typed_already_is_not_taken_twice() {
        let typed = DiaryEntry::new(
            at("09T08:00:40"),
            Measurement::BloodPressure(BloodPressure::new(130, 80, None).unwrap()),
            "",
            Origin::Typed,
            now(),
        );
        let pulled =
            take(vec![reading("b", "09T08:00:00", 130)], &[typed.unwrap()], &mut Seen::default(), now());
        assert_eq!((pulled.entries.len(), pulled.known), (0, 1));
    }

    #[test]
    fn the_same_reading_twice_in_an_answer_is_one() {
        let twice = vec![reading("a", "09T08:00:00", 130), reading("b", "09T08:00:20", 130)];
        let pulled = take(twice, &[], &mut Seen::default(), now());
        assert_eq!((pulled.entries.len(), pulled.known), (1, 1));
    }

    #[test]
    fn an_entry_that_was_deleted_does_not_come_back() {
        let mut seen = Seen::default();
        assert_eq!(take(vec![reading("a", "09T08:00:00", 130)], &[], &mut seen, now()).entries.len(), 1);
        let again = take(vec![reading("a", "09T08:00:00", 130)], &[], &mut seen, now());
        assert_eq!((again.entries.len(), again.known), (0, 1));
    }

    #[test]
    fn what_is_seen_is_forgotten_once_no_pull_asks_for_it() {
        let mut seen = Seen::default();
        let _ = take(vec![reading("a", "01T08:00:00", 130)], &[], &mut seen, at("02T08:00:00"));
        assert!(seen.has("a"));
        let _ = take(vec![], &[], &mut seen, at("20T08:00:00"));
        assert!(!seen.has("a"));
    }

    #[test]
    fn impossible_values_and_times_are_counted() {
        let wrong = vec![reading("a", "09T08:00:00", 999), reading("b", "11T08:00:00", 130)];
        assert_eq!(take(wrong, &[], &mut Seen::default(), now()).impossible, 2);
    }
}
