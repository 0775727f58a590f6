//! What all vital signs share.

use uuid::Uuid;

use super::{Head, identifier_list, local_time, reference, reference_list};
use crate::input::{Author, Entry};
use crate::terms::{Coding, VITAL_SIGNS, coding_list, concept};
use crate::writer::Writer;

/// Whose observation it is and which one.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) id: Uuid,
    pub(crate) patient: Uuid,
}

/// Writes a vital sign up to and including its performer.
pub(super) fn begin<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    profile: &'static str,
    code: &[Coding],
) {
    Head { id: subject.id, profile, version: entry.version, updated_at: entry.recorded_at }.write(writer);
    identifier_list(writer, subject.id);
    writer.token("status", "final");
    writer.list("category", [VITAL_SIGNS], |writer, category| coding_list(writer, &[category]));
    concept(writer, "code", code);
    reference(writer, "subject", subject.patient);
    writer.token("effectiveDateTime", &local_time(entry.measured_at, entry.utc_offset_minutes));
    if entry.author == Author::Patient {
        reference_list(writer, "performer", [subject.patient]);
    }
}

/// Writes what the patient noted beside the value.
pub(super) fn note<W: Writer>(writer: &mut W, text: &str) {
    if !crate::text::is_blank(text) {
        writer.list("note", [text], |writer, text| writer.text("text", text));
    }
}
