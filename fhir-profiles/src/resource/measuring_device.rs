//! A device that measured values: three resources, or two where its maker is not known.

use fhir_sdk::r4b::codes::DeviceNameType;
use fhir_sdk::r4b::resources::{
    Device, DeviceDefinition, DeviceDefinitionManufacturer, DeviceDeviceName, Organization,
};
use uuid::Uuid;

use super::observation::{Subject, head};
use super::types::{concept, one, reference};
use super::{Built, profile};
use crate::input::{self, DeviceKind, Entry};
use crate::terms::{BLOOD_PRESSURE_MONITOR, Coding, DEVICE, PATIENT_SCALE};
use crate::text::is_blank;

/// A `Device` of this `definition`.
pub(crate) fn build(subject: Subject, entry: &Entry, of: &input::Device, definition: Uuid) -> Built {
    let mut device = Device::builder().definition(reference(definition)).build()?;
    head(&mut device, subject, entry, profile!("Device"))?;
    device.serial_number = Some(of.serial.clone());
    if !is_blank(&of.name) {
        let name = DeviceDeviceName::builder().name(of.name.clone());
        device.device_name = one(name.r#type(DeviceNameType::UserFriendlyName).build()?);
    }
    device.model_number = Some(of.model.clone());
    device.r#type = Some(concept(&[kind_coding(of.kind)]));
    device.patient = Some(reference(subject.patient));
    Ok(device.into())
}

/// Its `DeviceDefinition`.
pub(crate) fn build_definition(
    subject: Subject,
    entry: &Entry,
    of: &input::Device,
    manufacturer: Option<Uuid>,
) -> Built {
    let mut definition = DeviceDefinition::builder().r#type(concept(&[DEVICE])).build()?;
    head(&mut definition, subject, entry, profile!("DeviceDefinition"))?;
    definition.manufacturer =
        manufacturer.map(|manufacturer| DeviceDefinitionManufacturer::Reference(reference(manufacturer)));
    definition.model_number = Some(of.model.clone());
    Ok(definition.into())
}

/// Its maker as an `Organization_Manufacturer`.
pub(crate) fn build_manufacturer(subject: Subject, entry: &Entry, of: &input::Device) -> Built {
    let mut organization = Organization::builder().name(of.manufacturer.clone()).build()?;
    head(&mut organization, subject, entry, profile!("Organization_Manufacturer"))?;
    Ok(organization.into())
}

/// Source: `KBV_VS_Base_Device_SNOMED_CT`.
pub(crate) fn kind_coding(kind: DeviceKind) -> Coding {
    match kind {
        DeviceKind::BloodPressureMonitor => BLOOD_PRESSURE_MONITOR,
        DeviceKind::Scale => PATIENT_SCALE,
    }
}
