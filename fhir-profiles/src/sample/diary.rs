//! What a diary holds beyond the profiles that are made for one value, and the devices that measured.

use heilsam_domain::RecordId;
use jiff::{Span, Timestamp};

use super::{START, exact};
use crate::{
    Activity, Amount, Author, Coded, Device, DeviceKind, Entry, EntryValue, Medication, MedicationStatus,
    Mood, Severity, SideEffect, SkipReason, SkippedDose, Sleep, Step, Vital, diary_code,
};

/// Records that others refer to.
const MONITOR: u8 = 1;
const SCALE: u8 = 2;
const MEDICINE: u8 = 3;

/// The records, each referring to others where its kind can.
pub(super) fn entries() -> Vec<Entry> {
    let measured = [
        (pressure(Some("71")), Author::Device(id(MONITOR))),
        (pressure(None), Author::Device(id(MONITOR))),
        (EntryValue::HeartRate { per_minute: exact("88"), irregular: true }, Author::Patient),
        (EntryValue::Vital(Vital::Weight(exact("81.40"))), Author::Device(id(SCALE))),
    ];
    let told = nights().into_iter().chain(moods()).chain(doses()).chain(coded());
    let values = measured.into_iter().chain(told.map(|value| (value, Author::Patient)));
    let known = [
        (MONITOR, monitor(), Author::App),
        (SCALE, scale(), Author::App),
        (MEDICINE, medicine(), Author::Patient),
    ];
    let known = known.into_iter().map(|(number, value, author)| entry(number, value, author));
    known.chain((10..).zip(values).map(|(number, (value, author))| entry(number, value, author))).collect()
}

fn entry(number: u8, value: EntryValue, author: Author) -> Entry {
    let note = match &value {
        EntryValue::Device(_) => String::new(),
        _ => "notiert & geprüft".to_owned(),
    };
    let at = minutes(number);
    let (recorded_at, measured_at) = (at, at);
    Entry {
        id: id(number),
        version: 1,
        recorded_at,
        measured_at,
        utc_offset_minutes: 60,
        author,
        value,
        note,
    }
}

fn id(number: u8) -> RecordId {
    RecordId::from_parts(1_767_225_600_000, [number; 10])
}

fn minutes(number: u8) -> Timestamp {
    later(START, i64::from(number) * 10)
}

fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at.saturating_add(Span::new().minutes(minutes)).unwrap_or(Timestamp::MAX)
}

fn pressure(heart_rate: Option<&str>) -> EntryValue {
    EntryValue::BloodPressure {
        systolic: exact("142"),
        diastolic: exact("88"),
        heart_rate: heart_rate.map(exact),
        irregular: true,
    }
}

fn monitor() -> EntryValue {
    EntryValue::Device(Box::new(Device {
        kind: DeviceKind::BloodPressureMonitor,
        name: "Oberarm & Handgelenk 7".to_owned(),
        manufacturer: "Beispiel Messgeräte GmbH".to_owned(),
        model: "BM-7".to_owned(),
        serial: "0007-4711".to_owned(),
    }))
}

/// A device that says nothing about itself.
fn scale() -> EntryValue {
    EntryValue::Device(Box::new(Device {
        kind: DeviceKind::Scale,
        name: String::new(),
        manufacturer: String::new(),
        model: String::new(),
        serial: String::new(),
    }))
}

fn nights() -> Vec<EntryValue> {
    let night = |number, length, restful, awakenings| {
        let sleep =
            Sleep { ended_at: later(minutes(number), length), restful: Step::new(restful)?, awakenings };
        Some(EntryValue::Sleep(Box::new(sleep)))
    };
    // Its start is the tenth of minutes at which the entry stands: number 14 and 15.
    [night(14, 437, 4, Some(2)), night(15, 480, 1, None)].into_iter().flatten().collect()
}

fn moods() -> Vec<EntryValue> {
    let mood = |mood, tension: Option<u8>| {
        let mood = Mood { mood: Step::new(mood)?, tension: tension.and_then(Step::new) };
        Some(EntryValue::Mood(Box::new(mood)))
    };
    [mood(5, Some(1)), mood(2, None)].into_iter().flatten().collect()
}

fn medicine() -> EntryValue {
    EntryValue::Medication(Box::new(Medication {
        name: Coded::text("Beispielmittel 5 mg"),
        form: None,
        ingredients: Vec::new(),
        status: MedicationStatus::Active,
        start: None,
        end: None,
        reason: None,
        dosages: Vec::new(),
    }))
}

fn doses() -> Vec<EntryValue> {
    let half = Amount { value: exact("0.50"), unit: "Tablette".to_owned(), ucum: "{Tbl}".to_owned() };
    let skipped = |reason, dose| {
        EntryValue::SkippedDose(Box::new(SkippedDose { medication: id(MEDICINE), reason, dose }))
    };
    let with = skipped(SkipReason::LowReading, Some(half));
    [with].into_iter().chain(SkipReason::ALL.map(|reason| skipped(reason, None))).collect()
}

fn coded() -> Vec<EntryValue> {
    let named = |text: &str, code| Coded { text: text.to_owned(), code: diary_code(code) };
    vec![
        EntryValue::Activity(Box::new(Activity {
            what: named("Gehen, 30 Minuten, mittel", "activity-walking"),
            ended_at: Some(minutes(60)),
        })),
        EntryValue::SideEffect(Box::new(SideEffect {
            what: named("Schwindel, mittel", "effect-dizziness"),
            severity: Some(Severity::Moderate),
            ended_at: None,
        })),
    ]
}
