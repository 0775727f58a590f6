//! A medicine that was taken.

use uuid::Uuid;

use super::observation::{Subject, effective, meta, note};
use super::{identifier_list, profile, reference};
use crate::input::{Entry, Intake};
use crate::terms::{REFERENCE, amount};
use crate::writer::Writer;

/// The medicine that was taken and the line of the plan that it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Taken {
    pub(crate) medication: Uuid,
    pub(crate) statement: Uuid,
}

/// Writes a `MedicationAdministration_Medication_Intake`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    intake: &Intake,
    taken: Taken,
) {
    meta(writer, subject, entry, profile!("MedicationAdministration_Medication_Intake"));
    writer.begin_list("extension");
    writer.extension(REFERENCE, |writer| reference(writer, "valueReference", taken.statement));
    writer.end_list("extension");
    identifier_list(writer, subject.id);
    writer.token("status", "completed");
    reference(writer, "medicationReference", taken.medication);
    reference(writer, "subject", subject.patient);
    effective(writer, entry);
    if let Some(person) = subject.person {
        writer.list("performer", [person], |writer, person| reference(writer, "actor", person));
    }
    note(writer, &entry.note);
    writer.object("dosage", |writer| amount(writer, "dose", &intake.dose));
}
