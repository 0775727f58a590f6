//! An unwanted effect.

use fhir_sdk::r4b::resources::{Condition, ConditionAbatement, ConditionOnset};

use super::observation::{Subject, head, moment};
use super::time::local_time;
use super::types::{coded, concept, note, one, reference};
use super::{Built, profile};
use crate::input::{Entry, Severity, SideEffect};
use crate::terms::{COMPLAINT, Coding, core, severity};

const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/condition-clinical";

/// A `Condition_Problem`.
pub(crate) fn build(subject: Subject, entry: &Entry, effect: &SideEffect) -> Built {
    let mut condition = Condition::builder().subject(reference(subject.patient)).build()?;
    head(&mut condition, subject, entry, profile!("Condition_Problem"))?;
    let status = match effect.ended_at {
        Some(_) => core(CLINICAL, "resolved", "Resolved"),
        None => core(CLINICAL, "active", "Active"),
    };
    condition.clinical_status = Some(concept(&[status]));
    condition.category = one(concept(&[COMPLAINT]));
    condition.severity = effect.severity.map(|severity| concept(&[severity_coding(severity)]));
    condition.code = Some(coded(&effect.what));
    condition.onset = Some(ConditionOnset::DateTime(moment(entry)?));
    if let Some(end) = effect.ended_at {
        let end = local_time(end, entry.utc_offset_minutes)?;
        condition.abatement = Some(ConditionAbatement::DateTime(end));
    }
    condition.recorder = Some(reference(subject.person.unwrap_or(subject.patient)));
    condition.note = note(&entry.note);
    Ok(condition.into())
}

/// Source: FHIR R4, value set `condition-severity`.
pub(crate) fn severity_coding(of: Severity) -> Coding {
    match of {
        Severity::Mild => severity("255604002", "Mild"),
        Severity::Moderate => severity("6736007", "Moderate"),
        Severity::Severe => severity("24484000", "Severe"),
    }
}
