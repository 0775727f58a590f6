//! The app as the device that made the document.

use fhir_sdk::r4b::codes::DeviceNameType;
use fhir_sdk::r4b::resources::{Device, DeviceDeviceName, DeviceVersion};
use uuid::Uuid;

use super::types::{Head, code, coding, concept_of, identifier, one, reference, words};
use super::{Built, profile};
use crate::input::Diga;
use crate::terms::{PZN, SOFTWARE};

/// A `Device_DIGA` under the identity `id`.
pub(crate) fn build(id: Uuid, definition: Uuid, diga: &Diga) -> Built {
    let mut device = Device::builder().definition(reference(definition)).build()?;
    Head { id, profile: profile!("Device_DIGA"), version: 1, updated_at: diga.updated_at }
        .put_on(&mut device)?;
    device.identifier = one(identifier(Some(words("DiGA-VE-ID")), None, &diga.prescription_unit_id));
    let name = DeviceDeviceName::builder()
        .name(diga.name.clone())
        .r#type(DeviceNameType::UserFriendlyName)
        .build()?;
    device.device_name = one(name);
    device.r#type = Some(concept_of(one(code(PZN, "", &diga.pzn, "")), None));
    let software = concept_of(one(coding(SOFTWARE)), Some("Softwareversion"));
    device.version = one(DeviceVersion::builder().r#type(software).value(diga.version.clone()).build()?);
    Ok(device.into())
}
