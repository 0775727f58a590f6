//! Each kind of diary entry in the form that MIO DiGA has for it; what it has no form for goes along in words.

use std::collections::BTreeMap;

use fhir_profiles::{
    Activity, Amount, Author, Coded, Decimal, Entry, EntryValue, Intake, Medication, MedicationStatus,
    Severity, SideEffect, Vital,
};
use heilsam_domain::RecordId;
use heilsam_therapy::diary::{self, AmountUnit, Origin};
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::{SignedDuration, Timestamp};

use crate::ids;

/// Stands where there are no words: an export never fails for want of them.
const NOTHING: &str = "–";

/// What is known about a record beside its entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) id: RecordId,
    pub(crate) version: u32,
    pub(crate) recorded_at: Timestamp,
    pub(crate) utc_offset_minutes: i16,
}

/// What becomes of an entry.
struct Value {
    value: EntryValue,
    note: String,
    /// Name of the medicine that an intake refers to.
    medicine: Option<String>,
}

/// An entry, and the medicine it needs beside it.
#[derive(Debug)]
pub(crate) struct Exported {
    entry: Entry,
    medicine: Option<String>,
}

/// An entry as a record of the export; `words` says its values in the patient's language.
pub(crate) fn export(diary: &DiaryEntry, frame: Frame, words: Option<&str>) -> Exported {
    let Value { value, note, medicine } = value(diary, words.unwrap_or_default());
    let author = match diary.origin {
        Origin::Device { .. } => Author::App,
        Origin::Typed | Origin::File { .. } => Author::Patient,
    };
    let Frame { id, version, recorded_at, utc_offset_minutes } = frame;
    let measured_at = diary.measured_at;
    let entry = Entry { id, version, recorded_at, measured_at, utc_offset_minutes, author, value, note };
    Exported { entry, medicine }
}

/// The values of an entry.
fn value(entry: &DiaryEntry, words: &str) -> Value {
    let said = || EntryValue::DiaryNote(joined(words, &entry.note));
    let named = || Coded::text(if words.is_empty() { NOTHING } else { words });
    let value = match &entry.measurement {
        Measurement::BloodPressure(values) => EntryValue::from(*values),
        Measurement::Pulse(pulse) if !pulse.irregular() => {
            EntryValue::HeartRate { per_minute: Decimal::from(pulse.per_minute()) }
        }
        Measurement::Weight(weight) => match weight.kilograms().to_string().parse() {
            Ok(kilograms) => EntryValue::Vital(Vital::Weight(kilograms)),
            Err(_) => said(),
        },
        Measurement::MedicationIntake(intake) => match dose(intake) {
            Some(dose) => {
                let medication = RecordId::from_bytes([0; 16]);
                return Value {
                    value: EntryValue::Intake(Box::new(Intake { medication, dose })),
                    note: entry.note.clone(),
                    medicine: Some(intake.medicine().to_owned()),
                };
            }
            // An intake that was left out is no intake, and one without a dose cannot be written as one.
            None => said(),
        },
        Measurement::SideEffect(effect) => EntryValue::SideEffect(Box::new(SideEffect {
            what: named(),
            severity: Some(match effect.severity() {
                diary::Severity::Mild => Severity::Mild,
                diary::Severity::Moderate => Severity::Moderate,
                diary::Severity::Severe => Severity::Severe,
            }),
            ended_at: None,
        })),
        Measurement::Activity(activity) => EntryValue::Activity(Box::new(Activity {
            what: named(),
            ended_at: entry
                .measured_at
                .checked_add(SignedDuration::from_mins(activity.minutes().into()))
                .ok(),
        })),
        Measurement::Pulse(_) | Measurement::Sleep(_) | Measurement::Mood(_) | Measurement::FreeNote {} => {
            said()
        }
    };
    let note = if matches!(value, EntryValue::DiaryNote(_)) { String::new() } else { entry.note.clone() };
    Value { value, note, medicine: None }
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
    let amount = intake.amount().filter(|_| intake.taken())?;
    let (unit, ucum) = match amount.unit {
        AmountUnit::Tablet => ("Tablette", "{Tbl}"),
        AmountUnit::Drop => ("Tropfen", "[drp]"),
        AmountUnit::Milligram => ("mg", "mg"),
        AmountUnit::Millilitre => ("ml", "mL"),
        AmountUnit::Puff => ("Hub", "{Hub}"),
    };
    let value = amount.value.to_string().parse().ok()?;
    Some(Amount { value, unit: unit.to_owned(), ucum: ucum.to_owned() })
}

