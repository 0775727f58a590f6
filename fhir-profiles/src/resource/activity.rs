//! An exercise or lesson that was done.

use fhir_sdk::r4b::codes::EventStatus;
use fhir_sdk::r4b::resources::{Procedure, ProcedurePerformed};

use super::observation::{Subject, head, moment};
use super::time::local_time;
use super::types::{coded, concept, note, period, reference};
use super::{Built, profile};
use crate::input::{Activity, Entry};
use crate::terms::LOOKING_AFTER_HEALTH;

/// A `Procedure_Activity`.
pub(crate) fn build(subject: Subject, entry: &Entry, activity: &Activity) -> Built {
    let mut procedure =
        Procedure::builder().status(EventStatus::Completed).subject(reference(subject.patient)).build()?;
    head(&mut procedure, subject, entry, profile!("Procedure_Activity"))?;
    procedure.category = Some(concept(&[LOOKING_AFTER_HEALTH]));
    procedure.code = Some(coded(&activity.what));
    let start = moment(entry)?;
    procedure.performed = Some(match activity.ended_at {
        Some(end) => {
            let end = local_time(end, entry.utc_offset_minutes)?;
            ProcedurePerformed::Period(period(Some(start), Some(end)))
        }
        None => ProcedurePerformed::DateTime(start),
    });
    procedure.recorder = subject.person.map(reference);
    procedure.note = note(&entry.note);
    Ok(procedure.into())
}
