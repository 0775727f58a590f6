//! What a value from a file is in the diary.

use std::collections::HashMap;

use fhir_profiles::{Activity, Amount, Decimal, Entry, EntryValue, Severity, SideEffect, Sleep, Step, Vital};
use heilsam_domain::{BloodPressure, RecordId};
use heilsam_therapy::Measurement;
use heilsam_therapy::diary::{
    self, Effort, IntakeDraft, IntakeResult, Mood, Pulse, Rating, SideEffectDraft, Weight,
};
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use crate::diary::{activity_of, effect_of, said, skip_reason_of, unit_of};

/// An entry of the diary, without what every one has.
pub(super) struct Diarised {
    pub(super) measured_at: Timestamp,
    pub(super) measurement: Measurement,
    pub(super) note: String,
    /// Whether the pulse of a pressure was irregular; a pulse says so itself.
    pub(super) irregular: bool,
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

/// As much of an entry as the app understands: of a kept resource that has a time what is shown of it.
pub(super) fn understood(entry: &Entry) -> Option<&EntryValue> {
    match entry.value.own() {
        // Shown as far as it is understood; exported as it came.
        EntryValue::Kept(kept) if kept.dated => kept.value.as_deref(),
        own => Some(own),
    }
}

/// What an entry is in the diary; `None` where the diary has no place for all of it.
pub(super) fn diarise(entry: &Entry, medicines: &Medicines) -> Option<Diarised> {
    let value = understood(entry)?;
    if let EntryValue::DiaryNote(text) = value {
        let note = [text.trim(), entry.note.trim()].into_iter().filter(|it| !it.is_empty());
        let note = note.collect::<Vec<_>>().join("\n");
        return (!note.is_empty()).then_some(Diarised {
            measured_at: entry.measured_at,
            measurement: Measurement::FreeNote {},
            note,
            irregular: false,
        });
    }
    let measured_at = match value {
        // A night lies at its waking up.
        EntryValue::Sleep(sleep) => sleep.ended_at,
        _ => entry.measured_at,
    };
    let irregular = matches!(value, EntryValue::BloodPressure { irregular: true, .. });
    let (measurement, note) = told(entry, value, medicines)?;
    Some(Diarised { measured_at, measurement, note: note.to_owned(), irregular })
}

/// A value with its note, which may hold parts of it.
fn told<'a>(entry: &'a Entry, value: &EntryValue, medicines: &Medicines) -> Option<(Measurement, &'a str)> {
    let note = entry.note.trim();
    Some(match value {
        EntryValue::Intake(intake) => {
            let medicine = medicines.0.get(&intake.medication)?;
            let (note, planned_for) = said::planned(note);
            (dose(medicine, Some(&intake.dose), IntakeResult::Taken, planned_for)?, note)
        }
        EntryValue::SkippedDose(skipped) => {
            let medicine = medicines.0.get(&skipped.medication)?;
            let result = IntakeResult::Skipped(skip_reason_of(skipped.reason));
            let (note, planned_for) = said::planned(note);
            (dose(medicine, skipped.dose.as_ref(), result, planned_for)?, note)
        }
        EntryValue::Activity(activity) => {
            let (note, effort, steps) = said::activity(note);
            (Measurement::Activity(movement(entry, activity, effort?, steps)?), note)
        }
        // A kept one has its note, which may hold parts of it, in the resource only.
        EntryValue::SideEffect(_) if matches!(entry.value.own(), EntryValue::Kept(_)) => return None,
        EntryValue::SideEffect(effect) => {
            let (note, medicine, words) = said::side_effect(note);
            (Measurement::SideEffect(complaint(effect, medicine, words)?), note)
        }
        other => (measurement(entry, other)?, note),
    })
}

fn measurement(entry: &Entry, value: &EntryValue) -> Option<Measurement> {
    let whole = |number: &Decimal| number.as_str().parse::<u16>().ok();
    Some(match value {
        EntryValue::BloodPressure { systolic, diastolic, heart_rate: None, .. } => {
            Measurement::BloodPressure(BloodPressure::new(whole(systolic)?, whole(diastolic)?, None).ok()?)
        }
        EntryValue::HeartRate { per_minute, irregular } => {
            Measurement::Pulse(Pulse::new(whole(per_minute)?, *irregular).ok()?)
        }
        EntryValue::Vital(Vital::Weight(kilograms)) => {
            Measurement::Weight(Weight::from_kilograms(kilograms.as_str().parse().ok()?).ok()?)
        }
        EntryValue::Sleep(sleep) => Measurement::Sleep(night(entry, sleep)?),
        EntryValue::Mood(mood) => {
            let tension = match mood.tension {
                Some(tension) => Some(rating(tension)?),
                None => None,
            };
            Measurement::Mood(Mood { mood: rating(mood.mood)?, tension })
        }
        _ => return None,
    })
}

/// A movement of the diary: of a known kind, for whole minutes. An exercise of the programme is none.
fn movement(
    entry: &Entry,
    activity: &Activity,
    effort: Effort,
    steps: Option<u32>,
) -> Option<diary::Activity> {
    let kind = activity_of(activity.what.code.as_ref()?)?;
    let length = activity.ended_at?.duration_since(entry.measured_at);
    let minutes = u16::try_from(length.as_secs() / 60).ok()?;
    if length != SignedDuration::from_mins(minutes.into()) {
        return None;
    }
    diary::Activity::new(kind, minutes, effort, steps).ok()
}

/// A complaint of the diary, which knows no end of one.
fn complaint(effect: &SideEffect, medicine: String, words: String) -> Option<diary::SideEffect> {
    let severity = match effect.severity? {
        Severity::Mild => diary::Severity::Mild,
        Severity::Moderate => diary::Severity::Moderate,
        Severity::Severe => diary::Severity::Severe,
    };
    if effect.ended_at.is_some() {
        return None;
    }
    let kind = effect_of(effect.what.code.as_ref()?)?;
    SideEffectDraft { effect: Some(kind), severity: Some(severity), medicine, words }.parse().ok()
}

fn dose(
    medicine: &str,
    amount: Option<&Amount>,
    result: IntakeResult,
    planned_for: Option<DateTime>,
) -> Option<Measurement> {
    let unit = match amount {
        Some(amount) => Some(unit_of(&amount.ucum)?),
        None => None,
    };
    let draft = IntakeDraft {
        medicine: medicine.to_owned(),
        amount: amount.map(|amount| amount.value.as_str().to_owned()).unwrap_or_default(),
        unit,
        result: Some(result),
        planned_for,
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
