//! A note in the patient's words.

use fhir_sdk::r4b::resources::ObservationValue;

use super::observation::{Subject, observation};
use super::types::concept;
use super::{Built, profile};
use crate::input::Entry;
use crate::terms::PATIENT_NOTE;

/// An `Observation_Diary_Entry`.
pub(crate) fn build(subject: Subject, entry: &Entry, text: &str) -> Built {
    let profile = profile!("Observation_Diary_Entry");
    let mut observation = observation(subject, entry, profile, concept(&[PATIENT_NOTE]))?;
    observation.value = Some(ObservationValue::String(text.to_owned()));
    Ok(observation.into())
}
