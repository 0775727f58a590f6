//! A line of the medication plan.

use uuid::Uuid;

use super::observation::{Subject, head, note};
use super::{instant, profile, reference};
use crate::input::{DayTime, Dosage, Entry, Medication, MedicationStatus};
use crate::terms::{amount, coded_parts};
use crate::writer::Writer;

/// Writes a `MedicationStatement_Medication_Information` about the `Medication` with the identity `medicine`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    medication: &Medication,
    medicine: Uuid,
) {
    head(writer, subject, entry, profile!("MedicationStatement_Medication_Information"));
    writer.token("status", status_code(medication.status));
    reference(writer, "medicationReference", medicine);
    reference(writer, "subject", subject.patient);
    if medication.start.is_some() || medication.end.is_some() {
        writer.object("effectivePeriod", |writer| {
            if let Some(start) = medication.start {
                writer.token("start", &start.to_string());
            }
            if let Some(end) = medication.end {
                writer.token("end", &end.to_string());
            }
        });
    }
    writer.token("dateAsserted", &instant(entry.measured_at));
    reference(writer, "informationSource", subject.person.unwrap_or(subject.patient));
    if let Some(reason) = &medication.reason {
        writer.list("reasonCode", [reason], coded_parts);
    }
    note(writer, &entry.note);
    if !medication.dosages.is_empty() {
        writer.list("dosage", &medication.dosages, write_dosage);
    }
}

fn write_dosage<W: Writer>(writer: &mut W, dosage: &Dosage) {
    writer.text("text", &dosage.text);
    if let Some(when) = dosage.when {
        writer.object("timing", |writer| {
            writer.object("repeat", |writer| writer.token_list("when", day_time_code(when)));
        });
    }
    if dosage.as_needed {
        writer.number("asNeededBoolean", "true");
    }
    if let Some(dose) = &dosage.dose {
        writer.list("doseAndRate", [dose], |writer, dose| amount(writer, "doseQuantity", dose));
    }
}

/// Source: FHIR R4, code system `medication-statement-status`.
pub(crate) fn status_code(status: MedicationStatus) -> &'static str {
    match status {
        MedicationStatus::Intended => "intended",
        MedicationStatus::Active => "active",
        MedicationStatus::OnHold => "on-hold",
        MedicationStatus::Completed => "completed",
        MedicationStatus::Stopped => "stopped",
    }
}

/// Source: `KBV_VS_Base_Event_Timing`.
pub(crate) fn day_time_code(when: DayTime) -> &'static str {
    match when {
        DayTime::Morning => "MORN",
        DayTime::Noon => "NOON",
        DayTime::Evening => "EVE",
        DayTime::Night => "NIGHT",
    }
}
