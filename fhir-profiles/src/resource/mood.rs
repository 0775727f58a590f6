//! Mood and tension.

use super::observation::{Subject, effective, head, note, performer};
use super::{profile, reference};
use crate::input::{Entry, Mood};
use crate::terms::concept;
use crate::terms::diary::{MOOD, MOOD_SCALE, TENSION, TENSION_SCALE, answer};
use crate::writer::Writer;

/// Writes an `Observation_Free` that is a `mood` of the own profiles.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, mood: &Mood) {
    head(writer, subject, entry, profile!("Observation_Free"));
    writer.token("status", "final");
    concept(writer, "code", &[MOOD]);
    reference(writer, "subject", subject.patient);
    effective(writer, entry);
    performer(writer, subject);
    if let Some(feeling) = answer(&MOOD_SCALE, mood.mood) {
        concept(writer, "valueCodeableConcept", &[feeling]);
    }
    note(writer, &entry.note);
    if let Some(tension) = mood.tension.and_then(|tension| answer(&TENSION_SCALE, tension)) {
        writer.list("component", [tension], |writer, tension| {
            concept(writer, "code", &[TENSION]);
            concept(writer, "valueCodeableConcept", &[tension]);
        });
    }
}
