//! Records that entries refer to: the medicines that were taken or left out, and the devices that measured.

use std::collections::BTreeMap;

use fhir_profiles::{Author, Coded, Device, Entry, EntryValue, Medication, MedicationStatus};

use super::Exported;
use crate::ids;

/// Adds one record for each medicine, valid from its first dose on, and one for each device, and lets the entries refer to
/// them.
pub(crate) fn with_others(mut exported: Vec<Exported>) -> Vec<Entry> {
    exported.sort_by_key(|it| (it.entry.measured_at, it.entry.id));
    let mut entries: Vec<Entry> = Vec::with_capacity(exported.len());
    let mut medicines: BTreeMap<String, Entry> = BTreeMap::new();
    let mut devices: BTreeMap<Device, Entry> = BTreeMap::new();
    for Exported { mut entry, medicine, device } in exported {
        if let Some(name) = medicine {
            let record = medicines.entry(name.to_lowercase()).or_insert_with(|| medication(&entry, name));
            match &mut entry.value {
                EntryValue::Intake(intake) => intake.medication = record.id,
                EntryValue::SkippedDose(skipped) => skipped.medication = record.id,
                _ => {}
            }
        }
        if let Some(device) = device {
            let record = devices.entry(device.clone()).or_insert_with(|| measuring(&entry, device));
            entry.author = Author::Device(record.id);
        }
        entries.push(entry);
    }
    entries.extend(medicines.into_values());
    entries.extend(devices.into_values());
    entries
}

fn medication(first: &Entry, name: String) -> Entry {
    let medication = Medication {
        name: Coded::text(name),
        form: None,
        ingredients: Vec::new(),
        status: MedicationStatus::Active,
        start: None,
        end: None,
        reason: None,
        dosages: Vec::new(),
    };
    Entry {
        id: ids::part(first.id, "medicine"),
        value: EntryValue::Medication(Box::new(medication)),
        note: String::new(),
        ..first.clone()
    }
}

/// The record of a device: nobody typed it in.
fn measuring(first: &Entry, device: Device) -> Entry {
    Entry {
        id: ids::part(first.id, "device"),
        author: Author::App,
        value: EntryValue::Device(Box::new(device)),
        note: String::new(),
        ..first.clone()
    }
}
