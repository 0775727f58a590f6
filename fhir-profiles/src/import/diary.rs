//! What a diary holds beyond the profiles of MIO DiGA that are made for one value, and the devices that measured.

use super::parts::{self, amount, holds, moment, note, reference, text};
use super::values::{Parsed, Scene, blood_pressure};
use crate::input::{Device, DeviceKind, EntryValue, Mood, SkipReason, SkippedDose, Sleep};
use crate::reader::Node;
use crate::resource::measuring_device::kind_coding;
use crate::terms::diary::{
    AWAKENINGS, HEART_RHYTHM, MOOD, MOOD_SCALE, PULSE_IRREGULAR, RESTFULNESS, RESTFULNESS_SCALE,
    SLEEP_DURATION, TENSION, TENSION_SCALE, skip_reason, step,
};
use crate::terms::{Coding, HEART_RATE, PER_MINUTE};

/// The profile of free observations.
const FREE: &str = "Observation_Free";

/// Reads a free observation, by its code.
pub(super) fn parse(node: &Node, scene: &impl Scene) -> Option<Parsed> {
    let has = |coding: Coding| has_code(node, coding);
    if has(SLEEP_DURATION) {
        read_sleep(node)
    } else if has(MOOD) {
        read_mood(node)
    } else if has(HEART_RHYTHM) {
        read_rhythm(node, scene)
    } else {
        None
    }
}

fn read_sleep(node: &Node) -> Option<Parsed> {
    let end = |name| node.at("effectivePeriod")?.value_at(name).and_then(moment);
    let sleep = Sleep {
        ended_at: end("end")?.0,
        restful: step(&RESTFULNESS_SCALE, chosen(component(node, RESTFULNESS)?)?)?,
        awakenings: component(node, AWAKENINGS).and_then(|it| it.value_at("valueInteger")?.parse().ok()),
    };
    let value = EntryValue::Sleep(Box::new(sleep));
    Some(Parsed { at: end("start"), note: note(node), ..Parsed::bare(value) })
}

fn read_mood(node: &Node) -> Option<Parsed> {
    let tension = component(node, TENSION).and_then(chosen).and_then(|code| step(&TENSION_SCALE, code));
    let mood = Mood { mood: step(&MOOD_SCALE, chosen(node)?)?, tension };
    let at = node.value_at("effectiveDateTime").and_then(moment);
    Some(Parsed { at, note: note(node), ..Parsed::bare(EntryValue::Mood(Box::new(mood))) })
}

/// An irregular pulse belongs to the value that it was noticed with.
fn read_rhythm(node: &Node, scene: &impl Scene) -> Option<Parsed> {
    if chosen(node) != Some(PULSE_IRREGULAR.code) {
        return None;
    }
    let id = reference(node, "derivedFrom")?;
    let measured = scene.resource(id).filter(|measured| holds(FREE, measured))?;
    let value = if HEART_RATE.into_iter().any(|coding| has_code(&measured, coding)) {
        let per_minute = parts::measured(&measured, PER_MINUTE)?;
        EntryValue::HeartRate { per_minute, irregular: true }
    } else {
        blood_pressure(&measured, true)?
    };
    let at = measured.value_at("effectiveDateTime").and_then(moment);
    Some(Parsed { at, note: note(&measured), with: vec![id], ..Parsed::bare(value) })
}

/// Reads a statement that a dose was left out.
pub(super) fn skipped_dose(node: &Node, scene: &impl Scene) -> Option<EntryValue> {
    let code = node.value_at("statusReason.coding.code")?;
    let skipped = SkippedDose {
        medication: reference(node, "medicationReference").and_then(|id| scene.record(id))?,
        reason: SkipReason::ALL.into_iter().find(|reason| skip_reason(*reason).code == code)?,
        dose: amount(node, "dosage.doseAndRate.doseQuantity"),
    };
    Some(EntryValue::SkippedDose(Box::new(skipped)))
}

/// Reads a device that measured, with its definition and its maker.
pub(super) fn device(node: &Node, scene: &impl Scene) -> Option<Parsed> {
    let code = node.value_at("type.coding.code")?;
    let known = [DeviceKind::BloodPressureMonitor, DeviceKind::Scale];
    let definition = reference(node, "definition")?;
    let manufacturer = reference(&scene.resource(definition)?, "manufacturerReference");
    let maker = manufacturer.and_then(|id| scene.resource(id));
    let device = Device {
        kind: known.into_iter().find(|kind| kind_coding(*kind).code == code)?,
        name: text(node, "deviceName.name"),
        manufacturer: maker.map(|maker| text(&maker, "name")).unwrap_or_default(),
        model: text(node, "modelNumber"),
        serial: text(node, "serialNumber"),
    };
    let with = [definition].into_iter().chain(manufacturer).collect();
    Some(Parsed { with, ..Parsed::bare(EntryValue::Device(Box::new(device))) })
}

fn has_code(node: &Node, wanted: Coding) -> bool {
    let Some(code) = node.child("code") else { return false };
    code.all("coding").any(|coding| {
        coding.value_at("system") == Some(wanted.system) && coding.value_at("code") == Some(wanted.code)
    })
}

/// The component with this code.
fn component(node: &Node, wanted: Coding) -> Option<&Node> {
    node.all("component").find(|component| has_code(component, wanted))
}

/// The code that was chosen as the value.
fn chosen(node: &Node) -> Option<&str> {
    node.value_at("valueCodeableConcept.coding.code")
}
