//! A night's sleep.

use super::observation::{Subject, head, moment, note, performer};
use super::{local_time, profile, reference};
use crate::input::{Entry, Sleep};
use crate::terms::diary::{AWAKENINGS, RESTFULNESS, RESTFULNESS_SCALE, SLEEP_DURATION, answer};
use crate::terms::{MINUTES, concept, quantity};
use crate::writer::Writer;

/// Writes an `Observation_Free` that is a `sleep` of the own profiles.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, sleep: &Sleep) {
    head(writer, subject, entry, profile!("Observation_Free"));
    writer.token("status", "final");
    concept(writer, "code", &[SLEEP_DURATION]);
    reference(writer, "subject", subject.patient);
    writer.object("effectivePeriod", |writer| {
        writer.token("start", &moment(entry));
        writer.token("end", &local_time(sleep.ended_at, entry.utc_offset_minutes));
    });
    performer(writer, subject);
    let minutes = sleep.ended_at.duration_since(entry.measured_at).as_mins();
    quantity(writer, "valueQuantity", &minutes.to_string(), MINUTES);
    note(writer, &entry.note);
    writer.begin_list("component");
    if let Some(restful) = answer(&RESTFULNESS_SCALE, sleep.restful) {
        writer.item("component", |writer| {
            concept(writer, "code", &[RESTFULNESS]);
            concept(writer, "valueCodeableConcept", &[restful]);
        });
    }
    if let Some(count) = sleep.awakenings {
        writer.item("component", |writer| {
            concept(writer, "code", &[AWAKENINGS]);
            writer.number("valueInteger", &count.to_string());
        });
    }
    writer.end_list("component");
}
