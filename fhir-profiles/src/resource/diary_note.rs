//! A note in the patient's words.

use super::observation::{Subject, effective, head, performer};
use super::{profile, reference};
use crate::input::Entry;
use crate::terms::{PATIENT_NOTE, concept};
use crate::writer::Writer;

/// Writes an `Observation_Diary_Entry`.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, text: &str) {
    head(writer, subject, entry, profile!("Observation_Diary_Entry"));
    writer.token("status", "final");
    concept(writer, "code", &[PATIENT_NOTE]);
    reference(writer, "subject", subject.patient);
    effective(writer, entry);
    performer(writer, subject);
    writer.text("valueString", text);
}
