//! A visit or video consultation that took place.

use uuid::Uuid;

use super::observation::{Subject, meta};
use super::{identifier_list, instant, profile, reference};
use crate::input::{Entry, Visit};
use crate::terms::{Coding, coding_parts, encounter_class};
use crate::writer::Writer;

/// What an encounter names beside the patient.
#[derive(Clone, Copy, Default)]
pub(crate) struct Doctor {
    pub(crate) role: Option<Uuid>,
    pub(crate) practice: Option<Uuid>,
}

/// Writes an `Encounter`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    visit: &Visit,
    doctor: Doctor,
) {
    meta(writer, subject, entry, profile!("Encounter"));
    if !crate::text::is_blank(&entry.note) {
        writer.begin_list("extension");
        writer.extension(COMMENT, |writer| writer.text("valueString", &entry.note));
        writer.end_list("extension");
    }
    identifier_list(writer, subject.id);
    writer.token("status", "finished");
    writer.object("class", |writer| coding_parts(writer, class(visit.video)));
    reference(writer, "subject", subject.patient);
    if let Some(role) = doctor.role {
        writer.list("participant", [role], |writer, role| reference(writer, "individual", role));
    }
    writer.object("period", |writer| {
        writer.token("start", &instant(entry.measured_at));
        writer.token("end", &instant(visit.end));
    });
    if let Some(practice) = doctor.practice {
        reference(writer, "serviceProvider", practice);
    }
}

/// Extension of an encounter: a remark.
const COMMENT: &str = "https://fhir.kbv.de/StructureDefinition/KBV_EX_Base_Additional_Comment";

fn class(video: bool) -> Coding {
    if video { encounter_class("VR", "virtual") } else { encounter_class("AMB", "ambulatory") }
}
