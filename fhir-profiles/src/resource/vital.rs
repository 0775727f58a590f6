//! Vital signs and body measures that are one number.

use super::observation::{self, Subject};
use super::types::{concept, note};
use super::{Built, profile};
use crate::input::{Entry, GlucoseSample, GlucoseUnit, Vital};
use crate::mdc::{self, codings};
use crate::terms::{
    BLOOD_GLUCOSE, BLOOD_GLUCOSE_MASS, BLOOD_GLUCOSE_MOLES, BODY_HEIGHT, BODY_TEMPERATURE, BODY_WEIGHT,
    CELSIUS, CENTIMETRES, Coding, FLUID_GLUCOSE_MASS, FLUID_GLUCOSE_MOLES, KILOGRAMS, MG_PER_DL, MMOL_PER_L,
    OXYGEN_SATURATION, PER_MINUTE, PERCENT, PULSE_OXIMETER, RESPIRATORY_RATE, TISSUE_GLUCOSE, Unit,
};

/// The observation of the vital sign's own profile.
pub(crate) fn build(subject: Subject, entry: &Entry, vital: &Vital) -> Built {
    let (profile, codes, unit) = facts(vital);
    let device = matches!(vital, Vital::Weight(_)).then_some(mdc::BODY_MASS);
    let mut observation = observation::vital_sign(subject, entry, profile, &codings(entry, codes, device))?;
    observation.value = observation::number(vital.value().as_str(), unit);
    observation.note = note(&entry.note);
    if matches!(vital, Vital::OxygenSaturation(_)) {
        observation.method = Some(concept(&[PULSE_OXIMETER]));
    }
    Ok(observation.into())
}

fn facts(vital: &Vital) -> (&'static str, [Coding; 2], Unit) {
    match vital {
        Vital::Weight(_) => (profile!("Observation_Body_Weight"), BODY_WEIGHT, KILOGRAMS),
        Vital::Height(_) => (profile!("Observation_Body_Height"), BODY_HEIGHT, CENTIMETRES),
        Vital::Temperature(_) => (profile!("Observation_Body_Temperature"), BODY_TEMPERATURE, CELSIUS),
        Vital::OxygenSaturation(_) => {
            (profile!("Observation_Peripheral_Oxygen_Saturation"), OXYGEN_SATURATION, PERCENT)
        }
        Vital::RespiratoryRate(_) => (profile!("Observation_Respiratory_Rate"), RESPIRATORY_RATE, PER_MINUTE),
        Vital::Glucose { unit, sample, .. } => (
            profile!("Observation_Glucose_Concentration"),
            glucose_codes(*unit, *sample),
            glucose_unit(*unit),
        ),
    }
}

fn glucose_codes(unit: GlucoseUnit, sample: GlucoseSample) -> [Coding; 2] {
    match (sample, unit) {
        (GlucoseSample::Blood, GlucoseUnit::MilligramsPerDecilitre) => [BLOOD_GLUCOSE, BLOOD_GLUCOSE_MASS],
        (GlucoseSample::Blood, GlucoseUnit::MillimolesPerLitre) => [BLOOD_GLUCOSE, BLOOD_GLUCOSE_MOLES],
        (GlucoseSample::Interstitial, GlucoseUnit::MilligramsPerDecilitre) => {
            [TISSUE_GLUCOSE, FLUID_GLUCOSE_MASS]
        }
        (GlucoseSample::Interstitial, GlucoseUnit::MillimolesPerLitre) => {
            [TISSUE_GLUCOSE, FLUID_GLUCOSE_MOLES]
        }
    }
}

fn glucose_unit(unit: GlucoseUnit) -> Unit {
    match unit {
        GlucoseUnit::MilligramsPerDecilitre => MG_PER_DL,
        GlucoseUnit::MillimolesPerLitre => MMOL_PER_L,
    }
}
