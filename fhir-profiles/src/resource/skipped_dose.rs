//! A dose that was left out.

use fhir_sdk::r4b::resources::MedicationStatementEffective;
use fhir_sdk::r4b::types::Dosage;
use uuid::Uuid;

use super::Built;
use super::medication_statement::{about, dose};
use super::observation::{Subject, moment};
use super::types::{concept, one};
use crate::input::{Entry, SkippedDose};
use crate::terms::diary::skip_reason;

/// Status of a statement that says that something was not taken. Source: FHIR R4, code system
/// `medication-statement-status`.
pub(crate) const NOT_TAKEN: &str = "not-taken";

/// A `MedicationStatement_Medication_Information` that is a `skipped-dose` of the own profiles: an intake of MIO DiGA
/// is always one that took place. `medicine` is the identity of the `Medication`.
pub(crate) fn build(subject: Subject, entry: &Entry, skipped: &SkippedDose, medicine: Uuid) -> Built {
    let mut statement = about(subject, entry, NOT_TAKEN, medicine)?;
    statement.status_reason = one(concept(&[skip_reason(skipped.reason)]));
    statement.effective = Some(MedicationStatementEffective::DateTime(moment(entry)?));
    if let Some(amount) = &skipped.dose {
        statement.dosage = one(Dosage::builder().dose_and_rate(one(dose(amount)?)).build()?);
    }
    Ok(statement.into())
}
