//! A doctor with the practice: three resources.

use fhir_sdk::r4b::codes::ContactPointSystem;
use fhir_sdk::r4b::resources::{Organization, Practitioner, PractitionerRole};
use fhir_sdk::r4b::types::{ExtensionValue, Identifier};
use uuid::Uuid;

use super::observation::{Subject, head, meta};
use super::patient::human_name;
use super::types::{beside, concept, contact_point, identifier, one, own_identifier, reference, words};
use super::{Built, profile};
use crate::input::{Contact, Entry, Practice};
use crate::terms::{BSNR, Coding, LANR, PHYSICIAN_NUMBER, PREFIX_QUALIFIER, SITE_NUMBER};
use crate::text::is_blank;

/// A `PractitionerRole` of `practitioner` in `practice`.
pub(crate) fn build_role(
    subject: Subject,
    entry: &Entry,
    contact: &Contact,
    (practitioner, practice): (Uuid, Uuid),
) -> Built {
    let mut role = PractitionerRole::builder()
        .practitioner(reference(practitioner))
        .organization(reference(practice))
        .build()?;
    head(&mut role, subject, entry, profile!("PractitionerRole"))?;
    if !is_blank(&contact.specialty) {
        role.specialty = one(words(&contact.specialty));
    }
    Ok(role.into())
}

/// A `Practitioner`.
pub(crate) fn build_person(subject: Subject, entry: &Entry, contact: &Contact) -> Built {
    let mut person = Practitioner::builder().build()?;
    meta(&mut person, subject, entry, profile!("Practitioner"))?;
    let number = contact.physician_number.as_deref();
    person.identifier = identifiers(subject.id, number, LANR, PHYSICIAN_NUMBER);
    let mut name = human_name(&contact.name, &contact.title)?;
    if !is_blank(&contact.title) {
        name.prefix = one(contact.title.clone());
        name.prefix_ext = one(beside(PREFIX_QUALIFIER, ExtensionValue::Code("AC".to_owned())));
    }
    person.name = one(name);
    Ok(person.into())
}

/// The `Organization` of a practice.
pub(crate) fn build_practice(subject: Subject, entry: &Entry, practice: &Practice) -> Built {
    let mut organization = Organization::builder().name(practice.name.clone()).build()?;
    meta(&mut organization, subject, entry, profile!("Organization"))?;
    organization.identifier = identifiers(subject.id, practice.site_number.as_deref(), BSNR, SITE_NUMBER);
    if !is_blank(&practice.phone) {
        organization.telecom = one(contact_point(ContactPointSystem::Phone, &practice.phone)?);
    }
    Ok(organization.into())
}

fn identifiers(id: Uuid, number: Option<&str>, kind: Coding, system: &str) -> Vec<Option<Identifier>> {
    let number = number.map(|number| identifier(Some(concept(&[kind])), Some(system), number));
    number.into_iter().chain([own_identifier(id)]).map(Some).collect()
}
