use heilsam_domain::BloodPressure;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::diary::{
    DeviceFacts, DeviceFlag, DiaryEntry, Effect, IntakeDraft, IntakeResult, Measurement, Mood, Origin, Pulse,
    Rating, Severity, SideEffectDraft, SkipReason, Sleep, Weight,
};

fn now() -> Timestamp {
    "2026-03-15T08:00:00Z".parse().unwrap()
}

fn entry(hours_ago: i64, measurement: Measurement) -> DiaryEntry {
    let measured_at = now() - SignedDuration::from_hours(hours_ago);
    DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed }
}

fn pressure(systolic: u16, diastolic: u16) -> Measurement {
    Measurement::BloodPressure(BloodPressure::new(systolic, diastolic, None).unwrap())
}

fn weight(hours_ago: i64, grams: u32) -> DiaryEntry {
    entry(hours_ago, Measurement::Weight(Weight::from_grams(grams).unwrap()))
}

fn reasons(advice: &[Advice]) -> Vec<(Urgency, Reason)> {
    advice.iter().map(|it| (it.urgency, it.reason)).collect()
}

#[test]
fn a_very_high_value_asks_to_measure_again_and_with_chest_pain_for_112() {
    let value = entry(0, pressure(182, 95));
    let calm = about_entry(&value, &[Complaint::Headache]);
    assert_eq!(reasons(&calm), [(Urgency::MeasureAgain, Reason::VeryHigh)]);
    assert_eq!(calm[0].programme, Programme::NoExercise);

    let pain = about_entry(&value, &[Complaint::ChestPain]);
    assert_eq!((pain[0].urgency, pain[0].programme), (Urgency::Emergency, Programme::Pauses));
    assert!(pain.iter().any(|it| it.reason == Reason::VeryHighWithComplaints));
}

#[test]
fn signs_of_a_stroke_mean_112_with_any_value() {
    use Complaint::{
        Breathless, ChestPain, Confusion, Paralysis, Speech, TearingPain, Vision, WorstHeadache,
    };
    let emergencies =
        [ChestPain, Breathless, Paralysis, Speech, Vision, WorstHeadache, Confusion, TearingPain];
    for complaint in Complaint::ALL {
        let advice = about_entry(&entry(0, pressure(125, 78)), &[complaint]);
        let is_112 = advice.first().is_some_and(|it| it.urgency == Urgency::Emergency);
        assert_eq!(is_112, emergencies.contains(&complaint), "{complaint:?}");
    }
}

#[test]
fn a_second_very_high_value_within_a_day_pauses_the_programme() {
    let once = [entry(0, pressure(185, 95))];
    assert_eq!(about_history(&once, now()), []);
    let twice = [entry(0, pressure(185, 95)), entry(23, pressure(150, 112))];
    let advice = about_history(&twice, now());
    assert_eq!(reasons(&advice), [(Urgency::DoctorToday, Reason::VeryHighTwice)]);
    assert_eq!(advice[0].programme, Programme::Pauses);
    let long_ago = [entry(0, pressure(185, 95)), entry(25, pressure(150, 112))];
    assert_eq!(about_history(&long_ago, now()), []);
}

#[test]
fn an_average_needs_six_readings() {
    let readings = |count: i64, systolic, diastolic| -> Vec<DiaryEntry> {
        (0..count).map(|number| entry(number * 12, pressure(systolic, diastolic))).collect()
    };
    assert_eq!(about_history(&readings(5, 150, 95), now()), []);
    assert_eq!(about_history(&readings(6, 134, 84), now()), []);
    let stays_high = [(Urgency::NextAppointment, Reason::StaysHigh)];
    assert_eq!(reasons(&about_history(&readings(6, 135, 80), now())), stays_high);
    assert_eq!(reasons(&about_history(&readings(6, 120, 85), now())), stays_high);
    assert_eq!(
        reasons(&about_history(&readings(6, 160, 90), now())),
        [(Urgency::DoctorToday, Reason::StaysVeryHigh)]
    );
}

#[test]
fn low_values_matter_more_with_dizziness() {
    let low = entry(0, pressure(85, 55));
    assert_eq!(reasons(&about_entry(&low, &[])), [(Urgency::MeasureAgain, Reason::Low)]);
    assert_eq!(
        reasons(&about_entry(&low, &[Complaint::Dizziness])),
        [(Urgency::DoctorToday, Reason::LowWithComplaints)]
    );
}

#[test]
fn pulse_limits_are_exact() {
    let reason = |per_minute| {
        let pulse = Measurement::Pulse(Pulse::new(per_minute, false).unwrap());
        about_entry(&entry(0, pulse), &[]).first().map(|it| it.reason)
    };
    assert_eq!(reason(39), Some(Reason::PulseVerySlow));
    assert_eq!(reason(40), Some(Reason::PulseSlow));
    assert_eq!(reason(49), Some(Reason::PulseSlow));
    assert_eq!((reason(50), reason(100)), (None, None));
    assert_eq!(reason(101), Some(Reason::PulseFast));
    assert_eq!(reason(130), Some(Reason::PulseFast));
    assert_eq!(reason(131), Some(Reason::PulseVeryFast));
}

