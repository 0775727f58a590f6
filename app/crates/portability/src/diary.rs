//! Each kind of diary entry in the form that MIO DiGA has for it, with the own codes where it leaves them open.

mod beside;
mod names;
pub(crate) mod said;

use fhir_profiles::{
    Activity, Amount, Author, Coded, Decimal, Device, DeviceKind, Entry, EntryValue, Intake, Mood, Severity,
    SideEffect, SkippedDose, Sleep, Step, Vital, diary_code,
};
use heilsam_domain::{NameScope, RecordId};
use heilsam_therapy::diary::{self, DeviceFlag, IntakeResult, Origin, Rating};
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

pub(crate) use beside::{lost_medicine, with_others};
pub(crate) use names::{activity_of, effect_of, skip_reason_of, unit_of};

/// Stands where there are no words: an export never fails for want of them.
pub(crate) const NOTHING: &str = "–";

/// What is known about a record beside its entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) id: RecordId,
    /// The scope of names of the other account that it came from.
    pub(crate) names: Option<NameScope>,
    pub(crate) version: u32,
    pub(crate) recorded_at: Timestamp,
    pub(crate) utc_offset_minutes: i16,
}

/// What becomes of an entry.
struct Value {
    value: EntryValue,
    note: String,
    /// Name of the medicine that it refers to.
    medicine: Option<String>,
    /// When it began, where that is not when it was measured.
    begun_at: Option<Timestamp>,
}

/// An entry, and the medicine and the device that it needs beside it.
#[derive(Debug)]
pub(crate) struct Exported {
    entry: Entry,
    /// The scope of names of the other account that it came from.
    names: Option<NameScope>,
    medicine: Option<String>,
    /// Apart, as most entries have none and there may be many thousands of them.
    device: Option<Box<Device>>,
}

/// An entry as a record of the export; `words` says its values in the patient's language.
pub(crate) fn export(diary: &DiaryEntry, frame: Frame, words: Option<&str>) -> Exported {
    let Value { value, note, medicine, begun_at } =
        value(diary, words.unwrap_or_default(), frame.utc_offset_minutes);
    let Frame { id, names, version, recorded_at, utc_offset_minutes } = frame;
    let (measured_at, author) = (begun_at.unwrap_or(diary.measured_at), Author::Patient);
    let entry = Entry { id, version, recorded_at, measured_at, utc_offset_minutes, author, value, note };
    Exported { entry, names, medicine, device: device(diary).map(Box::new) }
}

/// The device that measured, where it was one.
fn device(diary: &DiaryEntry) -> Option<Device> {
    let Origin::Device { name, facts, .. } = &diary.origin else { return None };
    let kind = match diary.measurement {
        Measurement::Weight(_) => DeviceKind::Scale,
        _ => DeviceKind::BloodPressureMonitor,
    };
    Some(Device {
        kind,
        name: name.trim().to_owned(),
        manufacturer: facts.manufacturer.trim().to_owned(),
        model: facts.model.trim().to_owned(),
        serial: facts.serial.trim().to_owned(),
    })
}

