//! A medicine that was taken.

use fhir_sdk::r4b::resources::{
    MedicationAdministration, MedicationAdministrationDosage, MedicationAdministrationEffective,
    MedicationAdministrationMedication, MedicationAdministrationPerformer,
};
use fhir_sdk::r4b::types::ExtensionValue;
use uuid::Uuid;

use super::observation::{Subject, head, moment};
use super::types::{amount, extension, note, one, reference};
use super::{Built, profile};
use crate::input::{Entry, Intake};
use crate::terms::REFERENCE;

/// The medicine that was taken and the line of the plan that it belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Taken {
    pub(crate) medication: Uuid,
    pub(crate) statement: Uuid,
}

/// A `MedicationAdministration_Medication_Intake`.
pub(crate) fn build(subject: Subject, entry: &Entry, intake: &Intake, taken: Taken) -> Built {
    let mut administration = MedicationAdministration::builder()
        .status("completed".to_owned())
        .medication(MedicationAdministrationMedication::Reference(reference(taken.medication)))
        .subject(reference(subject.patient))
        .effective(MedicationAdministrationEffective::DateTime(moment(entry)?))
        .dosage(MedicationAdministrationDosage::builder().dose(amount(&intake.dose)).build()?)
        .build()?;
    head(&mut administration, subject, entry, profile!("MedicationAdministration_Medication_Intake"))?;
    let statement = ExtensionValue::Reference(reference(taken.statement));
    administration.extension = vec![extension(REFERENCE, statement)];
    if let Some(person) = subject.person {
        let performer = MedicationAdministrationPerformer::builder().actor(reference(person)).build()?;
        administration.performer = one(performer);
    }
    administration.note = note(&entry.note);
    Ok(administration.into())
}