#[test]
fn what_the_device_noticed_is_passed_on() {
    let mut reading = entry(0, pressure(128, 80));
    let flags = vec![DeviceFlag::CuffTooLoose, DeviceFlag::IrregularPulse];
    let (facts, codes) = (DeviceFacts::default(), Vec::new());
    reading.origin = Origin::Device { name: "BM 77".into(), flags, facts, codes };
    let found = about_entry(&reading, &[]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|it| it.urgency == Urgency::MeasureAgain));
    let often: Vec<DiaryEntry> = (0..3)
        .map(|day| DiaryEntry {
            measured_at: now() - SignedDuration::from_hours(day * 24),
            ..reading.clone()
        })
        .collect();
    assert_eq!(reasons(&about_history(&often, now())), [(Urgency::DoctorToday, Reason::IrregularPulseOften)]);
}

#[test]
fn weight_that_changes_fast_is_noticed() {
    assert_eq!(about_history(&[weight(60, 80_000), weight(0, 82_000)], now()), []);
    assert_eq!(
        reasons(&about_history(&[weight(60, 80_000), weight(0, 82_100)], now())),
        [(Urgency::DoctorToday, Reason::WeightRisesFast)]
    );
    assert_eq!(about_history(&[weight(600, 80_000), weight(0, 76_000)], now()), []);
    assert_eq!(
        reasons(&about_history(&[weight(600, 80_000), weight(0, 75_900)], now())),
        [(Urgency::NextAppointment, Reason::WeightFallsFast)]
    );
}

#[test]
fn a_swollen_face_is_an_emergency_and_mild_cough_is_nothing() {
    let effect = |effect, severity| {
        let draft =
            SideEffectDraft { effect: Some(effect), severity: Some(severity), ..SideEffectDraft::default() };
        about_entry(&entry(0, Measurement::SideEffect(draft.parse().unwrap())), &[])
    };
    assert_eq!(
        reasons(&effect(Effect::SwollenFace, Severity::Mild)),
        [(Urgency::Emergency, Reason::SwollenFace)]
    );
    assert_eq!(
        reasons(&effect(Effect::Cough, Severity::Severe)),
        [(Urgency::DoctorToday, Reason::SevereSideEffect)]
    );
    assert_eq!(effect(Effect::Cough, Severity::Mild), []);
}

#[test]
fn three_missed_intakes_in_a_row_are_noticed() {
    let intake = |hours_ago, result| {
        let draft =
            IntakeDraft { medicine: "Ramipril".into(), result: Some(result), ..IntakeDraft::default() };
        entry(hours_ago, Measurement::MedicationIntake(draft.parse().unwrap()))
    };
    let forgot = IntakeResult::Skipped(SkipReason::Forgotten);
    let mut list = vec![intake(72, IntakeResult::Taken), intake(48, forgot), intake(24, forgot)];
    assert_eq!(about_history(&list, now()), []);
    list.push(intake(0, forgot));
    assert_eq!(reasons(&about_history(&list, now())), [(Urgency::NextAppointment, Reason::IntakesMissed)]);
    let ran_out = intake(0, IntakeResult::Skipped(SkipReason::RanOut));
    assert_eq!(reasons(&about_entry(&ran_out, &[])), [(Urgency::DoctorToday, Reason::MedicineRanOut)]);
}

#[test]
fn low_mood_and_short_nights_need_two_weeks() {
    let mood = |day: i64, mood| entry(day * 24, Measurement::Mood(Mood { mood, tension: None }));
    let bad: Vec<DiaryEntry> = (0..6).map(|day| mood(day, Rating::One)).collect();
    assert_eq!(reasons(&about_history(&bad, now())), [(Urgency::NextAppointment, Reason::MoodStaysLow)]);
    assert_eq!(about_history(&bad[..5], now()), []);
    let night = |day: i64| {
        let from = date(2026, 3, 1).at(1, 0, 0, 0);
        let sleep = Sleep::new(from, date(2026, 3, 1).at(5, 30, 0, 0), Rating::Two, None).unwrap();
        entry(day * 24, Measurement::Sleep(sleep))
    };
    let short: Vec<DiaryEntry> = (0..7).map(night).collect();
    assert_eq!(reasons(&about_history(&short, now())), [(Urgency::NextAppointment, Reason::SleepsTooLittle)]);
}

#[test]
fn the_most_cautious_advice_decides_about_the_programme() {
    assert_eq!(programme(&[]), Programme::GoesOn);
    let programme =
        |advice: &[Advice]| programme(&advice.iter().map(|it| it.reason).collect::<Vec<Reason>>());
    let advice = [(110, Programme::GoesOn), (190, Programme::NoExercise)];
    for (systolic, expected) in advice {
        assert_eq!(programme(&about_entry(&entry(0, pressure(systolic, 70)), &[])), expected);
    }
    let fast = Measurement::BloodPressure(BloodPressure::new(190, 90, Some(120)).unwrap());
    assert_eq!(programme(&about_entry(&entry(0, fast), &[])), Programme::NoExercise);
    let pain = about_entry(&entry(0, pressure(190, 90)), &[Complaint::ChestPain, Complaint::Dizziness]);
    assert_eq!(programme(&pain), Programme::Pauses);
}

#[test]
fn every_reason_has_a_source_and_a_place_in_the_list() {
    let mut all = Reason::ALL.to_vec();
    all.dedup();
    assert_eq!(all.len(), 25);
    assert!(all.iter().all(|reason| reason.source().len() > 20));
}
