//! A device that measured values: three resources, or two where its maker is not known.

use uuid::Uuid;

use super::observation::{Subject, head};
use super::{profile, reference};
use crate::input::{Device, DeviceKind, Entry};
use crate::terms::{BLOOD_PRESSURE_MONITOR, Coding, DEVICE, PATIENT_SCALE, concept};
use crate::text::is_blank;
use crate::writer::Writer;

/// What the name of a device is. Source: FHIR R4, code system `device-nametype`.
const NAME: &str = "user-friendly-name";

/// Writes a `Device` of this `definition`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    device: &Device,
    definition: Uuid,
) {
    head(writer, subject, entry, profile!("Device"));
    reference(writer, "definition", definition);
    writer.text("serialNumber", &device.serial);
    if !is_blank(&device.name) {
        writer.list("deviceName", [&device.name], |writer, name| {
            writer.text("name", name);
            writer.token("type", NAME);
        });
    }
    writer.text("modelNumber", &device.model);
    concept(writer, "type", &[kind_coding(device.kind)]);
    reference(writer, "patient", subject.patient);
}

/// Writes its `DeviceDefinition`.
pub(crate) fn write_definition<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    device: &Device,
    manufacturer: Option<Uuid>,
) {
    head(writer, subject, entry, profile!("DeviceDefinition"));
    if let Some(manufacturer) = manufacturer {
        reference(writer, "manufacturerReference", manufacturer);
    }
    writer.text("modelNumber", &device.model);
    concept(writer, "type", &[DEVICE]);
}

/// Writes its maker as an `Organization_Manufacturer`.
pub(crate) fn write_manufacturer<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    device: &Device,
) {
    head(writer, subject, entry, profile!("Organization_Manufacturer"));
    writer.text("name", &device.manufacturer);
}

/// Source: `KBV_VS_Base_Device_SNOMED_CT`.
pub(crate) fn kind_coding(kind: DeviceKind) -> Coding {
    match kind {
        DeviceKind::BloodPressureMonitor => BLOOD_PRESSURE_MONITOR,
        DeviceKind::Scale => PATIENT_SCALE,
    }
}