/// The values of an entry.
fn value(entry: &DiaryEntry, words: &str, utc_offset_minutes: i16) -> Value {
    let said = || EntryValue::DiaryNote(joined(words, &entry.note));
    let named = |code: &str| {
        let text = if words.is_empty() { NOTHING } else { words };
        Coded { text: text.to_owned(), code: diary_code(code) }
    };
    let noticed = entry.origin.has(DeviceFlag::IrregularPulse);
    let (mut medicine, mut begun_at) = (None, None);
    let value = match &entry.measurement {
        Measurement::BloodPressure(values) => EntryValue::BloodPressure {
            systolic: Decimal::from(values.systolic()),
            diastolic: Decimal::from(values.diastolic()),
            heart_rate: values.pulse().map(Decimal::from),
            irregular: noticed,
        },
        Measurement::Pulse(pulse) => EntryValue::HeartRate {
            per_minute: Decimal::from(pulse.per_minute()),
            irregular: noticed || pulse.irregular(),
        },
        Measurement::Weight(weight) => match weight.kilograms().to_string().parse() {
            Ok(kilograms) => EntryValue::Vital(Vital::Weight(kilograms)),
            Err(_) => said(),
        },
        Measurement::MedicationIntake(intake) => match dose_value(intake) {
            Some(value) => {
                medicine = Some(intake.medicine().to_owned());
                value
            }
            // An intake without a dose cannot be written as one.
            None => said(),
        },
        Measurement::SideEffect(effect) => EntryValue::SideEffect(Box::new(SideEffect {
            what: named(names::effect(effect.effect())),
            severity: Some(match effect.severity() {
                diary::Severity::Mild => Severity::Mild,
                diary::Severity::Moderate => Severity::Moderate,
                diary::Severity::Severe => Severity::Severe,
            }),
            ended_at: None,
        })),
        Measurement::Activity(activity) => EntryValue::Activity(Box::new(Activity {
            what: named(names::activity(activity.kind())),
            ended_at: entry
                .measured_at
                .checked_add(SignedDuration::from_mins(activity.minutes().into()))
                .ok(),
        })),
        Measurement::Sleep(night) => match sleep(*night, utc_offset_minutes) {
            Some((asleep_at, sleep)) => {
                begun_at = Some(asleep_at);
                EntryValue::Sleep(Box::new(sleep))
            }
            None => said(),
        },
        Measurement::Mood(mood) => match step(mood.mood) {
            Some(feeling) => {
                EntryValue::Mood(Box::new(Mood { mood: feeling, tension: mood.tension.and_then(step) }))
            }
            None => said(),
        },
        Measurement::FreeNote {} => said(),
    };
    let note = match value {
        EntryValue::DiaryNote(_) => String::new(),
        _ => said::below(&entry.note, &entry.measurement),
    };
    Value { value, note, medicine, begun_at }
}

/// An intake or a dose left out; which medicine it was is filled in later.
fn dose_value(intake: &diary::Intake) -> Option<EntryValue> {
    let medication = RecordId::from_bytes([0; 16]);
    let dose = dose(intake);
    Some(match intake.result() {
        IntakeResult::Taken => EntryValue::Intake(Box::new(Intake { medication, dose: dose? })),
        IntakeResult::Skipped(reason) => {
            let reason = names::skip_reason(reason);
            EntryValue::SkippedDose(Box::new(SkippedDose { medication, reason, dose }))
        }
    })
}

/// A night, and when it began; `None` where the wall clock does not exist.
fn sleep(night: diary::Sleep, utc_offset_minutes: i16) -> Option<(Timestamp, Sleep)> {
    let offset = Offset::from_seconds(i32::from(utc_offset_minutes) * 60).ok()?;
    let moment = |local: DateTime| offset.to_timestamp(local).ok();
    let ended_at = moment(night.awake_at())?;
    let sleep = Sleep { ended_at, restful: step(night.quality())?, awakenings: night.awakenings() };
    Some((moment(night.asleep_at())?, sleep))
}

fn step(rating: Rating) -> Option<Step> {
    Step::new(rating.into())
}

fn joined(words: &str, note: &str) -> String {
    match (words.is_empty(), note.is_empty()) {
        (true, true) => NOTHING.to_owned(),
        (true, false) => note.to_owned(),
        (_, true) => words.to_owned(),
        (false, false) => format!("{words}\n{note}"),
    }
}

fn dose(intake: &diary::Intake) -> Option<Amount> {
    let amount = intake.amount()?;
    let (unit, ucum) = names::unit(amount.unit);
    let value = amount.value.to_string().parse().ok()?;
    Some(Amount { value, unit: unit.to_owned(), ucum: ucum.to_owned() })
}

#[cfg(test)]
mod tests {
    use heilsam_domain::BloodPressure;
    use heilsam_therapy::diary::{
        ActivityKind, DeviceFacts, Effort, IntakeDraft, Mood, Pulse, SkipReason, Weight,
    };
    use jiff::civil::date;

    use super::*;

