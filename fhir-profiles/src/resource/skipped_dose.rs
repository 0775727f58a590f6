//! A dose that was left out.

use uuid::Uuid;

use super::observation::{Subject, effective, head, note};
use super::{profile, reference};
use crate::input::{Entry, SkippedDose};
use crate::terms::diary::skip_reason;
use crate::terms::{amount, coding_list};
use crate::writer::Writer;

/// Status of a statement that says that something was not taken. Source: FHIR R4, code system
/// `medication-statement-status`.
pub(crate) const NOT_TAKEN: &str = "not-taken";

/// Writes a `MedicationStatement_Medication_Information` that is a `skipped-dose` of the own profiles: an intake of MIO DiGA
/// is always one that took place. `medicine` is the identity of the `Medication`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    skipped: &SkippedDose,
    medicine: Uuid,
) {
    head(writer, subject, entry, profile!("MedicationStatement_Medication_Information"));
    writer.token("status", NOT_TAKEN);
    writer.list("statusReason", [skip_reason(skipped.reason)], |writer, reason| {
        coding_list(writer, &[reason]);
    });
    reference(writer, "medicationReference", medicine);
    reference(writer, "subject", subject.patient);
    effective(writer, entry);
    reference(writer, "informationSource", subject.person.unwrap_or(subject.patient));
    note(writer, &entry.note);
    if let Some(dose) = &skipped.dose {
        writer.list("dosage", [dose], |writer, dose| {
            writer.list("doseAndRate", [dose], |writer, dose| amount(writer, "doseQuantity", dose));
        });
    }
}
