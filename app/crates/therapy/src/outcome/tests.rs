use heilsam_domain::outcome::{Ending, Survey};
use heilsam_domain::{Consent, ConsentAction, Purpose};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};

use super::*;
use crate::questionnaire::Answer;

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
fn nothing_leaves_the_device_without_consent_too_early_or_too_late() {
    let log = log((1..=90).step_by(5));
    let make = |actions: &[ConsentAction], today| {
        contribution(&COURSE, &log, Survey::default(), &consents(actions), day(today))
    };
    assert_eq!(make(&[], 91), Err(ContributionError::NoConsent));
    assert_eq!(
        make(&[ConsentAction::Given, ConsentAction::Withdrawn], 91),
        Err(ContributionError::NoConsent)
    );
    assert_eq!(make(&[ConsentAction::Given], 90), Err(ContributionError::NotEnded));
    // The course ends on 29 May, the second quarter is closed after 29 August.
    assert!(make(&[ConsentAction::Given], 91).is_ok());
    assert!(make(&[ConsentAction::Given], 90 + 92).is_ok());
    assert_eq!(make(&[ConsentAction::Given], 90 + 93), Err(ContributionError::TooLate));
}

#[test]
fn who_was_not_counted_from_the_first_day_on_has_no_numbers() {
    let made = contribution(
        &COURSE,
        &log((2..=90).step_by(5)),
        Survey::default(),
        &consents(&[ConsentAction::Given]),
        day(91),
    );
    assert_eq!(made, Err(ContributionError::NotCounted));
}

#[test]
fn a_contribution_is_made_of_the_weeks_the_ending_and_the_answers() {
    let answers =
        [("ab-z1", Answer::Integer(8)), ("ab-z3", Answer::Integer(0)), ("ab-z5", Answer::Integer(11))];
    let survey = survey(|item| answers.iter().find(|(name, _)| *name == item).map(|(_, answer)| answer));
    assert_eq!(survey.satisfaction, [Some(8), None, Some(0), None, Some(11)]);
    let make =
        |survey| contribution(&COURSE, &log([1, 8]), survey, &consents(&[ConsentAction::Given]), day(91));
    assert_eq!(make(survey), Err(ContributionError::Impossible));
    let made = make(Survey { health_change: Some(5), ..Survey::default() }).unwrap();
    assert_eq!(made.quarter().to_string(), "2026-2");
    assert_eq!((made.weeks()[..3].to_vec(), made.weeks().len()), (vec![(10, 1), (10, 1), (0, 0)], 13));
    assert_eq!(made.ending(), Ending::DroppedOut { after_days: 10 });
}

#[test]
fn use_on_two_devices_adds_up() {
    let base = log([1]);
    let (mut phone, mut tablet) = (base.clone(), base.clone());
    let sign = |log: &mut UsageLog, minute: i64, number| {
        log.sign(Timestamp::from_second(number * 86_400 + 36_000 + minute * 60).unwrap(), day(number));
    };
    for minute in 0..=3 {
        sign(&mut phone, minute, 1);
        sign(&mut tablet, minute, 2);
    }
    let both = UsageLog::merged(&base, &phone, &tablet);
    assert_eq!(COURSE.weeks(&both)[0], (16, 3));
    assert_eq!(UsageLog::merged(&base, &phone, &base), phone);
    assert_eq!(UsageLog::merged(&base, &base, &tablet), tablet);
}

#[test]
fn a_course_belongs_to_a_prescription_whenever_the_programme_began() {
    let starts = |courses: &[Course]| courses.iter().map(|it| it.first_use).collect::<Vec<_>>();
    assert_eq!(starts(&courses(&[START], None)), [START], "never begun");
    assert_eq!(starts(&courses(&[START], Some(day(40)))), [START], "begun late");
    assert_eq!(starts(&courses(&[], Some(day(40)))), [day(40)], "no prescription is known");
    assert_eq!(starts(&courses(&[day(92)], Some(START))), [START, day(92)], "of an earlier account");
    assert!(courses(&[], None).is_empty());
}

#[test]
fn the_survey_and_the_numbers_come_once_for_each_prescription() {
    let both = courses(&[START, day(91)], Some(day(5)));
    let window = |number| {
        let course = current(&both, day(number)).unwrap();
        crate::survey::window(crate::survey::Part::HealthChange, course.first_use, course.days)
    };
    assert_eq!((window(88).opens, window(88).closes), (day(84), day(90)));
    assert_eq!((window(91).opens, window(91).closes), (day(174), day(180)));
    let reported = |number| to_report(&both, day(number)).map(|it| it.first_use);
    assert_eq!(reported(90), Some(START), "it runs");
    assert_eq!(reported(100), Some(START), "it is asked for while the next one runs");
    assert_eq!(reported(181), Some(day(91)));
    assert_eq!(reported(0), None);
    // The first course ends on 29 May; numbers of that quarter are taken until 29 August.
    let apart = courses(&[START, day(150)], None);
    let reported = |number| to_report(&apart, day(number)).map(|it| it.first_use);
    assert_eq!((reported(182), reported(183)), (Some(START), Some(day(150))));
}

#[test]
fn two_courses_end_in_one_quarter_when_the_first_ends_at_its_beginning() {
    // They end on 1 July, on 29 September and in December.
    let all = courses(&[date(2026, 4, 3), date(2026, 7, 2), date(2026, 9, 30)], None);
    let shared: Vec<bool> = all.iter().map(|it| shares_quarter(&all, it)).collect();
    assert_eq!(shared, [true, true, false]);
    let apart = courses(&[date(2026, 4, 5), date(2026, 7, 4)], None);
    assert!(!shares_quarter(&apart, &apart[0]));
}
