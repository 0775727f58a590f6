use heilsam_domain::{Consent, ConsentAction, Purpose};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::*;

const START: Date = date(2026, 3, 1);

fn day(number: i64) -> Date {
    START.saturating_add(Span::new().days(number - 1))
}

/// Uses of ten minutes on days of the course, counted from 1.
fn log(days: impl IntoIterator<Item = i64>) -> UsageLog {
    let mut log = UsageLog::default();
    for number in days {
        for minute in 0..=10 {
            log.sign(Timestamp::from_second(number * 86_400 + minute * 60).unwrap(), day(number));
        }
    }
    log
}

fn consents(actions: &[ConsentAction]) -> Vec<Consent> {
    let consent = |action: &ConsentAction| Consent {
        purpose: Purpose::OutcomeReporting,
        action: *action,
        text_version: "1".into(),
        text_sha384: String::new(),
        at: Timestamp::UNIX_EPOCH,
    };
    actions.iter().map(consent).collect()
}

const COURSE: Course = Course { first_use: START, days: 90 };

#[test]
fn three_weeks_without_use_mean_breaking_off() {
    let ending = |days: Vec<i64>, today| COURSE.ending(&log(days), day(today));
    assert_eq!(ending((1..=90).collect(), 91), Some(Ending::Completed));
    assert_eq!(ending((1..=90).step_by(21).collect(), 91), Some(Ending::Completed));
    assert_eq!(ending(vec![1, 10], 30), None);
    assert_eq!(ending(vec![1, 10], 31), Some(Ending::DroppedOut { after_days: 10 }));
    // 20 days between are too few, 21 are enough; who comes back broke off all the same.
    assert_eq!(ending(vec![1, 22, 43, 64, 80], 91), Some(Ending::Completed));
    assert_eq!(ending(vec![1, 23, 40, 60, 80], 91), Some(Ending::DroppedOut { after_days: 1 }));
    // The course ends before three weeks are over.
    assert_eq!(ending(vec![1, 20, 40, 60, 75], 120), Some(Ending::Completed));
}

#[test]
fn shorter_courses_have_a_quarter() {
    let course = Course { first_use: START, days: 30 };
    assert_eq!((course.drop_out_days(), COURSE.drop_out_days()), (8, 21));
    assert_eq!(course.ending(&log([1, 9, 17, 25]), day(31)), Some(Ending::Completed));
    assert_eq!(course.ending(&log([1, 10, 17, 25]), day(31)), Some(Ending::DroppedOut { after_days: 1 }));
}

#[test]
fn weeks_of_longer_courses_end_at_90_days() {
    let course = Course { first_use: START, days: 180 };
    let weeks = course.weeks(&log([1, 2, 8, 90, 91, 120]));
    assert_eq!(weeks.len(), 13);
    assert_eq!((weeks[0], weeks[1], weeks[12]), ((20, 2), (10, 1), (10, 1)));
    assert_eq!(course.last_day(), date(2026, 5, 29));
}

#[test]
fn nothing_leaves_the_device_without_consent_or_too_early() {
    let log = log((1..=90).step_by(5));
    let make = |actions: &[ConsentAction], today| {
        Contribution::make(&COURSE, &log, Survey::default(), &consents(actions), day(today))
    };
    assert_eq!(make(&[], 91), Err(ContributionError::NoConsent));
    assert_eq!(
        make(&[ConsentAction::Given, ConsentAction::Withdrawn], 91),
        Err(ContributionError::NoConsent)
    );
    assert_eq!(make(&[ConsentAction::Given], 90), Err(ContributionError::NotEnded));
    assert!(make(&[ConsentAction::Given], 91).is_ok());
}

#[test]
fn a_contribution_holds_numbers_and_a_quarter_only() {
    let survey = Survey { health_change: Some(5), satisfaction: [Some(8), None, Some(7), Some(9), Some(10)] };
    let made = Contribution::make(&COURSE, &log([1, 8]), survey, &consents(&[ConsentAction::Given]), day(91));
    let json = serde_json::to_value(made.unwrap()).unwrap();
    let mut weeks = vec![json!([10, 1]), json!([10, 1])];
    weeks.extend(std::iter::repeat_n(json!([0, 0]), 11));
    assert_eq!(
        json,
        json!({
            "v": 1, "quarter": { "year": 2026, "quarter": 2 }, "weeks": weeks,
            "ending": { "dropped-out": { "after_days": 8 } },
            "survey": { "health_change": 5, "satisfaction": [8, null, 7, 9, 10] },
        })
    );
}

#[test]
fn impossible_contributions_are_refused() {
    let good = contribution(3, Ending::Completed, Some(4), 5);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut json = serde_json::to_value(&good).unwrap();
        change(&mut json);
        serde_json::from_value::<Contribution>(json).is_ok()
    };
    assert!(with(&|_| {}));
    assert!(!with(&|it| it["v"] = json!(2)));
    assert!(!with(&|it| it["weeks"] = json!([])));
    assert!(!with(&|it| it["weeks"][0][0] = json!(20_000)));
    assert!(!with(&|it| it["survey"]["health_change"] = json!(8)));
    assert!(!with(&|it| it["survey"]["satisfaction"][4] = json!(11)));
    assert!(!with(&|it| it["quarter"]["quarter"] = json!(5)));
    assert!(!with(&|it| it["patient"] = json!("x")));
}

