//! Advice from the entries of the last weeks.

use heilsam_domain::blood_pressure::Assessment;
use jiff::Timestamp;

use super::{Advice, Reason, Urgency, sorted};
use crate::diary::{DeviceFlag, DiaryEntry, Intake, Measurement, Rating};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// Readings that an average of a week needs before it means anything.
///
/// Source: ESC Guidelines 2024, home measurement: at least three days, morning and evening.
const READINGS_FOR_AVERAGE: u64 = 6;

/// What the entries up to `now` ask for together; most urgent first. The order of the entries does not matter.
#[must_use]
pub fn about_history(entries: &[DiaryEntry], now: Timestamp) -> Vec<Advice> {
    let within = |days: i64| {
        let (since, until) = (now.as_second() - days * DAY, now.as_second());
        let mut list: Vec<&DiaryEntry> =
            entries.iter().filter(|entry| (since..=until).contains(&entry.measured_at.as_second())).collect();
        list.sort_by_key(|entry| entry.measured_at);
        list
    };
    let (day, week, two_weeks, month) = (within(1), within(7), within(14), within(30));
    let found = [
        very_high_twice(&day),
        average(&week),
        irregular_often(&week),
        weight_rises(&within(3)),
        weight_falls(&month),
        intakes_missed(&two_weeks),
        mood_stays_low(&two_weeks),
        sleeps_too_little(&two_weeks),
    ];
    sorted(found.into_iter().flatten().collect())
}

fn very_high_twice(day: &[&DiaryEntry]) -> Option<Advice> {
    let count = day
        .iter()
        .filter(
            |entry| matches!(entry.measurement, Measurement::BloodPressure(it) if it.assess() == Assessment::Critical),
        )
        .count();
    (count >= 2).then_some(Advice::new(Urgency::DoctorToday, Reason::VeryHighTwice))
}

fn average(week: &[&DiaryEntry]) -> Option<Advice> {
    let (mut systolic, mut diastolic, mut count) = (0_u64, 0_u64, 0_u64);
    for entry in week {
        if let Measurement::BloodPressure(value) = entry.measurement {
            systolic += u64::from(value.systolic());
            diastolic += u64::from(value.diastolic());
            count += 1;
        }
    }
    if count < READINGS_FOR_AVERAGE {
        return None;
    }
    let reaches = |upper: u64, lower: u64| systolic >= upper * count || diastolic >= lower * count;
    if reaches(160, 100) {
        Some(Advice::new(Urgency::DoctorToday, Reason::StaysVeryHigh))
    } else if reaches(135, 85) {
        Some(Advice::new(Urgency::NextAppointment, Reason::StaysHigh))
    } else {
        None
    }
}

fn irregular_often(week: &[&DiaryEntry]) -> Option<Advice> {
    let is_irregular = |entry: &&&DiaryEntry| {
        entry.origin.has(DeviceFlag::IrregularPulse)
            || matches!(entry.measurement, Measurement::Pulse(pulse) if pulse.irregular())
    };
    let count = week.iter().filter(is_irregular).count();
    (count >= 3).then_some(Advice::new(Urgency::DoctorToday, Reason::IrregularPulseOften))
}

fn weights(entries: &[&DiaryEntry]) -> Vec<i64> {
    let grams = |entry: &&DiaryEntry| match &entry.measurement {
        Measurement::Weight(weight) => Some(i64::from(weight.grams())),
        _ => None,
    };
    entries.iter().filter_map(grams).collect()
}

fn weight_rises(three_days: &[&DiaryEntry]) -> Option<Advice> {
    let weights = weights(three_days);
    let last = weights.last()?;
    let lowest = weights.iter().min()?;
    (last - lowest > 2_000).then_some(Advice::new(Urgency::DoctorToday, Reason::WeightRisesFast))
}

fn weight_falls(month: &[&DiaryEntry]) -> Option<Advice> {
    let weights = weights(month);
    let (first, last) = (weights.first()?, weights.last()?);
    ((first - last) * 20 > *first).then_some(Advice::new(Urgency::NextAppointment, Reason::WeightFallsFast))
}

fn intakes_missed(two_weeks: &[&DiaryEntry]) -> Option<Advice> {
    let mut last: Vec<&Intake> = Vec::new();
    for entry in two_weeks {
        if let Measurement::MedicationIntake(intake) = &entry.measurement {
            last.push(intake);
        }
    }
    let missed = last.iter().rev().take_while(|intake| !intake.taken()).count();
    (missed >= 3).then_some(Advice::new(Urgency::NextAppointment, Reason::IntakesMissed))
}

/// Whether more than half of at least `least` entries fulfil the rule.
fn most<'a, V>(
    entries: &[&'a DiaryEntry],
    least: usize,
    value: impl Fn(&'a DiaryEntry) -> Option<V>,
    rule: impl Fn(V) -> bool,
) -> bool {
    let values: Vec<bool> = entries.iter().filter_map(|entry| value(entry)).map(rule).collect();
    values.len() >= least && values.iter().filter(|hit| **hit).count() * 2 > values.len()
}

fn mood_stays_low(two_weeks: &[&DiaryEntry]) -> Option<Advice> {
    let mood = |entry: &DiaryEntry| match &entry.measurement {
        Measurement::Mood(mood) => Some(mood.mood),
        _ => None,
    };
    most(two_weeks, 6, mood, |mood| mood == Rating::One)
        .then_some(Advice::new(Urgency::NextAppointment, Reason::MoodStaysLow))
}

fn sleeps_too_little(two_weeks: &[&DiaryEntry]) -> Option<Advice> {
    let minutes = |entry: &DiaryEntry| match &entry.measurement {
        Measurement::Sleep(sleep) => Some(sleep.minutes()),
        _ => None,
    };
    most(two_weeks, 6, minutes, |minutes| minutes < 5 * 60)
        .then_some(Advice::new(Urgency::NextAppointment, Reason::SleepsTooLittle))
}
