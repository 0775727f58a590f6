//! Records that entries refer to: the medicines that were taken or left out, and the devices that measured.

use std::collections::BTreeMap;

use fhir_profiles::{Author, Coded, Device, DeviceKind, Entry, EntryValue, Medication, MedicationStatus};
use heilsam_domain::{NameScope, RecordId};

use super::{Exported, NOTHING};
use crate::ids;

/// Adds one record for each medicine, valid from its first dose on, and one for each device, and lets the entries refer to
/// them. Their ids are derived from the account's scope of names and from what the patient tells them apart by: no dose or
/// reading that is added or deleted changes one. What came from another account has the id that it had there.
pub(crate) fn with_others(mut exported: Vec<Exported>, names: NameScope) -> Vec<Entry> {
    exported.sort_by_key(|it| (it.entry.measured_at, it.entry.id));
    let named = exported.iter().filter_map(|it| Some((it.medicine.as_ref()?.to_lowercase(), it.names?)));
    let medicine_homes = homes(named);
    let measured = exported.iter().filter_map(|it| Some((it.device.as_deref()?.clone(), it.names?)));
    let device_homes = homes(measured);
    let mut entries: Vec<Entry> = Vec::with_capacity(exported.len());
    let mut medicines: BTreeMap<String, Entry> = BTreeMap::new();
    let mut devices: BTreeMap<Device, Entry> = BTreeMap::new();
    for Exported { mut entry, names: _, medicine, device } in exported {
        if let Some(name) = medicine {
            let key = name.to_lowercase();
            let home = medicine_homes.get(&key).copied().unwrap_or(names);
            let id = ids::named(home, &format!("medicine/{key}"));
            let record = medicines.entry(key).or_insert_with(|| medication(&entry, id, name));
            match &mut entry.value {
                EntryValue::Intake(intake) => intake.medication = record.id,
                EntryValue::SkippedDose(skipped) => skipped.medication = record.id,
                _ => {}
            }
        }
        if let Some(device) = device {
            let home = device_homes.get(&*device).copied().unwrap_or(names);
            let id = ids::named(home, &told_apart(&device));
            let record = devices.entry((*device).clone()).or_insert_with(|| measuring(&entry, id, *device));
            entry.author = Author::Device(record.id);
        }
        entries.push(entry);
    }
    entries.extend(medicines.into_values());
    entries.extend(devices.into_values());
    entries
}

/// The scope of the other account that each of them came from; of several the smallest.
fn homes<T: Ord>(brought: impl Iterator<Item = (T, NameScope)>) -> BTreeMap<T, NameScope> {
    let mut homes: BTreeMap<T, NameScope> = BTreeMap::new();
    for (what, names) in brought {
        let known = homes.entry(what).or_insert(names);
        *known = names.min(*known);
    }
    homes
}

/// All that tells a device from others.
fn told_apart(device: &Device) -> String {
    let kind = match device.kind {
        DeviceKind::BloodPressureMonitor => "blood-pressure-monitor",
        DeviceKind::Scale => "scale",
    };
    let facts = [kind, &device.name, &device.manufacturer, &device.model, &device.serial];
    // The unit separator. A fact that has it, too, could only let two devices have one id.
    format!("device/{}", facts.join("\u{1f}"))
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
