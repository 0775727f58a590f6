//! A night's sleep.

use fhir_sdk::r4b::resources::{ObservationComponentValue, ObservationEffective};

use super::observation::{Subject, component, moment, number, observation};
use super::time::local_time;
use super::types::{concept, note, period};
use super::{Built, profile};
use crate::input::{Entry, Sleep};
use crate::terms::MINUTES;
use crate::terms::diary::{AWAKENINGS, RESTFULNESS, RESTFULNESS_SCALE, SLEEP_DURATION, answer};

/// An `Observation_Free` that is a `sleep` of the own profiles.
pub(crate) fn build(subject: Subject, entry: &Entry, sleep: &Sleep) -> Built {
    let mut night = observation(subject, entry, profile!("Observation_Free"), concept(&[SLEEP_DURATION]))?;
    let end = local_time(sleep.ended_at, entry.utc_offset_minutes)?;
    night.effective = Some(ObservationEffective::Period(period(Some(moment(entry)?), Some(end))));
    let minutes = sleep.ended_at.duration_since(entry.measured_at).as_mins();
    night.value = number(&minutes.to_string(), MINUTES);
    night.note = note(&entry.note);
    if let Some(restful) = answer(&RESTFULNESS_SCALE, sleep.restful) {
        let restful = ObservationComponentValue::CodeableConcept(concept(&[restful]));
        night.component.push(Some(component(&[RESTFULNESS], restful)?));
    }
    if let Some(count) = sleep.awakenings {
        let count = ObservationComponentValue::Integer(count.into());
        night.component.push(Some(component(&[AWAKENINGS], count)?));
    }
    Ok(night.into())
}
