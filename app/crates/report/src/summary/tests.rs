use heilsam_domain::BloodPressure;
use heilsam_therapy::diary::{
    DeviceFacts, DeviceFlag, Effect, Origin, Pulse, Severity, SideEffectDraft, Weight,
};
use heilsam_therapy::statistics::Direction;
use jiff::civil::date;
use jiff::tz::Offset;

use super::*;

fn entry(at: DateTime, measurement: Measurement) -> DiaryEntry {
    let measured_at = Offset::UTC.to_timestamp(at).unwrap();
    DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed }
}

fn reading(day: i8, hour: i8, systolic: u16, diastolic: u16) -> DiaryEntry {
    let value = BloodPressure::new(systolic, diastolic, Some(70)).unwrap();
    entry(date(2026, 3, day).at(hour, 0, 0, 0), Measurement::BloodPressure(value))
}

fn weighed(day: i8, hour: i8, grams: u32) -> DiaryEntry {
    let value = Weight::from_grams(grams).unwrap();
    entry(date(2026, 3, day).at(hour, 0, 0, 0), Measurement::Weight(value))
}

fn complaint(day: i8, effect: Effect, severity: Severity, words: &str) -> DiaryEntry {
    let draft = SideEffectDraft {
        effect: Some(effect),
        severity: Some(severity),
        medicine: String::new(),
        words: words.to_owned(),
    };
    entry(date(2026, 3, day).at(12, 0, 0, 0), Measurement::SideEffect(draft.parse().unwrap()))
}

fn march(first: i8, last: i8) -> Period {
    Period { first: date(2026, 3, first), last: date(2026, 3, last) }
}

fn summary(entries: &[DiaryEntry], period: Period) -> Summary {
    Summary::of(entries.iter().map(|entry| (entry, 0)), period)
}

#[test]
fn only_the_days_of_the_period_count_and_both_ends_do() {
    let entries =
        [reading(1, 23, 190, 100), reading(2, 0, 130, 80), reading(5, 23, 140, 90), reading(6, 0, 60, 50)];
    let found = summary(&entries, march(2, 5));
    assert_eq!((found.entries, found.pressure.unwrap().all.systolic.to_string()), (2, "135.0".into()));
    assert!(found.notable.is_empty());
}

#[test]
fn the_wall_clock_decides_which_day_it_is() {
    let late = [reading(1, 23, 130, 80)];
    let in_berlin = |period| Summary::of(late.iter().map(|entry| (entry, 120)), period).entries;
    assert_eq!((in_berlin(march(2, 2)), in_berlin(march(1, 1))), (1, 0));
}

#[test]
fn the_decisive_week_ends_with_the_newest_reading() {
    let mut entries: Vec<DiaryEntry> =
        (3..=9).flat_map(|day| [reading(day, 7, 132, 84), reading(day, 19, 128, 80)]).collect();
    entries.push(reading(2, 7, 180, 100));
    let week = summary(&entries, march(1, 31)).week.unwrap();
    assert_eq!(week.days, march(3, 9));
    assert_eq!((week.home.average.systolic.to_string(), week.home.complete), ("130.0".into(), true));
}

#[test]
fn weeks_stand_from_the_newest_to_the_oldest() {
    let entries = [reading(2, 7, 130, 80), reading(8, 19, 140, 90), reading(16, 7, 120, 70)];
    let mondays: Vec<Date> = summary(&entries, march(1, 31)).weeks.iter().map(|week| week.monday).collect();
    assert_eq!(mondays, [date(2026, 3, 16), date(2026, 3, 2)]);
}

#[test]
fn readings_that_stand_out_say_why() {
    let mut irregular = reading(3, 8, 128, 80);
    let flags = vec![DeviceFlag::IrregularPulse];
    irregular.origin =
        Origin::Device { name: "M".into(), flags, facts: DeviceFacts::default(), codes: Vec::new() };
    let entries = [
        reading(1, 8, 184, 100),
        reading(2, 8, 86, 55),
        irregular,
        reading(4, 8, 150, 111),
        reading(5, 8, 160, 99),
    ];
    let found: Vec<(i8, Extreme)> =
        summary(&entries, march(1, 31)).notable.iter().map(|it| (it.at.day(), it.why)).collect();
    let expected =
        [(4, Extreme::Critical), (3, Extreme::Irregular), (2, Extreme::Low), (1, Extreme::Critical)];
    assert_eq!(found, expected);
}

