//! A score.

use fhir_sdk::r4b::resources::ObservationReferenceRange;
use uuid::Uuid;

use super::observation::{Subject, number, observation};
use super::types::{all, coded, concept, note, one, quantity, reference};
use super::{Built, profile};
use crate::input::{Entry, Score};
use crate::terms::{NUMERICAL_RANGE, POINTS, SURVEY};

/// An `Observation_Score_or_Assessment_by_Scale`.
pub(crate) fn build(subject: Subject, entry: &Entry, score: &Score, answers: Option<Uuid>) -> Built {
    let profile = profile!("Observation_Score_or_Assessment_by_Scale");
    let mut observation = observation(subject, entry, profile, coded(&score.what))?;
    observation.category = one(concept(&[SURVEY]));
    observation.value = number(score.value.as_str(), POINTS);
    observation.interpretation = all(score.meaning.iter().map(coded));
    observation.note = note(&entry.note);
    if let Some(range) = &score.range {
        let range = ObservationReferenceRange::builder()
            .low(quantity(range.low.as_str(), POINTS))
            .high(quantity(range.high.as_str(), POINTS))
            .r#type(concept(&[NUMERICAL_RANGE]))
            .build()?;
        observation.reference_range = one(range);
    }
    observation.derived_from = all(answers.map(reference));
    Ok(observation.into())
}
