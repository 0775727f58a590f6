//! Records that entries refer to: the medicines that were taken or left out, and the devices that measured.

use std::collections::BTreeMap;

use fhir_profiles::{Author, Coded, Device, Entry, EntryValue, Medication, MedicationStatus};
use heilsam_domain::RecordId;

use super::{Exported, NOTHING};
use crate::ids;

/// Adds one record for each medicine, valid from its first dose on, and one for each device, and lets the entries refer to
/// them. Their ids are derived from the record that was written first, whatever time it is about: a dose or reading that is
/// added later for an earlier day changes none. The smallest id is the oldest: ids of records begin with the time.
pub(crate) fn with_others(mut exported: Vec<Exported>) -> Vec<Entry> {
    exported.sort_by_key(|it| (it.entry.measured_at, it.entry.id));
    let named = exported.iter().filter_map(|it| Some((it.medicine.as_ref()?.to_lowercase(), it.entry.id)));
    let medicine_ids = written_first(named);
    let measured = exported.iter().filter_map(|it| Some((it.device.clone()?, it.entry.id)));
    let device_ids = written_first(measured);
    let mut entries: Vec<Entry> = Vec::with_capacity(exported.len());
    let mut medicines: BTreeMap<String, Entry> = BTreeMap::new();
    let mut devices: BTreeMap<Device, Entry> = BTreeMap::new();
    for Exported { mut entry, medicine, device } in exported {
        if let Some(name) = medicine {
            let key = name.to_lowercase();
            let source = medicine_ids.get(&key).copied().unwrap_or(entry.id);
            let id = ids::part(source, "medicine");
            let record = medicines.entry(key).or_insert_with(|| medication(&entry, id, name));
            match &mut entry.value {
                EntryValue::Intake(intake) => intake.medication = record.id,
                EntryValue::SkippedDose(skipped) => skipped.medication = record.id,
                _ => {}
            }
        }
        if let Some(device) = device {
            let source = device_ids.get(&device).copied().unwrap_or(entry.id);
            let id = ids::part(source, "device");
            let record = devices.entry(device.clone()).or_insert_with(|| measuring(&entry, id, device));
            entry.author = Author::Device(record.id);
        }
        entries.push(entry);
    }
    entries.extend(medicines.into_values());
    entries.extend(devices.into_values());
    entries
}

/// The smallest id beside each name.
fn written_first<T: Ord>(named: impl Iterator<Item = (T, RecordId)>) -> BTreeMap<T, RecordId> {
    let mut first: BTreeMap<T, RecordId> = BTreeMap::new();
    for (name, id) in named {
        let known = first.entry(name).or_insert(id);
        *known = id.min(*known);
    }
    first
}

/// The record of a medicine that is not there any more, for a dose of it: it has the id that the dose refers to, and the
/// name that the diary still knows.
pub(crate) fn lost_medicine(dose: &Entry, id: RecordId, name: Option<&String>) -> Entry {
    medication(dose, id, name.cloned().unwrap_or_else(|| NOTHING.to_owned()))
}

fn medication(first: &Entry, id: RecordId, name: String) -> Entry {
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
    Entry { id, value: EntryValue::Medication(Box::new(medication)), note: String::new(), ..first.clone() }
}

/// The record of a device: nobody typed it in.
fn measuring(first: &Entry, id: RecordId, device: Device) -> Entry {
    Entry {
        id,
        author: Author::App,
        value: EntryValue::Device(Box::new(device)),
        note: String::new(),
        ..first.clone()
    }
}
