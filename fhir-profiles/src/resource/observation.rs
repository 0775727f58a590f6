//! What all observations share, and how other resources that a record becomes begin.

use fhir_sdk::DateTime;
use fhir_sdk::r4b::codes::ObservationStatus;
use fhir_sdk::r4b::resources::{
    BaseResource, IdentifiableResource, Observation, ObservationComponent, ObservationComponentValue,
    ObservationEffective, ObservationValue,
};
use fhir_sdk::r4b::types::CodeableConcept;
use uuid::Uuid;

use super::Unwritable;
use super::time::local_time;
use super::types::{Head, concept, one, quantity, reference};
use crate::input::Entry;
use crate::terms::{Coding, Unit, VITAL_SIGNS};

/// Whose observation it is and which one.
#[derive(Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) id: Uuid,
    pub(crate) patient: Uuid,
    /// The person behind it, if it was one.
    pub(crate) person: Option<Uuid>,
    /// The device that measured it, if it was one.
    pub(crate) device: Option<Uuid>,
}

/// An observation of the patient, up to its performer.
pub(super) fn observation(
    subject: Subject,
    entry: &Entry,
    profile: &'static str,
    code: CodeableConcept,
) -> Result<Observation, Unwritable> {
    let mut observation = Observation::builder().status(ObservationStatus::Final).code(code).build()?;
    head(&mut observation, subject, entry, profile)?;
    observation.subject = Some(reference(subject.patient));
    observation.effective = Some(ObservationEffective::DateTime(moment(entry)?));
    observation.performer = subject.person.map(|person| one(reference(person))).unwrap_or_default();
    Ok(observation)
}

/// A vital sign, up to its performer, and the device that measured it.
pub(super) fn vital_sign(
    subject: Subject,
    entry: &Entry,
    profile: &'static str,
    code: &[Coding],
) -> Result<Observation, Unwritable> {
    let mut observation = observation(subject, entry, profile, concept(code))?;
    observation.category = one(concept(&[VITAL_SIGNS]));
    observation.device = subject.device.map(reference);
    Ok(observation)
}

/// A part of an observation.
pub(super) fn component(
    code: &[Coding],
    value: ObservationComponentValue,
) -> Result<ObservationComponent, Unwritable> {
    Ok(ObservationComponent::builder().code(concept(code)).value(value).build()?)
}

/// A number as the value of an observation.
pub(super) fn number(value: &str, unit: Unit) -> Option<ObservationValue> {
    Some(ObservationValue::Quantity(quantity(value, unit)))
}

/// Begins a resource that a record becomes.
pub(super) fn head<R: BaseResource + IdentifiableResource>(
    resource: &mut R,
    subject: Subject,
    entry: &Entry,
    profile: &'static str,
) -> Result<(), Unwritable> {
    of(subject, entry, profile).put_with_identifier(resource)
}

/// The same without an identifier.
pub(super) fn meta(
    resource: &mut impl BaseResource,
    subject: Subject,
    entry: &Entry,
    profile: &'static str,
) -> Result<(), Unwritable> {
    of(subject, entry, profile).put_on(resource)
}

fn of(subject: Subject, entry: &Entry, profile: &'static str) -> Head {
    Head { id: subject.id, profile, version: entry.version, updated_at: entry.recorded_at }
}

/// The entry's moment on the patient's clock.
pub(super) fn moment(entry: &Entry) -> Result<DateTime, Unwritable> {
    local_time(entry.measured_at, entry.utc_offset_minutes)
}