/// Adds one record for each medicine that was taken, valid from its first intake on, and lets the intakes refer to it.
pub(crate) fn with_medicines(mut exported: Vec<Exported>) -> Vec<Entry> {
    exported.sort_by_key(|it| (it.entry.measured_at, it.entry.id));
    let mut entries: Vec<Entry> = Vec::with_capacity(exported.len());
    let mut medicines: BTreeMap<String, Entry> = BTreeMap::new();
    for Exported { mut entry, medicine } in exported {
        if let Some(name) = medicine {
            let record = medicines.entry(name.to_lowercase()).or_insert_with(|| medication(&entry, name));
            if let EntryValue::Intake(intake) = &mut entry.value {
                intake.medication = record.id;
            }
        }
        entries.push(entry);
    }
    entries.extend(medicines.into_values());
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

#[cfg(test)]
mod tests {
    use heilsam_therapy::diary::{
        ActivityKind, Effort, IntakeDraft, IntakeResult, Mood, Rating, SkipReason, Weight,
    };

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
        let measured_at = "2026-03-01T08:00:00Z".parse().unwrap();
        let diary = DiaryEntry { measured_at, measurement, note: note.into(), origin: Origin::Typed };
        let id = RecordId::from_parts(1_700_000_000_000, [number; 10]);
        let frame = Frame { id, version: 1, recorded_at: measured_at, utc_offset_minutes: 60 };
        export(&diary, frame, Some("in Worten"))
    }

    #[test]
    fn every_kind_has_a_place_in_the_file() {
        let activity = diary::Activity::new(ActivityKind::Walking, 30, Effort::Moderate, None).unwrap();
        let entries = with_medicines(
            [
                exported(1, Measurement::Weight(Weight::from_grams(82_350).unwrap()), "nüchtern"),
                exported(3, taken("0,5", IntakeResult::Taken), ""),
                exported(5, taken("1", IntakeResult::Taken), ""),
                exported(7, taken("", IntakeResult::Skipped(SkipReason::Forgotten)), "unterwegs"),
                exported(9, Measurement::Activity(activity), ""),
                exported(11, Measurement::Mood(Mood { mood: Rating::Four, tension: None }), ""),
                exported(13, Measurement::FreeNote {}, "heute müde"),
            ]
            .into(),
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
        let expected =
            ["vital", "intake", "intake", "diary_note", "activity", "diary_note", "diary_note", "medication"];
        assert_eq!(kinds, expected);
        assert_eq!(entries[0].note, "nüchtern");
        let text = |index: usize| match &entries[index].value {
            EntryValue::DiaryNote(text) => text.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!((text(3), entries[3].note.as_str()), ("in Worten\nunterwegs".to_owned(), ""));
        for index in [1, 2] {
            let EntryValue::Intake(intake) = &entries[index].value else { panic!("no intake") };
            assert_eq!(intake.medication, entries[7].id, "both refer to the one medicine");
        }
    }

    #[test]
    fn the_file_is_made_of_all_kinds() {
        let mut input = fhir_profiles::sample::full();
        let period = input.period;
        input.entries = with_medicines(vec![
            exported(1, taken("1", IntakeResult::Taken), ""),
            exported(3, Measurement::FreeNote {}, "müde"),
        ]);
        for entry in &mut input.entries {
            entry.measured_at = period.start;
        }
        let file = fhir_profiles::BundleExport::new(input, fhir_profiles::Format::Json).unwrap().into_text();
        assert!(file.contains("Ramipril 5 mg") && file.contains("müde"));
    }
}