    fn taken(amount: &str, result: IntakeResult) -> Measurement {
        let draft = IntakeDraft {
            medicine: "Ramipril 5 mg".into(),
            amount: amount.into(),
            result: Some(result),
            ..IntakeDraft::default()
        };
        Measurement::MedicationIntake(draft.parse().unwrap())
    }

    fn exported(number: u8, measurement: Measurement, note: &str) -> Exported {
        exported_from(Origin::Typed, number, measurement, note)
    }

    fn exported_from(origin: Origin, number: u8, measurement: Measurement, note: &str) -> Exported {
        let measured_at = "2026-03-01T08:00:00Z".parse().unwrap();
        let diary = DiaryEntry { measured_at, measurement, note: note.into(), origin };
        let id = RecordId::from_parts(1_700_000_000_000, [number; 10]);
        let frame = Frame { id, names: None, version: 1, recorded_at: measured_at, utc_offset_minutes: 60 };
        export(&diary, frame, Some("in Worten"))
    }

    const NAMES: NameScope = NameScope::from_bytes([7; 16]);

    #[test]
    fn every_kind_has_a_place_in_the_file() {
        let activity = diary::Activity::new(ActivityKind::Walking, 30, Effort::Moderate, None).unwrap();
        let night = (date(2026, 2, 28).at(22, 45, 0, 0), date(2026, 3, 1).at(6, 2, 0, 0));
        let night = diary::Sleep::new(night.0, night.1, Rating::Two, Some(3)).unwrap();
        let entries = with_others(
            [
                exported(1, Measurement::Weight(Weight::from_grams(82_350).unwrap()), "nüchtern"),
                exported(3, taken("0,5", IntakeResult::Taken), ""),
                exported(5, taken("1", IntakeResult::Taken), ""),
                exported(7, taken("", IntakeResult::Skipped(SkipReason::Forgotten)), "unterwegs"),
                exported(9, Measurement::Activity(activity), ""),
                exported(11, Measurement::Mood(Mood { mood: Rating::Four, tension: None }), ""),
                exported(13, Measurement::FreeNote {}, "heute müde"),
                exported(15, Measurement::Sleep(night), ""),
            ]
            .into(),
            NAMES,
        );
        let kinds: Vec<String> = entries
            .iter()
            .map(|entry| {
                serde_json::to_value(&entry.value)
                    .unwrap()
                    .as_object()
                    .unwrap()
                    .keys()
                    .next()
                    .unwrap()
                    .clone()
            })
            .collect();
        let expected = [
            // The night began before everything else.
            "sleep",
            "vital",
            "intake",
            "intake",
            "skipped_dose",
            "activity",
            "mood",
            "diary_note",
            "medication",
        ];
        assert_eq!(kinds, expected);
        assert_eq!(entries[0].measured_at, "2026-02-28T21:45:00Z".parse().unwrap());
        assert_eq!((entries[1].note.as_str(), entries[4].note.as_str()), ("nüchtern", "unterwegs"));
        for index in [2, 3] {
            let EntryValue::Intake(intake) = &entries[index].value else { panic!("no intake") };
            assert_eq!(intake.medication, entries[8].id, "both refer to the one medicine");
        }
        let EntryValue::SkippedDose(skipped) = &entries[4].value else { panic!("no dose left out") };
        assert_eq!(skipped.medication, entries[8].id);
        let EntryValue::Activity(walk) = &entries[5].value else { panic!("no activity") };
        assert_eq!(walk.what.text, "in Worten");
        assert_eq!(walk.what.code, diary_code("activity-walking"));
    }

