use heilsam_domain::BloodPressure;
use jiff::civil::{Date, date};
use jiff::tz::Offset;
use rust_decimal::Decimal;

use super::*;
use crate::diary::{
    Activity, ActivityKind, Effort, IntakeDraft, IntakeResult, Measurement, Origin, Rating, SkipReason,
    Sleep, Weight,
};

fn entry(day: Date, hour: i8, measurement: Measurement) -> DiaryEntry {
    let measured_at = Offset::UTC.to_timestamp(day.at(hour, 0, 0, 0)).unwrap();
    DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed }
}

fn reading(day: i8, hour: i8, systolic: u16, diastolic: u16) -> DiaryEntry {
    let value = BloodPressure::new(systolic, diastolic, Some(70)).unwrap();
    entry(date(2026, 3, day), hour, Measurement::BloodPressure(value))
}

fn timed(entries: &[DiaryEntry]) -> Vec<Timed<'_>> {
    entries.iter().map(|entry| Timed::new(entry, 0)).collect()
}

#[test]
fn morning_and_evening_are_told_apart() {
    let entries =
        [reading(1, 7, 140, 90), reading(1, 19, 130, 80), reading(2, 7, 141, 90), reading(2, 13, 120, 70)];
    let summary = summarise(&timed(&entries)).unwrap();
    assert_eq!(summary.all.systolic.to_string(), "132.8");
    assert_eq!(summary.morning.unwrap().systolic.to_string(), "140.5");
    assert_eq!(summary.evening.unwrap().diastolic.to_string(), "80.0");
    assert_eq!(summary.in_range_percent.to_string(), "50.0");
    assert_eq!((summary.highest.0.systolic(), summary.lowest.0.systolic(), summary.days), (141, 120, 2));
    assert!(summarise(&[]).is_none());
}

#[test]
fn the_wall_clock_of_the_patient_decides_what_morning_is() {
    let entries = [reading(1, 3, 140, 90)];
    let berlin: Vec<Timed<'_>> = entries.iter().map(|entry| Timed::new(entry, 120)).collect();
    assert!(summarise(&berlin).unwrap().morning.is_some());
    assert!(summarise(&timed(&entries)).unwrap().morning.is_none());
}

#[test]
fn the_home_average_is_that_of_seven_days() {
    let mut entries = vec![reading(1, 7, 190, 110)];
    for day in 2..=8 {
        entries.extend([reading(day, 7, 132, 82), reading(day, 19, 128, 80)]);
    }
    let home = |entries: &[DiaryEntry], day| home_average(&timed(entries), date(2026, 3, day));
    let week = home(&entries, 8).unwrap();
    assert_eq!((week.average.systolic.to_string(), week.days, week.complete), ("130.0".into(), 7, true));
    assert_eq!(home(&entries, 7).unwrap().average.count, 13);
    let three_days = home(&entries[..5], 3).unwrap();
    assert_eq!((three_days.days, three_days.complete), (3, true));
    assert!(!home(&entries[1..5], 3).unwrap().complete, "two days are too few");
    let mornings: Vec<DiaryEntry> = entries.iter().skip(1).step_by(2).cloned().collect();
    assert!(!home(&mornings, 8).unwrap().complete, "evenings are missing");
    assert!(home(&entries, 20).is_none());
}

#[test]
fn a_single_wild_value_does_not_turn_the_trend() {
    let points: Vec<_> = (0..28_i8)
        .map(|day| {
            let wild = if day == 27 { 60 } else { 0 };
            (date(2026, 3, day + 1).at(7, 0, 0, 0), Decimal::from(150 - i32::from(day) / 2 + wild))
        })
        .collect();
    let found = trend(&points, Decimal::ONE).unwrap();
    assert_eq!(found.direction, Direction::Falling);
    assert_eq!(found.per_week.to_string(), "-3.5");
    assert_eq!(trend(&points[..3], Decimal::ONE), None);
    assert_eq!(trend(&points[..6], Decimal::ONE), None);
    assert_eq!(trend(&points, Decimal::from(5)).unwrap().direction, Direction::Level);
}

#[test]
fn ten_years_of_readings_have_a_trend() {
    let first = date(2016, 1, 1);
    let points: Vec<_> = (0..15_000_i64)
        .map(|number| {
            let day = first.checked_add(jiff::Span::new().days(number / 4)).unwrap();
            (day.at(7, 0, 0, 0), Decimal::from(130 + number % 7))
        })
        .collect();
    assert_eq!(trend(&points, Decimal::ONE).unwrap().direction, Direction::Level);
}

#[test]
fn weight_and_body_mass_index_are_exact() {
    let weight =
        |day, grams| entry(date(2026, 3, day), 7, Measurement::Weight(Weight::from_grams(grams).unwrap()));
    let entries = [weight(9, 81_300), weight(1, 82_550)];
    let series = weights(&timed(&entries)).unwrap();
    assert_eq!((series.change.to_string(), series.points.len()), ("-1.3".into(), 2));
    let index = |height| series::body_mass_index(Decimal::from(81), height).map(|it| it.to_string());
    assert_eq!((index(180), index(99)), (Some("25.0".into()), None));
}

#[test]
fn adherence_counts_what_the_plan_asked_for() {
    let intake = |day, result| {
        let draft =
            IntakeDraft { medicine: "Ramipril".into(), result: Some(result), ..IntakeDraft::default() };
        entry(date(2026, 3, day), 8, Measurement::MedicationIntake(draft.parse().unwrap()))
    };
    let entries = [
        intake(1, IntakeResult::Taken),
        intake(2, IntakeResult::Taken),
        intake(3, IntakeResult::Skipped(SkipReason::Forgotten)),
        intake(4, IntakeResult::Skipped(SkipReason::DoctorSaidSo)),
    ];
    let found = adherence(&timed(&entries), 7).unwrap();
    assert_eq!((found.planned, found.taken, found.skipped), (6, 2, 1));
    assert_eq!(found.percent.to_string(), "33.3");
    assert_eq!(found.reasons.len(), 2);
    assert_eq!(adherence(&timed(&entries), 0).unwrap().percent.to_string(), "66.7");
    assert_eq!(adherence(&[], 0), None);
}

#[test]
fn weeks_begin_on_monday() {
    let walk = |day: Date, minutes, effort| {
        let activity = Activity::new(ActivityKind::Walking, minutes, effort, Some(1_000)).unwrap();
        entry(day, 10, Measurement::Activity(activity))
    };
    let (sunday, monday) = (date(2026, 3, 8), date(2026, 3, 9));
    let entries = [
        walk(sunday, 30, Effort::Moderate),
        walk(monday, 20, Effort::Vigorous),
        walk(monday, 15, Effort::Light),
    ];
    let weeks = activity_weeks(&timed(&entries));
    assert_eq!(weeks.len(), 2);
    assert_eq!((weeks[0].monday, weeks[0].counted_minutes), (date(2026, 3, 2), 30));
    assert_eq!(
        (weeks[1].counted_minutes, weeks[1].minutes, weeks[1].days, weeks[1].steps),
        (40, 35, 1, 2_000)
    );

    let sleep = Sleep::new(sunday.at(23, 0, 0, 0), monday.at(6, 31, 0, 0), Rating::Four, None).unwrap();
    let nights = [entry(monday, 7, Measurement::Sleep(sleep))];
    let weeks = sleep_weeks(&timed(&nights));
    assert_eq!(
        (weeks[0].monday, weeks[0].mean_minutes.to_string(), weeks[0].nights),
        (monday, "451".into(), 1)
    );
}
