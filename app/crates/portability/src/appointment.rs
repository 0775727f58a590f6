//! An appointment of the patient's, and back.

use fhir_profiles::{Appointment, AppointmentStatus, Author, Entry, EntryValue};
use jiff::Timestamp;

use crate::records::{AppointmentData, AppointmentFacts, Source};
use crate::sources::Words;

/// Stands where there are no words: that somebody comes along is never lost for want of them.
const SOMEBODY: &str = "+1";

/// Exports an appointment. How long it takes stands in no invitation: it ends as it begins, as the profile wants it for a
/// moment. When it was written down is not kept, so it counts as known since the account is there.
pub(crate) fn export(facts: AppointmentFacts, name: Source, known_since: Timestamp, words: &Words) -> Entry {
    let companion = match (facts.with_carer, words.companion.is_empty()) {
        (false, _) => String::new(),
        (true, true) => SOMEBODY.to_owned(),
        (true, false) => words.companion.clone(),
    };
    let status = if facts.cancelled { AppointmentStatus::Cancelled } else { AppointmentStatus::Booked };
    Entry {
        id: name.id,
        version: name.version,
        recorded_at: known_since,
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
        }),
        imported: Some(Box::new(entry.clone())),
        source: None,
    })
}
