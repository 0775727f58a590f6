//! What a value from a file is in the diary.

use std::collections::HashMap;

use fhir_profiles::{Amount, Decimal, Entry, EntryValue, Sleep, Step, Vital};
use heilsam_domain::{BloodPressure, RecordId};
use heilsam_therapy::Measurement;
use heilsam_therapy::diary::{self, IntakeDraft, IntakeResult, Mood, Pulse, Rating, Weight};
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::diary::{skip_reason_of, unit_of};

/// An entry of the diary, without what every one has.
pub(super) struct Diarised {
    pub(super) measured_at: Timestamp,
    pub(super) measurement: Measurement,
    pub(super) note: String,
}

/// The medicines of a file and of the account by their records.
pub(super) struct Medicines(HashMap<RecordId, String>);

impl Medicines {
    /// Reads their names.
    pub(super) fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let name = |entry: &'a Entry| {
            let EntryValue::Medication(medication) = entry.value.own() else { return None };
            let code = medication.name.code.as_ref().map(|code| code.display.clone());
            let text = Some(medication.name.text.clone()).filter(|text| !text.is_empty());
            Some((entry.id, text.or(code)?))
        };
        Self(entries.filter_map(name).collect())
    }
}

/// What an entry is in the diary; `None` where the diary has no place for all of it.
pub(super) fn diarise(entry: &Entry, medicines: &Medicines) -> Option<Diarised> {
    let value = match entry.value.own() {
        // Shown as far as it is understood; exported as it came.
        EntryValue::Kept(kept) if kept.dated => kept.value.as_deref()?,
        own => own,
    };
    let (measurement, measured_at) = match value {
        EntryValue::DiaryNote(text) => {
            let note = [text.trim(), entry.note.trim()].into_iter().filter(|it| !it.is_empty());
            let note = note.collect::<Vec<_>>().join("\n");
            if note.is_empty() {
                return None;
            }
            return Some(Diarised {
                measured_at: entry.measured_at,
                measurement: Measurement::FreeNote {},
                note,
            });
        }
        // A night lies at its waking up.
        EntryValue::Sleep(sleep) => (Measurement::Sleep(night(entry, sleep)?), sleep.ended_at),
        other => (measurement(other, medicines)?, entry.measured_at),
    };
    Some(Diarised { measured_at, measurement, note: entry.note.trim().to_owned() })
}

fn measurement(value: &EntryValue, medicines: &Medicines) -> Option<Measurement> {
    let whole = |number: &Decimal| number.as_str().parse::<u16>().ok();
    Some(match value {
        // The rhythm of a pressure without a pulse has no place in the diary; the file keeps it.
        EntryValue::BloodPressure { systolic, diastolic, heart_rate: None, .. } => {
            Measurement::BloodPressure(BloodPressure::new(whole(systolic)?, whole(diastolic)?, None).ok()?)
        }
        EntryValue::HeartRate { per_minute, irregular } => {
            Measurement::Pulse(Pulse::new(whole(per_minute)?, *irregular).ok()?)
        }
        EntryValue::Vital(Vital::Weight(kilograms)) => {
            Measurement::Weight(Weight::from_kilograms(kilograms.as_str().parse().ok()?).ok()?)
        }
        EntryValue::Mood(mood) => {
            let tension = match mood.tension {
                Some(tension) => Some(rating(tension)?),
                None => None,
            };
            Measurement::Mood(Mood { mood: rating(mood.mood)?, tension })
        }
        EntryValue::Intake(intake) => {
            dose(medicines.0.get(&intake.medication)?, Some(&intake.dose), IntakeResult::Taken)?
        }
        EntryValue::SkippedDose(skipped) => {
            let result = IntakeResult::Skipped(skip_reason_of(skipped.reason));
            dose(medicines.0.get(&skipped.medication)?, skipped.dose.as_ref(), result)?
        }
        _ => return None,
    })
}

fn dose(medicine: &str, amount: Option<&Amount>, result: IntakeResult) -> Option<Measurement> {
    let unit = match amount {
        Some(amount) => Some(unit_of(&amount.ucum)?),
        None => None,
    };
    let draft = IntakeDraft {
        medicine: medicine.to_owned(),
        amount: amount.map(|amount| amount.value.as_str().to_owned()).unwrap_or_default(),
        unit,
        result: Some(result),
        planned_for: None,
    };
    draft.parse().ok().map(Measurement::MedicationIntake)
}

/// A night on the patient's wall clock.
fn night(entry: &Entry, sleep: &Sleep) -> Option<diary::Sleep> {
    let offset = Offset::from_seconds(i32::from(entry.utc_offset_minutes) * 60).ok()?;
    let local = |at: Timestamp| offset.to_datetime(at);
    let restful = rating(sleep.restful)?;
    diary::Sleep::new(local(entry.measured_at), local(sleep.ended_at), restful, sleep.awakenings).ok()
}

fn rating(step: Step) -> Option<Rating> {
    Rating::try_from(step.number()).ok()
}
