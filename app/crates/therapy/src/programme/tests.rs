use heilsam_domain::BloodPressure;
use jiff::civil::{Date, date};
use jiff::tz::Offset;

use super::*;
use crate::content::{Measure, shipped};
use crate::diary::{
    Activity, ActivityKind, DiaryEntry, Effort, IntakeDraft, IntakeResult, Measurement, Origin, SkipReason,
};
use crate::statistics::Timed;

/// A Monday.
const START: Date = date(2026, 3, 2);

fn package() -> Package {
    Package::load(|name| std::fs::read_to_string(shipped::path(&format!("hypertonie/{name}"))).ok()).unwrap()
}

fn later(days: i64) -> Date {
    START.saturating_add(Span::new().days(days))
}

#[test]
fn weeks_are_counted_from_the_first_day() {
    let package = package();
    let course = Course::begin(&package, START);
    let week = |days| course.week(&package, later(days));
    assert_eq!((course.days(later(-3)), course.days(START)), (0, 1));
    assert_eq!((week(0), week(6), week(7), week(83), week(84), week(400)), (1, 1, 2, 12, 13, 13));
}

#[test]
fn what_was_answered_counts_for_thirty_days_and_for_the_list_that_was_shown() {
    let package = package();
    let said = |version: &str| Suitable { on: START, version: version.to_owned(), doctor_agreed: false };
    let answer = said(&package.manifest.version);
    let counts = |days| answer.counts(&package, later(days));
    assert_eq!([counts(-1), counts(0), counts(30), counts(31)], [false, true, true, false]);
    assert!(!said("another").counts(&package, START));
}

#[test]
fn pauses_do_not_use_up_the_programme() {
    let package = package();
    let mut course = Course::begin(&package, START);
    course.rest(later(3), Some(Reason::VeryHighTwice));
    course.rest(later(4), None);
    assert_eq!(course.pauses.len(), 1);
    assert_eq!(course.next(&package, Programme::GoesOn, later(9)), Next::Paused(Some(Reason::VeryHighTwice)));
    assert_eq!(course.days(later(9)), 3);
    course.go_on(later(10));
    assert!(course.pause(later(10)).is_some(), "the practice has not agreed");
    course.agreed(&[Reason::VeryHighTwice], later(10));
    assert_eq!(
        (course.pause(later(10)), course.days(later(10)), course.week(&package, later(10))),
        (None, 4, 1)
    );
    course.rest(later(11), None);
    course.go_on(later(11));
    assert_eq!(course.pauses.len(), 1, "a pause of no day leaves nothing");
}

#[test]
fn what_the_programme_does_is_what_the_words_to_the_advice_say() {
    for advice in package().advice {
        let words = advice.programme.map(|text| text.get(crate::text::Language::German).to_owned());
        let said = match words {
            None => Programme::GoesOn,
            Some(words) if words.contains("Pause") => Programme::Pauses,
            Some(_) => Programme::NoExercise,
        };
        assert_eq!(said, advice.reason.programme(), "{:?}", advice.reason);
    }
}

/// Does everything of a week on `today`.
fn finish(course: &mut Course, module: &Module, today: Date) {
    for section in 0..module.sections.len() {
        course.read(&module.id, u8::try_from(section).unwrap(), today);
    }
    for day in 0..module.exercise.days {
        course.exercised(&module.id, today.saturating_add(Span::new().days(day)));
    }
    for question in &module.quiz {
        course.quiz.answer(question, question.right, today);
    }
}

