//! A line of the medication plan.

use fhir_sdk::r4b::codes::EventTiming;
use fhir_sdk::r4b::resources::{
    MedicationStatement, MedicationStatementEffective, MedicationStatementMedication,
};
use fhir_sdk::r4b::types::{
    Dosage, DosageAsNeeded, DosageDoseAndRate, DosageDoseAndRateDose, Timing, TimingRepeat,
};
use uuid::Uuid;

use super::observation::{Subject, head};
use super::time::{date_of, date_time};
use super::types::{all, amount, coded, days, note, one, reference};
use super::{Built, Unwritable, profile};
use crate::input::{self, Amount, DayTime, Entry, Medication, MedicationStatus};

/// A `MedicationStatement_Medication_Information` about the `Medication` with the identity `medicine`.
pub(crate) fn build(subject: Subject, entry: &Entry, medication: &Medication, medicine: Uuid) -> Built {
    let mut statement = about(subject, entry, status_code(medication.status), medicine)?;
    let period = days(date_of(medication.start)?, date_of(medication.end)?);
    statement.effective = period.map(MedicationStatementEffective::Period);
    statement.date_asserted = Some(date_time(entry.measured_at)?);
    statement.reason_code = all(medication.reason.iter().map(coded));
    for of in &medication.dosages {
        statement.dosage.push(Some(dosage(of)?));
    }
    Ok(statement.into())
}

/// A statement of the patient about a medicine.
pub(super) fn about(
    subject: Subject,
    entry: &Entry,
    status: &str,
    medicine: Uuid,
) -> Result<MedicationStatement, Unwritable> {
    let mut statement = MedicationStatement::builder()
        .status(status.to_owned())
        .medication(MedicationStatementMedication::Reference(reference(medicine)))
        .subject(reference(subject.patient))
        .information_source(reference(subject.person.unwrap_or(subject.patient)))
        .build()?;
    head(&mut statement, subject, entry, profile!("MedicationStatement_Medication_Information"))?;
    statement.note = note(&entry.note);
    Ok(statement)
}

fn dosage(of: &input::Dosage) -> Result<Dosage, Unwritable> {
    let mut dosage = Dosage::builder().text(of.text.clone()).build()?;
    if let Some(when) = of.when {
        let repeat = TimingRepeat::builder().when(one(day_time(when))).build()?;
        dosage.timing = Some(Timing::builder().repeat(repeat).build()?);
    }
    dosage.as_needed = of.as_needed.then_some(DosageAsNeeded::Boolean(true));
    if let Some(amount) = &of.dose {
        dosage.dose_and_rate = one(dose(amount)?);
    }
    Ok(dosage)
}

/// How much of a medicine.
pub(super) fn dose(of: &Amount) -> Result<DosageDoseAndRate, Unwritable> {
    Ok(DosageDoseAndRate::builder().dose(DosageDoseAndRateDose::Quantity(amount(of))).build()?)
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
pub(crate) fn day_time(when: DayTime) -> EventTiming {
    match when {
        DayTime::Morning => EventTiming::Morn,
        DayTime::Noon => EventTiming::Noon,
        DayTime::Evening => EventTiming::Eve,
        DayTime::Night => EventTiming::Night,
    }
}
