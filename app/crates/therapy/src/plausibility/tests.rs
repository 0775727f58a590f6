use heilsam_domain::BloodPressure;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::diary::{
    ActivityKind, IntakeDraft, IntakeResult, Measurement, Origin, Pulse, Rating, Sleep, Weight,
};

fn now() -> Timestamp {
    "2026-03-15T08:00:00Z".parse().unwrap()
}

fn entry(minutes_ago: i64, measurement: Measurement) -> DiaryEntry {
    let measured_at = now() - SignedDuration::from_mins(minutes_ago);
    DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed }
}

fn pressure(systolic: u16) -> Measurement {
    Measurement::BloodPressure(BloodPressure::new(systolic, 80, None).unwrap())
}

fn weight(grams: u32) -> Measurement {
    Measurement::Weight(Weight::from_grams(grams).unwrap())
}

fn activity(minutes: u16, effort: Effort, steps: Option<u32>) -> Measurement {
    Measurement::Activity(Activity::new(ActivityKind::Walking, minutes, effort, steps).unwrap())
}

fn found(measurement: Measurement, others: &[DiaryEntry]) -> Vec<Doubt> {
    doubts_with_history(&entry(0, measurement), others, now())
}

#[test]
fn usual_values_raise_no_doubt() {
    let others = [entry(1_440, pressure(130)), entry(1_440, weight(80_000))];
    for usual in [pressure(138), weight(80_900), activity(45, Effort::Moderate, Some(5_000))] {
        assert_eq!(found(usual, &others), []);
    }
}

#[test]
fn each_kind_has_its_limits() {
    assert_eq!(found(Measurement::Pulse(Pulse::new(39, false).unwrap()), &[]), [Doubt::UnusualPulse]);
    assert_eq!(found(weight(34_000), &[]), [Doubt::UnusualWeight]);
    assert_eq!(found(activity(241, Effort::Moderate, None), &[]), [Doubt::LongActivity]);
    assert_eq!(found(activity(121, Effort::Vigorous, None), &[]), [Doubt::LongActivity]);
    assert_eq!(found(activity(10, Effort::Moderate, Some(2_001)), &[]), [Doubt::TooManySteps]);
}

#[test]
fn the_same_value_twice_is_asked_about() {
    assert_eq!(found(pressure(130), &[entry(5, pressure(130))]), [Doubt::Twice]);
    assert_eq!(found(pressure(130), &[entry(6, pressure(130))]), []);
    assert_eq!(found(pressure(130), &[entry(2, pressure(131))]), []);
}

#[test]
fn a_reading_far_from_all_others_is_asked_about() {
    let usual = |values: &[u16]| -> Vec<DiaryEntry> {
        values.iter().map(|value| entry(1_440, pressure(*value))).collect()
    };
    assert_eq!(found(pressure(190), &usual(&[130, 140, 149])), [Doubt::FarFromOtherReadings]);
    assert_eq!(found(pressure(190), &usual(&[130, 140, 150])), []);
    assert_eq!(found(pressure(190), &usual(&[130, 140])), []);
}

#[test]
fn a_weight_that_jumps_is_asked_about() {
    assert_eq!(found(weight(82_500), &[entry(1_440, weight(80_000))]), [Doubt::WeightJumped]);
    assert_eq!(found(weight(82_300), &[entry(1_440, weight(80_000))]), []);
    assert_eq!(found(weight(84_000), &[entry(8 * 1_440, weight(80_000))]), []);
    assert_eq!(found(weight(28_000), &[]), [Doubt::UnusualWeight]);
}

#[test]
fn reading_right_after_effort_is_asked_about() {
    let walk = activity(30, Effort::Moderate, None);
    assert_eq!(found(pressure(140), &[entry(34, walk.clone())]), [Doubt::RightAfterEffort]);
    assert_eq!(found(pressure(140), &[entry(36, walk)]), []);
}

#[test]
fn a_planned_intake_is_logged_once() {
    let intake = |hour| {
        let draft = IntakeDraft {
            medicine: "Ramipril".into(),
            result: Some(IntakeResult::Taken),
            planned_for: Some(date(2026, 3, 15).at(hour, 0, 0, 0)),
            ..IntakeDraft::default()
        };
        Measurement::MedicationIntake(draft.parse().unwrap())
    };
    assert_eq!(found(intake(8), &[entry(60, intake(8))]), [Doubt::IntakeTwice]);
    assert_eq!(found(intake(8), &[entry(60, intake(20))]), []);
}

#[test]
fn nights_do_not_overlap_and_days_have_24_hours() {
    let sleep = |from_hour, to_hour| {
        let (from, to) = (date(2026, 3, 14).at(from_hour, 0, 0, 0), date(2026, 3, 14).at(to_hour, 0, 0, 0));
        Measurement::Sleep(Sleep::new(from, to, Rating::Three, None).unwrap())
    };
    assert_eq!(found(sleep(1, 7), &[entry(60, sleep(6, 9))]), [Doubt::SleepsOverlap]);
    assert_eq!(found(sleep(1, 7), &[entry(60, sleep(7, 10))]), []);
    assert_eq!(found(sleep(1, 14), &[]), [Doubt::UnusualSleep]);
    let full =
        [entry(60, activity(239, Effort::Light, None)), entry(120, activity(960, Effort::Light, None))];
    assert_eq!(found(sleep(1, 7), &full), [Doubt::DayTooLong]);
}

#[test]
fn entries_of_last_year_are_asked_about() {
    let old = entry(366 * 24 * 60, pressure(130));
    assert_eq!(doubts_with_history(&old, &[], now()), [Doubt::LongAgo]);
}
