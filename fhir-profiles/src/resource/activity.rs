//! An exercise or lesson that was done.

use super::observation::{Subject, head, moment, note};
use super::{local_time, profile, reference};
use crate::input::{Activity, Entry};
use crate::terms::{LOOKING_AFTER_HEALTH, coded, concept};
use crate::writer::Writer;

/// Writes a `Procedure_Activity`.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, activity: &Activity) {
    head(writer, subject, entry, profile!("Procedure_Activity"));
    writer.token("status", "completed");
    concept(writer, "category", &[LOOKING_AFTER_HEALTH]);
    coded(writer, "code", &activity.what);
    reference(writer, "subject", subject.patient);
    match activity.ended_at {
        Some(end) => writer.object("performedPeriod", |writer| {
            writer.token("start", &moment(entry));
            writer.token("end", &local_time(end, entry.utc_offset_minutes));
        }),
        None => writer.token("performedDateTime", &moment(entry)),
    }
    if let Some(person) = subject.person {
        reference(writer, "recorder", person);
    }
    note(writer, &entry.note);
}
