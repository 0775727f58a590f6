//! What entries refer to and is not there any more, or never was: one of them must not hold back all the others.

use std::collections::{BTreeMap, HashMap, HashSet};

use fhir_profiles::{Authors, Entry, EntryValue};
use heilsam_domain::RecordId;

use crate::{diary, filled};

/// Largest offset of a local clock from UTC, in minutes.
const FARTHEST: i16 = 14 * 60;

/// What may be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Assessment,
    Answers,
    Goal,
    Medicine,
    Contact,
    Practice,
}

/// Lets no entry refer to something that is not there: whoever gave a value may have been deleted since, and so may the
/// medicine of a dose. `medicines` is what the diary calls that of a dose.
pub(crate) fn mend(entries: &mut Vec<Entry>, medicines: &HashMap<RecordId, String>) {
    // No app writes these; a file may say anything.
    entries.retain(|entry| !matches!(entry.value.own(), EntryValue::Imported(_)));
    let targets = entries.iter().filter_map(|entry| Some((entry.id, target(&entry.value)?)));
    let targets: HashMap<RecordId, Target> = targets.collect();
    let authors = Authors::of(entries.iter());
    for entry in entries.iter_mut() {
        entry.version = entry.version.max(1);
        if !(-FARTHEST..=FARTHEST).contains(&entry.utc_offset_minutes) {
            entry.utc_offset_minutes = 0;
        }
        entry.author = authors.or_app(entry.author);
        drop_links(&mut entry.value, &targets);
    }
    add_lost(entries, medicines, &targets);
}

fn target(value: &EntryValue) -> Option<Target> {
    Some(match value.own() {
        EntryValue::Assessment(_) => Target::Assessment,
        EntryValue::AssessmentAnswers(_) => Target::Answers,
        EntryValue::Goal(_) => Target::Goal,
        EntryValue::Medication(_) => Target::Medicine,
        EntryValue::Contact(_) => Target::Contact,
        EntryValue::Practice(_) => Target::Practice,
        _ => return None,
    })
}

/// Drops the links that a record does without.
fn drop_links(value: &mut EntryValue, targets: &HashMap<RecordId, Target>) {
    let is = |record: RecordId, wanted: Target| targets.get(&record) == Some(&wanted);
    let value = match value {
        EntryValue::Imported(imported) => &mut imported.value,
        own => own,
    };
    match value {
        EntryValue::Score(score) => score.answers = score.answers.filter(|it| is(*it, Target::Answers)),
        EntryValue::CarePlan(plan) => plan.goals.retain(|it| is(*it, Target::Goal)),
        EntryValue::Appointment(appointment) => {
            appointment.with = appointment.with.filter(|it| is(*it, Target::Contact));
        }
        EntryValue::Visit(visit) => {
            visit.with = visit.with.filter(|it| is(*it, Target::Contact) || is(*it, Target::Practice));
        }
        _ => {}
    }
}

/// Adds what a record cannot do without.
fn add_lost(
    entries: &mut Vec<Entry>,
    medicines: &HashMap<RecordId, String>,
    targets: &HashMap<RecordId, Target>,
) {
    let needs = |entry: &Entry| match entry.value.own() {
        EntryValue::Intake(intake) => Some((intake.medication, Target::Medicine)),
        EntryValue::SkippedDose(skipped) => Some((skipped.medication, Target::Medicine)),
        EntryValue::AssessmentAnswers(answers) => Some((answers.assessment, Target::Assessment)),
        _ => None,
    };
    let leads_nowhere =
        |entry: &Entry| needs(entry).is_some_and(|(needed, wanted)| targets.get(&needed) != Some(&wanted));
    if !entries.iter().any(leads_nowhere) {
        return;
    }
    let ids: HashSet<RecordId> = entries.iter().map(|entry| entry.id).collect();
    // A record of another kind has that id; no app writes this.
    let taken = |entry: &Entry| needs(entry).is_some_and(|(needed, _)| ids.contains(&needed));
    entries.retain(|entry| !leads_nowhere(entry) || !taken(entry));
    let mut without: Vec<&Entry> = entries.iter().filter(|entry| leads_nowhere(entry)).collect();
    without.sort_by_key(|entry| (entry.measured_at, entry.id));
    let mut lost: BTreeMap<RecordId, Entry> = BTreeMap::new();
    for entry in without {
        let Some((needed, _)) = needs(entry) else { continue };
        lost.entry(needed).or_insert_with(|| match entry.value.own() {
            EntryValue::AssessmentAnswers(answers) => filled::lost_questionnaire(entry, answers),
            _ => diary::lost_medicine(entry, needed, medicines.get(&entry.id)),
        });
    }
    entries.extend(lost.into_values());
}
