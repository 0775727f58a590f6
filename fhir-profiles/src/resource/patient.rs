//! The patient.

use fhir_sdk::r4b::codes::{AdministrativeGender, NameUse};
use fhir_sdk::r4b::resources::Patient;
use fhir_sdk::r4b::types::{ExtensionValue, FieldExtension, HumanName};
use uuid::Uuid;

use super::time::date_of;
use super::types::{Head, beside, code, concept, identifier, one, own_identifier};
use super::{Built, Unwritable, profile};
use crate::input::{self, Gender, PersonName};
use crate::terms::{INSURANCE_NUMBER, OFFICIAL_GENDER, OFFICIAL_GENDER_CODES, OWN_NAME, STATUTORY_INSURANCE};

/// A `Patient` under the identity `id`.
pub(crate) fn build(id: Uuid, of: &input::Patient) -> Built {
    let mut patient = Patient::builder().build()?;
    Head { id, profile: profile!("Patient"), version: 1, updated_at: of.updated_at }.put_on(&mut patient)?;
    if let Some(number) = &of.insurance_number {
        let statutory = concept(&[STATUTORY_INSURANCE]);
        patient.identifier.push(Some(identifier(Some(statutory), Some(INSURANCE_NUMBER), number)));
    }
    patient.identifier.push(Some(own_identifier(id)));
    if let Some(name) = &of.name {
        patient.name = one(human_name(name, "")?);
    }
    patient.gender = of.gender.map(gender);
    patient.gender_ext = of.gender.and_then(official_gender);
    patient.birth_date = date_of(of.birth_date)?;
    Ok(patient.into())
}

/// An official name; the family name is said to be the own one.
pub(super) fn human_name(name: &PersonName, title: &str) -> Result<HumanName, Unwritable> {
    let whole = [title, &name.given, &name.family].map(str::trim).join(" ");
    Ok(HumanName::builder()
        .r#use(NameUse::Official)
        .text(whole)
        .family(name.family.clone())
        .family_ext(beside(OWN_NAME, ExtensionValue::String(name.family.clone())))
        .given(one(name.given.clone()))
        .build()?)
}

/// Source: FHIR R4, code system `administrative-gender`.
pub(crate) fn gender(of: Gender) -> AdministrativeGender {
    match of {
        Gender::Female => AdministrativeGender::Female,
        Gender::Male => AdministrativeGender::Male,
        Gender::Diverse | Gender::Undetermined => AdministrativeGender::Other,
        Gender::Unknown => AdministrativeGender::Unknown,
    }
}

/// The German entry, where FHIR's `other` is too coarse.
fn official_gender(of: Gender) -> Option<FieldExtension> {
    let (official, display) = of.official()?;
    let coding = code(OFFICIAL_GENDER_CODES, "", official, display);
    Some(beside(OFFICIAL_GENDER, ExtensionValue::Coding(coding)))
}
