//! Blood pressure.

use fhir_sdk::r4b::resources::ObservationComponentValue;

use super::observation::{self, Subject, component};
use super::types::{all, note, quantity};
use super::{Built, profile};
use crate::Decimal;
use crate::input::Entry;
use crate::mdc::{self, codings};
use crate::terms::{BLOOD_PRESSURE, DIASTOLIC, MM_HG, SYSTOLIC};

/// An `Observation_Blood_Pressure`.
pub(crate) fn build(subject: Subject, entry: &Entry, systolic: &Decimal, diastolic: &Decimal) -> Built {
    let code = codings(entry, BLOOD_PRESSURE, Some(mdc::BLOOD_PRESSURE));
    let mut observation =
        observation::vital_sign(subject, entry, profile!("Observation_Blood_Pressure"), &code)?;
    observation.note = note(&entry.note);
    let pressure = |usual, device, value: &Decimal| {
        let value = ObservationComponentValue::Quantity(quantity(value.as_str(), MM_HG));
        component(&codings(entry, usual, Some(device)), value)
    };
    observation.component =
        all([pressure(SYSTOLIC, mdc::SYSTOLIC, systolic)?, pressure(DIASTOLIC, mdc::DIASTOLIC, diastolic)?]);
    Ok(observation.into())
}
