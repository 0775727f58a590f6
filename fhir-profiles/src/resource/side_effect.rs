//! An unwanted effect.

use super::observation::{Subject, head, moment, note};
use super::{local_time, profile, reference};
use crate::input::{Entry, Severity, SideEffect};
use crate::terms::{COMPLAINT, Coding, coded, coding_list, concept, core, severity};
use crate::writer::Writer;

const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/condition-clinical";

/// Writes a `Condition_Problem`.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, effect: &SideEffect) {
    head(writer, subject, entry, profile!("Condition_Problem"));
    let status = match effect.ended_at {
        Some(_) => core(CLINICAL, "resolved", "Resolved"),
        None => core(CLINICAL, "active", "Active"),
    };
    concept(writer, "clinicalStatus", &[status]);
    writer.list("category", [COMPLAINT], |writer, category| coding_list(writer, &[category]));
    if let Some(severity) = effect.severity {
        concept(writer, "severity", &[severity_coding(severity)]);
    }
    coded(writer, "code", &effect.what);
    reference(writer, "subject", subject.patient);
    writer.token("onsetDateTime", &moment(entry));
    if let Some(end) = effect.ended_at {
        writer.token("abatementDateTime", &local_time(end, entry.utc_offset_minutes));
    }
    reference(writer, "recorder", subject.person.unwrap_or(subject.patient));
    note(writer, &entry.note);
}

/// Source: FHIR R4, value set `condition-severity`.
pub(crate) fn severity_coding(of: Severity) -> Coding {
    match of {
        Severity::Mild => severity("255604002", "Mild"),
        Severity::Moderate => severity("6736007", "Moderate"),
        Severity::Severe => severity("24484000", "Severe"),
    }
}