#[test]
fn the_next_thing_is_reading_then_quiz_then_exercise() {
    let package = package();
    let mut course = Course::begin(&package, START);
    let module = &package.modules[0];
    let next = |course: &Course| course.next(&package, Programme::GoesOn, START);
    assert_eq!(course.status(&package, module, START), Status::Open);
    assert_eq!(course.status(&package, &package.modules[1], START), Status::Ahead);
    assert_eq!(next(&course), Next::Read { module: "messen".into(), section: 0 });
    course.read("messen", 0, START);
    assert_eq!(course.status(&package, module, START), Status::Begun);
    for section in 1..module.sections.len() {
        course.read("messen", u8::try_from(section).unwrap(), START);
    }
    assert_eq!(next(&course), Next::Quiz { questions: module.quiz.len() });
    for question in &module.quiz {
        course.quiz.answer(question, question.right, START);
    }
    assert_eq!(next(&course), Next::Exercise { module: "messen".into() });
    course.exercised("messen", START);
    assert_eq!(course.status(&package, module, START), Status::Begun, "six days of the exercise are left");
    assert_eq!(next(&course), Next::Rest);
    finish(&mut course, module, START);
    assert_eq!(course.status(&package, module, START), Status::Done);
}

#[test]
fn movement_is_not_offered_while_a_value_forbids_it() {
    let package = package();
    let mut course = Course::begin(&package, START);
    for module in &package.modules {
        finish(&mut course, module, START);
    }
    let movement = package.modules.iter().find(|module| module.exercise.movement).unwrap();
    course.modules.get_mut(&movement.id).unwrap().exercised.clear();
    let today = later(7 * (i64::from(movement.week) - 1));
    for question in course.quiz.due(&package, movement.week, today) {
        course.quiz.answer(question, question.right, today);
    }
    assert_eq!(
        course.next(&package, Programme::GoesOn, today),
        Next::Exercise { module: movement.id.clone() }
    );
    assert_eq!(course.next(&package, Programme::NoExercise, today), Next::Rest);
    assert_eq!(course.next(&package, Programme::Pauses, today), Next::Paused(None));
}

#[test]
fn who_does_everything_is_at_100_percent() {
    let package = package();
    let mut course = Course::begin(&package, START);
    assert_eq!(course.percent(&package), 0);
    finish(&mut course, &package.modules[0], START);
    assert!((5..=12).contains(&course.percent(&package)));
    for module in &package.modules {
        finish(&mut course, module, START);
    }
    course.read("messen", 200, START);
    assert_eq!(course.percent(&package), 100);
}

#[test]
fn questions_come_back_in_growing_distances() {
    let package = package();
    let question = &package.modules[0].quiz[0];
    let mut quiz = Quiz::default();
    let wrong = (question.right + 1) % 2;
    assert_eq!(quiz.answer(question, wrong, START), Answered { right: false, again: Some(later(1)) });
    assert!(!quiz.knows(&question.id));
    let mut day = later(1);
    for distance in [3, 7, 14, 30] {
        let expected = day.saturating_add(Span::new().days(distance));
        assert_eq!(
            quiz.answer(question, question.right, day),
            Answered { right: true, again: Some(expected) }
        );
        assert!(!quiz.due(&package, 1, expected.yesterday().unwrap()).contains(&question));
        assert!(quiz.due(&package, 1, expected).contains(&question));
        day = expected;
    }
    assert_eq!(quiz.answer(question, question.right, day).again, None);
    assert!(quiz.knows(&question.id));
    let forgotten = quiz.answer(question, wrong, day);
    assert_eq!(forgotten.again, day.tomorrow().ok());
    assert!(quiz.knows(&question.id), "it was right once");
}