#[test]
fn an_irregular_pulse_that_was_measured_alone_stands_out() {
    let pulse = |day, irregular| {
        let value = Pulse::new(88, irregular).unwrap();
        entry(date(2026, 3, day).at(8, 0, 0, 0), Measurement::Pulse(value))
    };
    let mut flagged = pulse(3, false);
    let flags = vec![DeviceFlag::IrregularPulse];
    flagged.origin =
        Origin::Device { name: "M".into(), flags, facts: DeviceFacts::default(), codes: Vec::new() };
    let found = summary(&[pulse(1, true), pulse(2, false), flagged], march(1, 31)).notable;
    let days: Vec<(i8, Extreme)> = found.iter().map(|it| (it.at.day(), it.why)).collect();
    assert_eq!(days, [(3, Extreme::Irregular), (1, Extreme::Irregular)]);
    assert_eq!(found[1].value, Reading::Pulse(Pulse::new(88, true).unwrap()));
}

#[test]
fn equal_complaints_are_counted_together_and_the_worst_stands_first() {
    let entries = [
        complaint(1, Effect::Cough, Severity::Mild, ""),
        complaint(3, Effect::Cough, Severity::Moderate, ""),
        complaint(2, Effect::Other, Severity::Mild, "Kribbeln"),
        complaint(4, Effect::Fainting, Severity::Severe, ""),
    ];
    let found = summary(&entries, march(1, 31)).complaints;
    let short: Vec<_> = found.iter().map(|it| (it.effect, it.worst, it.count, it.last.day())).collect();
    assert_eq!(
        short,
        [
            (Effect::Fainting, Severity::Severe, 1, 4),
            (Effect::Cough, Severity::Moderate, 2, 3),
            (Effect::Other, Severity::Mild, 1, 2),
        ]
    );
}

#[test]
fn a_falling_upper_value_is_a_falling_trend() {
    let entries: Vec<DiaryEntry> =
        (1..=20).map(|day| reading(day, 8, 160 - u16::try_from(day).unwrap(), 80)).collect();
    let trend = summary(&entries, march(1, 31)).trend.unwrap();
    assert_eq!((trend.direction, trend.per_week.to_string()), (Direction::Falling, "-7.0".into()));
}

#[test]
fn without_entries_there_is_nothing_to_say() {
    let found = summary(&[], march(1, 31));
    assert_eq!((found.entries, found.pressure, found.week), (0, None, None));
}

#[test]
fn a_long_course_is_averaged_by_day_and_a_longer_one_by_week() {
    let daily = |days: i32, per_day: i8| -> Vec<DiaryEntry> {
        let day = |index: i32| date(2025, 1, 1).checked_add(jiff::Span::new().days(index)).unwrap();
        let value = |hour: i8| BloodPressure::new(if hour == 6 { 140 } else { 120 }, 80, None).unwrap();
        let at = |index: i32, hour: i8| {
            entry(day(index).at(hour, 0, 0, 0), Measurement::BloodPressure(value(hour)))
        };
        (0..days).flat_map(|index| (6..6 + per_day).map(move |hour| at(index, hour))).collect()
    };
    let course = |entries: &[DiaryEntry]| {
        let period = Period { first: date(2025, 1, 1), last: date(2026, 12, 31) };
        let course = summary(entries, period).course;
        (course.step, course.points.len(), course.points[0].values[0].to_string())
    };
    assert_eq!(course(&daily(45, 2)), (Step::Reading, 90, "140".into()));
    assert_eq!(course(&daily(46, 2)), (Step::Day, 46, "130".into()));
    assert_eq!(course(&daily(120, 2)), (Step::Week, 18, "130".into()));
}

#[test]
fn weights_are_a_course_from_the_oldest_to_the_newest() {
    let entries = [weighed(9, 8, 81_900), reading(5, 8, 130, 80), weighed(2, 8, 82_400)];
    let course = summary(&entries, march(1, 31)).weight_course;
    let found: Vec<(i8, String)> =
        course.points.iter().map(|it| (it.at.day(), it.values[0].normalize().to_string())).collect();
    assert_eq!((course.step, found), (Step::Reading, vec![(2, "82.4".into()), (9, "81.9".into())]));
    assert!(summary(&entries, march(3, 8)).weight_course.points.is_empty());
}

#[test]
fn many_weights_are_averaged_by_day() {
    let entries: Vec<DiaryEntry> = (1..=31)
        .flat_map(|day| [weighed(day, 7, 82_000), weighed(day, 12, 83_000), weighed(day, 20, 84_000)])
        .collect();
    let course = summary(&entries, march(1, 31)).weight_course;
    let mean = course.points[0].values[0].normalize().to_string();
    assert_eq!((course.step, course.points.len(), mean), (Step::Day, 31, "83".into()));
}
