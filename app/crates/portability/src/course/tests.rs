//! Rounds, their activities and plans, and what all of them are called.

use super::*;

const NAME: RecordId = RecordId::from_bytes([8; 16]);

fn exported(messen: &str, language: Language) -> Vec<Entry> {
    exported_from(&round("2026-03-01", messen), language)
}

fn round(first_day: &str, messen: &str) -> Course {
    let json = format!(
        r#"{{"v":1,"package":"hypertonie","first_day":"{first_day}","modules":{{"messen":{messen}}}}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn exported_from(course: &Course, language: Language) -> Vec<Entry> {
    let words = Words {
        read: "gelesen".to_owned(),
        no_time: "Uhrzeit nicht festgehalten".to_owned(),
        ..Words::default()
    };
    export(course, Source { id: NAME, version: 4, names: None }, None, language, &words)
}

/// Name and entry of each activity.
fn activities(entries: &[Entry]) -> Vec<(&str, &Entry)> {
    let mut found = Vec::new();
    for entry in entries {
        if let EntryValue::Activity(activity) = &entry.value {
            found.push((activity.what.text.as_str(), entry));
        }
    }
    found
}

#[test]
fn a_section_that_was_read_on_a_known_day_is_an_activity_of_that_day() {
    let messen =
        r#"{"read":[0,1,2],"read_on":{"1":"2026-03-03","7":"2026-03-03"},"exercised":["2026-03-05"]}"#;
    let entries = exported(messen, Language::German);
    let found = activities(&entries);
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["messen", "messen: 2 (gelesen)"], "without a day, or not read, it is no activity");
    let lesson = found[1].1;
    assert_eq!(lesson.id, ids::part(NAME, "lesson/messen/1/2026-03-03"));
    assert_eq!((lesson.measured_at, lesson.version), (midnight("2026-03-03".parse().unwrap()), 1));
    assert_eq!(lesson.note, "Uhrzeit nicht festgehalten");
    let english = exported(messen, Language::English);
    assert_eq!(ids(&english), ids(&entries));
}

#[test]
fn the_plan_is_as_old_as_what_was_read_last() {
    for (messen, day) in [
        (r#"{"read":[0]}"#, "2026-03-01"),
        (r#"{"read":[0],"read_on":{"0":"2026-03-06"},"exercised":["2026-03-05"]}"#, "2026-03-06"),
    ] {
        let entries = exported(messen, Language::German);
        let plan = entries.iter().find(|it| matches!(it.value, EntryValue::CarePlan(_))).unwrap();
        assert_eq!(plan.recorded_at, midnight(day.parse().unwrap()));
    }
}

/// An exercise on the day on which the programme is begun anew, and one before.
const BEFORE: &str = r#"{"read":[0],"read_on":{"0":"2026-03-03"},"exercised":["2026-03-05","2026-06-01"]}"#;

/// The programme as it was, and begun anew; the exercise of that day was done once more.
fn begun_anew() -> (Course, Course) {
    let before = round("2026-03-01", BEFORE);
    let anew = round("2026-06-01", r#"{"exercised":["2026-06-01","2026-06-02"]}"#);
    (before.clone(), Course { earlier: vec![before], ..anew })
}

fn ids(entries: &[Entry]) -> Vec<RecordId> {
    entries.iter().map(|entry| entry.id).collect()
}

fn plans(entries: &[Entry]) -> Vec<(RecordId, PlanStatus, Timestamp)> {
    let mut found = Vec::new();
    for entry in entries {
        if let EntryValue::CarePlan(plan) = &entry.value {
            found.push((entry.id, plan.status, entry.recorded_at));
        }
    }
    found
}

#[test]
fn nothing_gets_another_id_because_the_programme_is_begun_anew() {
    let (before, anew) = begun_anew();
    let (alone, both) = (exported_from(&before, Language::German), exported_from(&anew, Language::German));
    assert_eq!(alone.len(), 4);
    assert!(ids(&alone).iter().all(|id| ids(&both).contains(id)));
    assert_eq!(ids(&alone)[3], ids::part(NAME, "plan"));
    let again = Course { earlier: vec![before, anew.clone()], ..round("2026-09-01", "{}") };
    let again = exported_from(&again, Language::German);
    assert!(ids(&both).iter().all(|id| ids(&again).contains(id)), "nor because it is once more");
}

#[test]
fn what_two_rounds_have_alike_are_two_things() {
    let both = exported_from(&begun_anew().1, Language::German);
    let names: HashSet<RecordId> = ids(&both).into_iter().collect();
    assert_eq!((names.len(), both.len()), (7, 7), "five activities and two plans");
    let of_the_day = activities(&both);
    let of_the_day =
        of_the_day.iter().filter(|(_, it)| it.measured_at == midnight("2026-06-01".parse().unwrap()));
    let expected = ["exercise/messen/2026-06-01", "exercise/messen/2026-06-01/2026-06-01"];
    let found: Vec<RecordId> = of_the_day.map(|(_, it)| it.id).collect();
    assert_eq!(found, expected.map(|role| ids::part(NAME, role)));
}

#[test]
fn the_plan_of_an_earlier_round_is_over_since_the_day_of_beginning_anew() {
    let (mut before, anew) = begun_anew();
    let day = |day: &str| midnight(day.parse().unwrap());
    let found = plans(&exported_from(&anew, Language::German));
    assert_eq!(
        found,
        [
            (ids::part(NAME, "plan"), PlanStatus::Cancelled, day("2026-06-01")),
            (ids::part(NAME, "plan/2026-06-01"), PlanStatus::Active, day("2026-06-02")),
        ]
    );
    before.rest("2026-04-01".parse().unwrap(), None);
    let paused = Course { earlier: vec![before], ..anew };
    assert_eq!(plans(&exported_from(&paused, Language::German)), found, "what is over does not rest");
}

#[test]
fn a_goal_goes_on_with_the_next_round_or_ends_with_its_own() {
    let goal = |id: &str| programme::Goal {
        id: id.to_owned(),
        measure: heilsam_therapy::content::Measure::DaysMeasured,
        target: 3,
        since: "2026-03-02".parse().unwrap(),
    };
    let (before, anew) = begun_anew();
    let before = Course { goals: vec![goal("messen"), goal("salz")], ..before };
    let anew = Course { goals: vec![goal("messen")], earlier: vec![before], ..anew };
    let entries = exported_from(&anew, Language::German);
    let (mut goals, mut wanted) = (Vec::new(), Vec::new());
    for entry in &entries {
        match &entry.value {
            EntryValue::Goal(goal) => goals.push((goal.what.text.as_str(), goal.status)),
            EntryValue::CarePlan(plan) => wanted.push(plan.goals.len()),
            _ => {}
        }
    }
    assert_eq!(goals, [("messen", GoalStatus::Active), ("salz", GoalStatus::Completed)]);
    assert_eq!(wanted, [2, 1], "both plans have the goal that goes on");
}