#[test]
fn goals_are_counted_from_the_diary() {
    let package = package();
    let entry = |days: i64, hour: i8, measurement| DiaryEntry {
        measured_at: Offset::UTC.to_timestamp(later(days).at(hour, 0, 0, 0)).unwrap(),
        measurement,
        note: String::new(),
        origin: Origin::Typed,
    };
    let pressure = || Measurement::BloodPressure(BloodPressure::new(130, 80, None).unwrap());
    let walk =
        |effort| Measurement::Activity(Activity::new(ActivityKind::Walking, 40, effort, None).unwrap());
    let intake = |result| {
        let draft =
            IntakeDraft { medicine: "Ramipril".into(), result: Some(result), ..IntakeDraft::default() };
        Measurement::MedicationIntake(draft.parse().unwrap())
    };
    let entries = [
        entry(0, 7, pressure()),
        entry(0, 20, pressure()),
        entry(1, 7, pressure()),
        entry(7, 7, pressure()),
        entry(2, 10, walk(Effort::Moderate)),
        entry(3, 10, walk(Effort::Vigorous)),
        entry(3, 12, walk(Effort::Light)),
        entry(4, 8, intake(IntakeResult::Taken)),
        entry(5, 8, intake(IntakeResult::Taken)),
        entry(5, 20, intake(IntakeResult::Skipped(SkipReason::Forgotten))),
    ];
    let timed: Vec<Timed<'_>> = entries.iter().map(|entry| Timed::new(entry, 0)).collect();
    let mut course = Course::begin(&package, START);
    course.exercised("messen", START);
    course.exercised("salz", START);
    let done = |measure| {
        let goal = Goal { id: "g".into(), measure, target: 2, since: START };
        goal.progress(&timed, &course, START).done
    };
    assert_eq!((done(Measure::DaysMeasured), done(Measure::DaysMeasuredTwice)), (2, 1));
    assert_eq!((done(Measure::ActiveMinutes), done(Measure::ActiveDays)), (120, 2));
    assert_eq!(
        (done(Measure::DaysWithMedicine), done(Measure::ExerciseDays), done(Measure::LongNights)),
        (1, 1, 0)
    );
    let progress = GoalProgress { done: 3, target: 2 };
    assert_eq!((progress.reached(), progress.percent()), (true, 100));
    let template = &package.plan.goals[0];
    assert_eq!(Goal::choose(template, 1, START), Err(GoalError::OutOfRange(3, 7)));
}

#[test]
fn every_reminder_of_the_package_can_be_set() {
    for template in &package().plan.reminders {
        assert_eq!(Reminder::from_template(template).unwrap().setting(), Setting::Off);
    }
}

#[test]
fn a_course_is_stored_and_read_back() {
    let package = package();
    let mut course = Course::begin(&package, START);
    finish(&mut course, &package.modules[0], START);
    course.goals.push(Goal::choose(&package.plan.goals[0], 5, START).unwrap());
    course.reminders.push(Reminder::from_template(&package.plan.reminders[0]).unwrap().set(Setting::On));
    course.rest(later(9), Some(Reason::VeryHighTwice));
    let json = serde_json::to_string(&course).unwrap();
    assert_eq!(serde_json::from_str::<Course>(&json).unwrap(), course);
}

#[test]
fn a_section_keeps_the_day_on_which_it_was_read_first() {
    let mut course = Course::begin(&package(), START);
    course.read("messen", 0, later(1));
    course.read("messen", 0, later(5));
    course.read("messen", 2, later(5));
    let days: Vec<_> = course.modules["messen"].read_days().collect();
    assert_eq!(days, [(0, later(1)), (2, later(5))]);
}

#[test]
fn what_an_earlier_build_noted_as_read_is_read_and_gets_no_day() {
    let json =
        r#"{"v":1,"package":"hypertonie","first_day":"2026-03-02","modules":{"messen":{"read":[0,1]}}}"#;
    let mut course: Course = serde_json::from_str(json).unwrap();
    assert!(!serde_json::to_string(&course).unwrap().contains("read_on"), "it is stored as before");
    course.read("messen", 1, later(3));
    course.read("messen", 2, later(3));
    let state = &course.modules["messen"];
    assert_eq!(state.read.len(), 3);
    assert_eq!(state.read_days().collect::<Vec<_>>(), [(2, later(3))]);
    let json = serde_json::to_string(&course).unwrap();
    assert!(json.contains(r#""read_on":{"2":"2026-03-05"}"#), "{json}");
    assert_eq!(serde_json::from_str::<Course>(&json).unwrap(), course);
}
