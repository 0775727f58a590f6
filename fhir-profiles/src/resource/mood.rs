//! Mood and tension.

use fhir_sdk::r4b::resources::{ObservationComponentValue, ObservationValue};

use super::observation::{Subject, component, observation};
use super::types::{concept, note, one};
use super::{Built, profile};
use crate::input::{Entry, Mood};
use crate::terms::diary::{MOOD, MOOD_SCALE, TENSION, TENSION_SCALE, answer};

/// An `Observation_Free` that is a `mood` of the own profiles.
pub(crate) fn build(subject: Subject, entry: &Entry, mood: &Mood) -> Built {
    let mut observation = observation(subject, entry, profile!("Observation_Free"), concept(&[MOOD]))?;
    observation.value =
        answer(&MOOD_SCALE, mood.mood).map(|feeling| ObservationValue::CodeableConcept(concept(&[feeling])));
    observation.note = note(&entry.note);
    if let Some(tension) = mood.tension.and_then(|tension| answer(&TENSION_SCALE, tension)) {
        let tension = ObservationComponentValue::CodeableConcept(concept(&[tension]));
        observation.component = one(component(&[TENSION], tension)?);
    }
    Ok(observation.into())
}
