//! A visit or video consultation that took place.

use fhir_sdk::r4b::codes::EncounterStatus;
use fhir_sdk::r4b::resources::{Encounter, EncounterParticipant};
use fhir_sdk::r4b::types::ExtensionValue;
use uuid::Uuid;

use super::observation::{Subject, head};
use super::time::date_time;
use super::types::{coding, extension, one, period, reference};
use super::{Built, profile};
use crate::input::{Entry, Visit};
use crate::terms::{Coding, encounter_class};

/// What an encounter names beside the patient.
#[derive(Clone, Copy, Default)]
pub(crate) struct Doctor {
    pub(crate) role: Option<Uuid>,
    pub(crate) practice: Option<Uuid>,
}

/// Extension of an encounter: a remark.
const COMMENT: &str = "https://fhir.kbv.de/StructureDefinition/KBV_EX_Base_Additional_Comment";

/// An `Encounter`.
pub(crate) fn build(subject: Subject, entry: &Entry, visit: &Visit, doctor: Doctor) -> Built {
    let mut encounter =
        Encounter::builder().status(EncounterStatus::Finished).class(coding(class(visit.video))).build()?;
    head(&mut encounter, subject, entry, profile!("Encounter"))?;
    if !crate::text::is_blank(&entry.note) {
        encounter.extension = vec![extension(COMMENT, ExtensionValue::String(entry.note.clone()))];
    }
    encounter.subject = Some(reference(subject.patient));
    if let Some(role) = doctor.role {
        encounter.participant = one(EncounterParticipant::builder().individual(reference(role)).build()?);
    }
    encounter.period = Some(period(Some(date_time(entry.measured_at)?), Some(date_time(visit.end)?)));
    encounter.service_provider = doctor.practice.map(reference);
    Ok(encounter.into())
}

fn class(video: bool) -> Coding {
    if video { encounter_class("VR", "virtual") } else { encounter_class("AMB", "ambulatory") }
}
