//! Which records belong to a period.

use std::collections::HashMap;

use heilsam_domain::RecordId;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::input::{Author, Entry, EntryValue, ReportPeriod};
use crate::kept;

/// Keeps the records of the period and those they refer to, oldest first; the same moment is ordered by id.
///
/// Dated records belong to the period by `measured_at`. Of the standing ones, a medicine belongs to it when it is taken
/// in it; plan, goals and doctors belong to every period, a questionnaire to its answers.
pub(crate) fn select(entries: &mut Vec<Entry>, period: ReportPeriod) {
    let mut flags = chosen(entries, period).into_iter();
    entries.retain(|_| flags.next().unwrap_or(false));
    entries.sort_unstable_by_key(|entry| (time(entry), entry.id));
}

/// Copies of the records of a period, as [`select`] chooses them.
pub(crate) fn selected(entries: &[Entry], period: ReportPeriod) -> Vec<Entry> {
    let flags = chosen(entries, period);
    let mut part: Vec<Entry> =
        entries.iter().zip(flags).filter(|(_, chosen)| *chosen).map(|(entry, _)| entry.clone()).collect();
    part.sort_unstable_by_key(|entry| (time(entry), entry.id));
    part
}

/// Whether each record belongs to a period.
fn chosen(entries: &[Entry], period: ReportPeriod) -> Vec<bool> {
    let mut chosen = entries.iter().map(|entry| belongs(entry, period)).collect::<Vec<bool>>();
    add_targets(entries, &mut chosen);
    chosen
}

/// When a record was; what has no time of its own in FHIR was when it was written down.
pub(super) fn time(entry: &Entry) -> Timestamp {
    match entry.value.own() {
        EntryValue::Goal(_) | EntryValue::CarePlan(_) => entry.recorded_at,
        EntryValue::Contact(_) | EntryValue::Practice(_) => entry.recorded_at,
        EntryValue::Assessment(_) | EntryValue::Device(_) => entry.recorded_at,
        EntryValue::Kept(kept) if !kept.dated => entry.recorded_at,
        _ => entry.measured_at,
    }
}

fn belongs(entry: &Entry, period: ReportPeriod) -> bool {
    let begun = entry.measured_at <= period.end;
    match entry.value.own() {
        EntryValue::Assessment(_) => false,
        // An own one comes with the values that it measured; what came from a file is never lost.
        EntryValue::Device(_) => matches!(entry.value, EntryValue::Imported(_)),
        EntryValue::Medication(medication) => {
            let first = period.start.to_zoned(TimeZone::UTC).date();
            begun && medication.end.is_none_or(|end| end >= first)
        }
        EntryValue::Goal(_) | EntryValue::CarePlan(_) => true,
        EntryValue::Contact(_) | EntryValue::Practice(_) => true,
        EntryValue::Kept(kept) if !kept.dated => !kept::follows_its_targets(kept),
        _ => begun && entry.measured_at >= period.start,
    }
}

/// The moment of a record that belongs to one moment only.
pub(crate) fn dated(entry: &Entry) -> Option<Timestamp> {
    (!is_standing(entry.value.own())).then_some(entry.measured_at)
}

fn is_standing(value: &EntryValue) -> bool {
    match value {
        EntryValue::Kept(kept) => !kept.dated,
        EntryValue::Medication(_) | EntryValue::Goal(_) | EntryValue::CarePlan(_) => true,
        EntryValue::Contact(_) | EntryValue::Practice(_) => true,
        EntryValue::Assessment(_) | EntryValue::Device(_) => true,
        _ => false,
    }
}

/// What a chosen record refers to is chosen as well, however old it is.
fn add_targets(entries: &[Entry], chosen: &mut [bool]) {
    let targets = Targets::new(entries);
    let all = |chosen: &[bool]| (0..).zip(chosen).filter(|(_, chosen)| **chosen).map(|(i, _)| i).collect();
    targets.follow(all(chosen), chosen);
    let mut late = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let statement =
            matches!(entry.value.own(), EntryValue::Kept(kept) if kept::follows_its_targets(kept));
        let is_chosen = |target: usize| chosen.get(target).copied().unwrap_or(false);
        if statement && targets.of(index).into_iter().all(|t| is_chosen(t) || targets.is_standing(t)) {
            late.push(index);
        }
    }
    for index in &late {
        if let Some(flag) = chosen.get_mut(*index) {
            *flag = true;
        }
    }
    targets.follow(late, chosen);
}

/// Who refers to whom.
struct Targets<'a> {
    entries: &'a [Entry],
    by_record: HashMap<RecordId, usize>,
    by_identity: HashMap<Uuid, usize>,
}

impl<'a> Targets<'a> {
    fn new(entries: &'a [Entry]) -> Self {
        let needed = entries.iter().any(refers);
        let by_record = match needed {
            true => entries.iter().map(|entry| entry.id).zip(0..).collect(),
            false => HashMap::new(),
        };
        Self { entries, by_record, by_identity: kept::index(entries) }
    }

    /// Indices of the records that a record refers to.
    fn of(&self, index: usize) -> Vec<usize> {
        let Some(entry) = self.entries.get(index).filter(|entry| refers(entry)) else { return Vec::new() };
        let author = match entry.author {
            Author::Other(record) | Author::Device(record) => Some(record),
            Author::Patient | Author::App => None,
        };
        let linked = entry.value.links().into_iter().chain(author);
        let linked = linked.filter_map(|record| self.by_record.get(&record).copied());
        linked.chain(kept::targets(entry).iter().filter_map(|id| self.by_identity.get(id).copied())).collect()
    }

    fn is_standing(&self, index: usize) -> bool {
        self.entries.get(index).is_some_and(|entry| is_standing(entry.value.own()))
    }

    /// Chooses everything that can be reached from these records.
    fn follow(&self, mut waiting: Vec<usize>, chosen: &mut [bool]) {
        while let Some(index) = waiting.pop() {
            for target in self.of(index) {
                if let Some(flag @ false) = chosen.get_mut(target) {
                    *flag = true;
                    waiting.push(target);
                }
            }
        }
    }
}

fn refers(entry: &Entry) -> bool {
    matches!(entry.author, Author::Other(_) | Author::Device(_))
        || matches!(entry.value.own(), EntryValue::Kept(_))
        || !entry.value.links().is_empty()
}
