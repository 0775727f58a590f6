//! What kind of device the app is.

use fhir_sdk::r4b::resources::{DeviceDefinition, DeviceDefinitionManufacturer};
use uuid::Uuid;

use super::types::{Head, concept, reference};
use super::{Built, profile};
use crate::input::Diga;
use crate::terms::APPLICATION;

/// A `DeviceDefinition_DIGA` under the identity `id`.
pub(crate) fn build(id: Uuid, manufacturer: Uuid, diga: &Diga) -> Built {
    let manufacturer = DeviceDefinitionManufacturer::Reference(reference(manufacturer));
    let mut definition =
        DeviceDefinition::builder().manufacturer(manufacturer).r#type(concept(&[APPLICATION])).build()?;
    Head { id, profile: profile!("DeviceDefinition_DIGA"), version: 1, updated_at: diga.updated_at }
        .put_with_identifier(&mut definition)?;
    Ok(definition.into())
}