    #[test]
    fn what_a_device_measured_refers_to_one_record_for_each_device() {
        let from = |name: &str, flags: &[DeviceFlag]| {
            let facts = DeviceFacts { serial: "S1".into(), ..DeviceFacts::default() };
            Origin::Device { name: name.into(), flags: flags.to_vec(), facts, codes: Vec::new() }
        };
        let pressure = || Measurement::BloodPressure(BloodPressure::new(135, 85, Some(70)).unwrap());
        let weight = Measurement::Weight(Weight::from_grams(82_350).unwrap());
        let entries = with_others(
            [
                exported_from(from("Cuff", &[DeviceFlag::IrregularPulse]), 1, pressure(), ""),
                exported_from(from("Cuff", &[DeviceFlag::BodyMoved]), 3, pressure(), ""),
                exported_from(from("Cuff", &[]), 5, weight, ""),
                exported(7, Measurement::Pulse(Pulse::new(88, true).unwrap()), ""),
            ]
            .into(),
            NAMES,
        );
        assert_eq!(entries.len(), 4 + 2, "a monitor and a scale, whatever both call themselves");
        let device = |index: usize| match entries[index].author {
            Author::Device(record) => record,
            other => panic!("{other:?}"),
        };
        assert_eq!(device(0), device(1));
        assert_ne!(device(0), device(2));
        assert_eq!(entries[3].author, Author::Patient);
        let described = entries.iter().find(|entry| entry.id == device(2)).unwrap();
        let EntryValue::Device(scale) = &described.value else { panic!("no device") };
        assert_eq!((scale.kind, scale.serial.as_str()), (DeviceKind::Scale, "S1"));
        let irregular = |index: usize| match &entries[index].value {
            EntryValue::BloodPressure { irregular, .. } | EntryValue::HeartRate { irregular, .. } => {
                *irregular
            }
            other => panic!("{other:?}"),
        };
        assert_eq!([irregular(0), irregular(1), irregular(3)], [true, false, true]);
    }

    #[test]
    fn a_dose_or_reading_that_is_added_or_deleted_changes_no_medicine_and_no_device() {
        let scale = || Origin::Device {
            name: "Scale".into(),
            flags: Vec::new(),
            facts: DeviceFacts::default(),
            codes: Vec::new(),
        };
        let weight = || Measurement::Weight(Weight::from_grams(82_350).unwrap());
        let first = || {
            vec![exported(1, taken("1", IntakeResult::Taken), ""), exported_from(scale(), 3, weight(), "")]
        };
        let mut later = first();
        later.push(exported(5, taken("1", IntakeResult::Taken), ""));
        later.push(exported_from(scale(), 7, weight(), ""));
        for added in &mut later[2..] {
            added.entry.measured_at = "2026-02-01T08:00:00Z".parse().unwrap();
        }
        let others = |entries: &[Entry]| {
            let is = |it: &&Entry| matches!(it.value, EntryValue::Medication(_) | EntryValue::Device(_));
            entries.iter().filter(is).map(|it| it.id).collect::<Vec<_>>()
        };
        let (before, after) = (with_others(first(), NAMES), with_others(later, NAMES));
        assert_eq!(others(&before).len(), 2);
        assert_eq!(others(&before), others(&after));
        assert_eq!(after[after.len() - 2].measured_at, "2026-02-01T08:00:00Z".parse().unwrap());
        let second =
            vec![exported(9, taken("1", IntakeResult::Taken), ""), exported_from(scale(), 11, weight(), "")];
        let deleted = with_others(second, NAMES);
        assert_eq!(others(&before), others(&deleted), "the first ones are gone");
        let other = with_others(first(), NameScope::from_bytes([9; 16]));
        assert!(
            others(&other).iter().all(|id| !others(&before).contains(id)),
            "nobody else has these ids, not even for the same account without its scope"
        );
        let mut brought = first();
        brought.iter_mut().for_each(|it| it.names = Some(NAMES));
        let brought = with_others(brought, NameScope::from_bytes([9; 16]));
        assert_eq!(others(&before), others(&brought), "but for who brought them along");
    }

    #[test]
    fn the_file_is_made_of_all_kinds() {
        let mut input = fhir_profiles::sample::full();
        let period = input.period;
        let dose = exported(1, taken("1", IntakeResult::Taken), "");
        input.entries = with_others(vec![dose, exported(3, Measurement::FreeNote {}, "müde")], NAMES);
        for entry in &mut input.entries {
            entry.measured_at = period.start;
        }
        let file = fhir_profiles::BundleExport::new(input, fhir_profiles::Format::Json)
            .unwrap()
            .into_text()
            .unwrap();
        assert!(file.contains("Ramipril 5 mg") && file.contains("müde"));
    }
}