fn contribution(minutes: u32, ending: Ending, health: Option<u8>, satisfaction: u8) -> Contribution {
    let json = json!({
        "v": 1, "quarter": { "year": 2026, "quarter": 2 }, "weeks": vec![(minutes, 1); 13], "ending": ending,
        "survey": { "health_change": health, "satisfaction": [satisfaction, satisfaction, satisfaction, satisfaction, satisfaction] },
    });
    serde_json::from_value(json).unwrap()
}

fn report(completed: u32, dropped: u32) -> Report {
    let done = (0..completed).map(|number| contribution(number, Ending::Completed, Some(4), 9));
    let ending = |number| Ending::DroppedOut { after_days: u16::try_from(10 + number).unwrap() };
    let left = (0..dropped).map(|number| contribution(100 + number, ending(number), None, 3));
    let all: Vec<Contribution> = done.chain(left).collect();
    Report::of(&all, Quarter { year: 2026, quarter: 2 })
}

fn numbers<'r>(report: &'r Report, id: &str, variant: Variant) -> Option<&'r report::Numbers> {
    let row = report.rows.iter().find(|row| row.id == id && row.variant == variant)?;
    match &row.numbers {
        Cell::Value(numbers) => Some(numbers),
        Cell::TooFew => None,
    }
}

#[test]
fn nothing_is_told_of_fewer_than_ten() {
    let small = report(9, 0);
    assert_eq!(small.users, Cell::TooFew);
    assert!(small.rows.iter().all(|row| row.numbers == Cell::TooFew));
    let enough = report(10, 0);
    assert_eq!(enough.users, Cell::Value(10));
    assert!(numbers(&enough, "usage-1", Variant::WithDropouts).is_some());
    assert_eq!(numbers(&enough, "usage-3", Variant::All).unwrap().count, Some(0));
    assert!(numbers(&enough, "usage-5", Variant::All).is_none());
}

#[test]
fn no_difference_tells_of_fewer_than_ten() {
    let few_left = report(20, 3);
    assert!(numbers(&few_left, "usage-1", Variant::WithDropouts).is_some());
    assert!(numbers(&few_left, "usage-1", Variant::WithoutDropouts).is_none());
    assert!(numbers(&few_left, "usage-3", Variant::All).is_none());
    assert!(numbers(&few_left, "usage-6", Variant::All).is_none());
    assert!(numbers(&few_left, "health-change-1", Variant::All).is_none());
    let many_left = report(20, 10);
    assert!(numbers(&many_left, "usage-1", Variant::WithoutDropouts).is_some());
    assert_eq!(numbers(&many_left, "usage-4", Variant::All).unwrap().percent, Some(Decimal::new(333, 1)));
}

#[test]
fn the_rows_are_those_of_the_annex() {
    let report = report(20, 10);
    let mut ids: Vec<&str> = report.rows.iter().map(|row| row.id.as_str()).collect();
    ids.dedup();
    let expected = [
        "usage-1",
        "usage-2",
        "usage-3",
        "usage-4",
        "usage-5",
        "usage-6",
        "usage-7",
        "health-change-1",
        "health-change-2",
        "health-change-3",
        "satisfaction-1",
        "satisfaction-2",
        "satisfaction-3",
        "satisfaction-4",
        "satisfaction-5",
        "satisfaction-6",
        "satisfaction-7",
    ];
    assert_eq!(ids, expected);
    assert_eq!(report.rows("usage-1").len(), 26);
    let usage = numbers(&report, "usage-1", Variant::WithoutDropouts).unwrap().summary.unwrap();
    assert_eq!(
        (usage.mean.to_string(), usage.minimum.to_string(), usage.maximum.to_string()),
        ("9.5".into(), "0.0".into(), "19.0".into())
    );
    assert_eq!(
        (usage.lower_quartile.to_string(), usage.upper_quartile.to_string()),
        ("4.8".into(), "14.3".into())
    );
    assert_eq!(usage.standard_deviation.to_string(), "5.9");
    let days = numbers(&report, "usage-5", Variant::All).unwrap().summary.unwrap();
    assert_eq!((days.mean.to_string(), days.median.to_string()), ("14.5".into(), "14.5".into()));
}

#[test]
fn answers_and_promoters_are_counted() {
    let report = report(20, 10);
    assert_eq!(
        numbers(&report, "health-change-2", Variant::All).unwrap().percent,
        Some(Decimal::new(667, 1))
    );
    let last = numbers(&report, "satisfaction-7", Variant::WithDropouts).unwrap();
    assert_eq!(
        last.net_promoter,
        Some([(20, Decimal::new(667, 1)), (0, Decimal::new(0, 1)), (10, Decimal::new(333, 1))])
    );
    assert_eq!((last.answers[9].count, last.answers[3].count, last.answers.len()), (20, 10, 11));
    assert_eq!(numbers(&report, "satisfaction-3", Variant::WithDropouts).unwrap().net_promoter, None);
}

#[test]
fn quarters_and_their_days_are_right() {
    let quarter = |month| Quarter::of(date(2027, month, 1));
    assert_eq!([1, 3, 4, 12].map(|month| quarter(month).quarter), [1, 1, 2, 4]);
    assert_eq!((quarter(6).due(), quarter(7).due()), (date(2027, 10, 15), date(2028, 4, 15)));
    let other =
        Report::of(&[contribution(1, Ending::Completed, None, 1)], Quarter { year: 2026, quarter: 3 });
    assert_eq!(other.users, Cell::TooFew);
}
