//! The manufacturer of the app.

use fhir_sdk::r4b::codes::ContactPointSystem;
use fhir_sdk::r4b::resources::Organization;
use uuid::Uuid;

use super::types::{Head, contact_point, one};
use super::{Built, profile};
use crate::input::Diga;

/// An `Organization_Manufacturer` under the identity `id`.
pub(crate) fn build(id: Uuid, diga: &Diga) -> Built {
    let mut organization = Organization::builder().name(diga.manufacturer.name.clone()).build()?;
    Head { id, profile: profile!("Organization_Manufacturer"), version: 1, updated_at: diga.updated_at }
        .put_with_identifier(&mut organization)?;
    if let Some(website) = &diga.manufacturer.website {
        organization.telecom = one(contact_point(ContactPointSystem::Url, website)?);
    }
    Ok(organization.into())
}
