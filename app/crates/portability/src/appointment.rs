//! An appointment of the patient's with its practice and the consultation, and back.

use std::collections::{BTreeMap, HashMap};

use fhir_profiles::{Appointment, AppointmentStatus, Author, Entry, EntryValue, Practice, Visit};
use heilsam_domain::{NameScope, RecordId};
use jiff::Timestamp;

use crate::ids;
use crate::records::{AppointmentData, AppointmentFacts, Source};
use crate::sources::Words;

/// Stands where there are no words: that somebody comes along is never lost for want of them.
const SOMEBODY: &str = "+1";

/// Where an appointment is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    /// Its id and version in files.
    pub(crate) name: Source,
    /// The scope of names of the account that the practice has its name from.
    pub(crate) names: NameScope,
    /// When the account was made.
    pub(crate) since: Timestamp,
}

/// Exports an appointment, the practice, and the consultation where it was held.
pub(crate) fn export(facts: AppointmentFacts, kept: Kept, words: &Words) -> Vec<Entry> {
    let practice = practice(&facts.practice, kept);
    let visit = facts.met_at.map(|at| visit(at, practice.as_ref().map(|it| it.id), kept.name));
    [appointment(facts, kept, words)].into_iter().chain(practice).chain(visit).collect()
}

/// How long it takes stands in no invitation: it ends as it begins, as the profile wants it for a moment. When it was written
/// down is not kept, so it counts as known since the account is there.
fn appointment(facts: AppointmentFacts, kept: Kept, words: &Words) -> Entry {
    let companion = match (facts.with_carer, words.companion.is_empty()) {
        (false, _) => String::new(),
        (true, true) => SOMEBODY.to_owned(),
        (true, false) => words.companion.clone(),
    };
    let status = if facts.cancelled { AppointmentStatus::Cancelled } else { AppointmentStatus::Booked };
    Entry {
        id: kept.name.id,
        version: kept.name.version,
        recorded_at: kept.since,
        measured_at: facts.begins_at,
        utc_offset_minutes: 0,
        author: Author::Patient,
        value: EntryValue::Appointment(Box::new(Appointment {
            status,
            end: facts.begins_at,
            with: None,
            reason: facts.note,
            companion,
        })),
        note: facts.practice,
    }
}

/// The practice, under the name that the patient gave it: the same one in all appointments with that name. Who works there is
/// not known.
fn practice(name: &str, kept: Kept) -> Option<Entry> {
    let name = name.trim();
    let practice = || Practice { name: name.to_owned(), site_number: None, phone: String::new() };
    (!name.is_empty()).then(|| Entry {
        id: practice_id(kept.names, name),
        version: 1,
        recorded_at: kept.since,
        measured_at: kept.since,
        utc_offset_minutes: 0,
        author: Author::Patient,
        value: EntryValue::Practice(Box::new(practice())),
        note: String::new(),
    })
}

fn practice_id(names: NameScope, name: &str) -> RecordId {
    ids::named(names, &format!("practice/{name}"))
}

/// The consultation. Only the moment is known at which the patient came back from it.
fn visit(at: Timestamp, with: Option<RecordId>, name: Source) -> Entry {
    Entry {
        id: ids::part(name.id, "visit"),
        version: name.version,
        recorded_at: at,
        measured_at: at,
        utc_offset_minutes: 0,
        author: Author::App,
        value: EntryValue::Visit(Box::new(Visit { end: at, video: true, with })),
        note: String::new(),
    }
}

/// Lets practices with the same name be one: the one that came with a file, else that of another account, else one's own.
pub(crate) fn join_practices(entries: &mut Vec<Entry>, names: NameScope) {
    let mut first: BTreeMap<String, (u8, RecordId)> = BTreeMap::new();
    for entry in entries.iter() {
        let EntryValue::Practice(practice) = entry.value.own() else { continue };
        let name = practice.name.trim();
        let rank = match &entry.value {
            EntryValue::Imported(_) => 0,
            _ if entry.id != practice_id(names, name) => 1,
            _ => 2,
        };
        let known = first.entry(name.to_owned()).or_insert((rank, entry.id));
        *known = (rank, entry.id).min(*known);
    }
    let mut instead: HashMap<RecordId, RecordId> = HashMap::new();
    entries.retain(|entry| {
        let EntryValue::Practice(practice) = &entry.value else { return true };
        let known = first.get(practice.name.trim()).map(|(_, known)| *known);
        let Some(known) = known.filter(|known| *known != entry.id) else { return true };
        instead.insert(entry.id, known);
        false
    });
    if instead.is_empty() {
        return;
    }
    for entry in entries {
        if let EntryValue::Visit(visit) = &mut entry.value {
            visit.with = visit.with.map(|with| instead.get(&with).copied().unwrap_or(with));
        }
    }
}

/// What the list of appointments keeps of an entry; `None` where the list has no place for all of it.
pub(crate) fn data(entry: &Entry) -> Option<AppointmentData> {
    let EntryValue::Appointment(appointment) = entry.value.own() else { return None };
    let cancelled = match appointment.status {
        AppointmentStatus::Booked => false,
        AppointmentStatus::Cancelled => true,
        AppointmentStatus::Proposed => return None,
    };
    let is_own = appointment.with.is_none() && appointment.end == entry.measured_at;
    is_own.then(|| AppointmentData {
        v: 1,
        appointment: Some(AppointmentFacts {
            begins_at: entry.measured_at,
            practice: entry.note.clone(),
            note: appointment.reason.clone(),
            with_carer: !appointment.companion.is_empty(),
            cancelled,
            // The consultation is a resource of its own.
            met_at: None,
        }),
        imported: Some(Box::new(entry.clone())),
        source: None,
    })
}
