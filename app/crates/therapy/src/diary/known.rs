//! What the diary has already: the same values in the same minute are the same measurement, wherever they come from.

use std::collections::BTreeMap;

use super::{DiaryEntry, Measurement};

/// Measurements by minute.
#[derive(Debug, Clone, Default)]
pub struct Known(BTreeMap<i64, Vec<Measurement>>);

impl Known {
    /// Everything in a diary.
    #[must_use]
    pub fn of(entries: &[DiaryEntry]) -> Self {
        let mut known = Self::default();
        for entry in entries {
            known.insert(entry);
        }
        known
    }

    /// Whether the same was measured in the same minute.
    #[must_use]
    pub fn contains(&self, entry: &DiaryEntry) -> bool {
        let same_minute = self.0.get(&entry.measured_at.as_second().div_euclid(60));
        same_minute.is_some_and(|all| all.iter().any(|known| is_same(known, &entry.measurement)))
    }

    /// Adds an entry; false when it was there.
    pub fn insert(&mut self, entry: &DiaryEntry) -> bool {
        let same_minute = self.0.entry(entry.measured_at.as_second().div_euclid(60)).or_default();
        let is_new = !same_minute.iter().any(|known| is_same(known, &entry.measurement));
        if is_new {
            same_minute.push(entry.measurement.clone());
        }
        is_new
    }
}

/// A pressure is the same with and without its pulse: people leave it out, devices do not.
fn is_same(one: &Measurement, other: &Measurement) -> bool {
    match (one, other) {
        (Measurement::BloodPressure(one), Measurement::BloodPressure(other)) => {
            (one.systolic(), one.diastolic()) == (other.systolic(), other.diastolic())
        }
        _ => one == other,
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
}
