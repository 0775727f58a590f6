//! An irregular pulse.

use fhir_sdk::r4b::resources::ObservationValue;
use uuid::Uuid;

use super::observation::{Subject, observation};
use super::types::{all, concept, reference};
use super::{Built, profile};
use crate::input::Entry;
use crate::terms::diary::{HEART_RHYTHM, PULSE_IRREGULAR};

/// An `Observation_Free` that is a `pulse-rhythm` of the own profiles; `measured` is the value it was noticed with.
pub(crate) fn build(subject: Subject, entry: &Entry, measured: Option<Uuid>) -> Built {
    let mut rhythm = observation(subject, entry, profile!("Observation_Free"), concept(&[HEART_RHYTHM]))?;
    rhythm.value = Some(ObservationValue::CodeableConcept(concept(&[PULSE_IRREGULAR])));
    rhythm.device = subject.device.map(reference);
    rhythm.derived_from = all(measured.map(reference));
    Ok(rhythm.into())
}
