//! One file per resource: what MIO DiGA wants in it, built with the types of FHIR R4B. Those used here are equal in R4.

pub(crate) mod activity;
pub(crate) mod appointment;
pub(crate) mod blood_pressure;
pub(crate) mod care_plan;
pub(crate) mod composition;
pub(crate) mod contact;
pub(crate) mod device;
pub(crate) mod device_definition;
pub(crate) mod diary_note;
pub(crate) mod document;
pub(crate) mod encounter;
pub(crate) mod goal;
pub(crate) mod heart_rate;
pub(crate) mod manufacturer;
pub(crate) mod measuring_device;
pub(crate) mod medication;
pub(crate) mod medication_administration;
pub(crate) mod medication_statement;
pub(crate) mod mood;
mod observation;
pub(crate) mod patient;
pub(crate) mod provenance;
pub(crate) mod pulse_rhythm;
pub(crate) mod questionnaire;
pub(crate) mod questionnaire_response;
pub(crate) mod score;
pub(crate) mod side_effect;
pub(crate) mod skipped_dose;
pub(crate) mod sleep;
pub(crate) mod time;
pub(crate) mod types;
pub(crate) mod vital;

use fhir_sdk::BuilderError;
use fhir_sdk::r4b::resources::Resource;
use fhir_sdk::time::error::ComponentRange;

pub(crate) use observation::Subject;

/// A resource of the typed model.
pub(crate) type Built = Result<Resource, Unwritable>;

/// Why a resource cannot be written. The input was checked before: it would be a mistake in the mapping.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unwritable {
    /// An element is missing that FHIR asks for.
    #[error("an element is missing: {0}")]
    Incomplete(#[from] BuilderError),
    /// A moment or day that FHIR cannot say.
    #[error("no moment of FHIR: {0}")]
    Moment(#[from] ComponentRange),
    /// A shape that no element has.
    #[error("no element of FHIR: {0}")]
    Shape(String),
}

impl serde::ser::Error for Unwritable {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Shape(message.to_string())
    }
}

/// The address of one MIO DiGA profile, made at compile time.
macro_rules! profile {
    ($name:literal) => {
        concat!("https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_", $name, "|1.1.0")
    };
}
pub(crate) use profile;
