//! What all vital signs share.

use uuid::Uuid;

use super::{Head, identifier_list, local_time, reference, reference_list};
use crate::input::Entry;
use crate::terms::{Coding, VITAL_SIGNS, coding_list, concept};
use crate::writer::Writer;

/// Whose observation it is and which one.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) id: Uuid,
    pub(crate) patient: Uuid,
    /// The person behind it, if it was one.
    pub(crate) person: Option<Uuid>,
    /// The device that measured it, if it was one.
    pub(crate) device: Option<Uuid>,
}

/// Writes a vital sign up to and including its performer.
pub(super) fn begin<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    profile: &'static str,
    code: &[Coding],
) {
    head(writer, subject, entry, profile);
    writer.token("status", "final");
    writer.list("category", [VITAL_SIGNS], |writer, category| coding_list(writer, &[category]));
    concept(writer, "code", code);
    reference(writer, "subject", subject.patient);
    effective(writer, entry);
    performer(writer, subject);
}

/// Writes what every resource begins with that a record becomes.
pub(super) fn head<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, profile: &'static str) {
    meta(writer, subject, entry, profile);
    identifier_list(writer, subject.id);
}

/// Writes `id` and `meta` of a resource that a record becomes.
pub(super) fn meta<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, profile: &'static str) {
    Head { id: subject.id, profile, version: entry.version, updated_at: entry.recorded_at }.write(writer);
}

/// Writes when it was measured.
pub(super) fn effective<W: Writer>(writer: &mut W, entry: &Entry) {
    writer.token("effectiveDateTime", &moment(entry));
}

/// The entry's moment on the patient's clock.
pub(super) fn moment(entry: &Entry) -> String {
    local_time(entry.measured_at, entry.utc_offset_minutes)
}

/// Writes the person behind it.
pub(super) fn performer<W: Writer>(writer: &mut W, subject: Subject) {
    if let Some(person) = subject.person {
        reference_list(writer, "performer", [person]);
    }
}

/// Writes the device that measured it.
pub(super) fn device<W: Writer>(writer: &mut W, subject: Subject) {
    if let Some(device) = subject.device {
        reference(writer, "device", device);
    }
}

/// Writes what the patient noted beside the value.
pub(super) fn note<W: Writer>(writer: &mut W, text: &str) {
    if !crate::text::is_blank(text) {
        writer.list("note", [text], |writer, text| writer.text("text", text));
    }
}
