//! Which observations an export consists of, in which order and under which identity.

use uuid::Uuid;

use crate::identity::derive;
use crate::input::{Author, Entry, EntryValue, ReportPeriod};

/// What a record contributes to the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    BloodPressure,
    HeartRate,
}

/// One observation of the export: the record it comes from and its own identity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planned {
    /// Index of the record in the sorted entries.
    pub(crate) entry: usize,
    pub(crate) part: Part,
    pub(crate) id: Uuid,
    pub(crate) author: Author,
}

/// Keeps the entries of the period, oldest first; entries of the same moment are ordered by id.
pub(crate) fn select(entries: &mut Vec<Entry>, period: ReportPeriod) {
    entries.retain(|entry| (period.start..=period.end).contains(&entry.measured_at));
    entries.sort_unstable_by_key(|entry| (entry.measured_at, entry.id));
}

/// Lists the observations that these entries become.
pub(crate) fn plan(entries: &[Entry]) -> Vec<Planned> {
    let mut planned = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let source = Uuid::from_bytes(entry.id.to_bytes());
        let mut add = |part, role| {
            planned.push(Planned { entry: index, part, id: derive(source, role), author: entry.author });
        };
        match &entry.value {
            EntryValue::BloodPressure { heart_rate, .. } => {
                add(Part::BloodPressure, "blood-pressure");
                if heart_rate.is_some() {
                    add(Part::HeartRate, "heart-rate");
                }
            }
            EntryValue::HeartRate { .. } => add(Part::HeartRate, "heart-rate"),
        }
    }
    planned
}
