//! The way through the programme: a plan with its goals and weeks, each exercise that was done, each section that was
//! read.

use fhir_profiles::{
    Activity, Amount, Author, CarePlan, Coded, Entry, EntryValue, Goal, GoalStatus, GoalTarget, PlanStatus,
    PlannedActivity,
};
use heilsam_domain::RecordId;
use heilsam_therapy::content::{Module, Package};
use heilsam_therapy::programme::{self, Course, Status};
use heilsam_therapy::text::Language;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::ids;
use crate::records::Source;
use crate::sources::Words;

/// UCUM for "per week".
const PER_WEEK: &str = "/wk";

/// Exports the way through the programme. Without the package its names stand for the texts.
pub(crate) fn export(
    course: &Course,
    name: Source,
    package: Option<&Package>,
    language: Language,
    words: &Words,
) -> Vec<Entry> {
    let changed_at = midnight(last_day(course));
    let base = Entry {
        id: name.id,
        version: name.version,
        recorded_at: changed_at,
        measured_at: midnight(course.first_day),
        utc_offset_minutes: 0,
        author: Author::Patient,
        value: EntryValue::DiaryNote(String::new()),
        note: String::new(),
    };
    let mut entries: Vec<Entry> = course
        .goals
        .iter()
        .map(|goal| Entry {
            id: goal_id(name.id, goal),
            recorded_at: midnight(goal.since),
            measured_at: midnight(goal.since),
            value: EntryValue::Goal(Box::new(export_goal(goal, package, language, words))),
            ..base.clone()
        })
        .collect();
    let module = |id: &str| package.and_then(|package| package.modules.iter().find(|module| module.id == id));
    for (id, state) in &course.modules {
        let module = module(id);
        let title = module.map_or(id.as_str(), |module| module.exercise.title.get(language));
        for day in &state.exercised {
            entries.push(done(&base, &format!("exercise/{id}/{day}"), *day, title, words));
        }
        // An activity has to say when it was: without a day, a section is only counted in the plan.
        for (section, day) in state.read_days() {
            let what = lesson(id, module, section, language, words);
            entries.push(done(&base, &format!("lesson/{id}/{section}/{day}"), day, &what, words));
        }
    }
    let goals = course.goals.iter().map(|goal| goal_id(name.id, goal)).collect();
    let value = EntryValue::CarePlan(Box::new(export_plan(course, goals, package, language, words)));
    entries.push(Entry { id: ids::part(name.id, "plan"), value, ..base });
    entries
}

/// Something that was done on a day.
fn done(base: &Entry, role: &str, day: Date, what: &str, words: &Words) -> Entry {
    Entry {
        id: ids::part(base.id, role),
        version: 1,
        recorded_at: midnight(day),
        measured_at: midnight(day),
        value: EntryValue::Activity(Box::new(Activity { what: Coded::text(what), ended_at: None })),
        note: words.no_time.clone(),
        ..base.clone()
    }
}

/// What a section that was read is called.
fn lesson(id: &str, module: Option<&Module>, section: u8, language: Language, words: &Words) -> String {
    let title = module.map_or(id, |module| module.title.get(language));
    let known = module.and_then(|module| module.sections.get(usize::from(section)));
    let number = (u16::from(section) + 1).to_string();
    let heading = known.map_or(number.as_str(), |section| section.heading.get(language));
    if words.read.is_empty() {
        format!("{title}: {heading}")
    } else {
        format!("{title}: {heading} ({})", words.read)
    }
}

fn goal_id(course: RecordId, goal: &programme::Goal) -> RecordId {
    ids::part(course, &format!("goal/{}/{}", goal.id, goal.since))
}

fn export_goal(goal: &programme::Goal, package: Option<&Package>, language: Language, words: &Words) -> Goal {
    let template = package.and_then(|package| package.plan.goals.iter().find(|it| it.id == goal.id));
    let title = template.map_or(goal.id.as_str(), |template| template.title.get(language));
    let amount = || {
        let value = fhir_profiles::Decimal::from(u16::try_from(goal.target).unwrap_or(u16::MAX));
        let unit = if words.per_week.is_empty() { PER_WEEK } else { &words.per_week };
        Amount { value, unit: unit.to_owned(), ucum: PER_WEEK.to_owned() }
    };
    Goal {
        what: Coded::text(title),
        status: GoalStatus::Active,
        achievement: None,
        start: Some(goal.since),
        target: Some(GoalTarget { measure: Coded::text(title), low: amount(), high: amount(), due: None }),
    }
}

/// The plan; what it says depends on what was done, never on the day of the export.
fn export_plan(
    course: &Course,
    goals: Vec<RecordId>,
    package: Option<&Package>,
    language: Language,
    words: &Words,
) -> CarePlan {
    let title = package.map_or(course.package.as_str(), |package| package.manifest.title.get(language));
    let rests = course.pauses.iter().any(|pause| pause.is_whole() && pause.until.is_none());
    let status = match package {
        _ if rests => PlanStatus::OnHold,
        Some(package) if course.percent(package) == 100 => PlanStatus::Completed,
        _ => PlanStatus::Active,
    };
    let weeks = package.into_iter().flat_map(|package| {
        package.modules.iter().map(move |module| {
            let status = match course.status(package, module, course.first_day) {
                Status::Done => PlanStatus::Completed,
                Status::Begun => PlanStatus::Active,
                Status::Open | Status::Ahead => PlanStatus::Planned,
            };
            let start = course.first_day.saturating_add(Span::new().weeks(i64::from(module.week) - 1));
            PlannedActivity {
                what: Coded::text(module.title.get(language)),
                status,
                start: Some(start),
                end: Some(start.saturating_add(Span::new().days(6))),
                description: counted(course, module, words),
            }
        })
    });
    CarePlan { title: title.to_owned(), status, goals, activities: weeks.collect() }
}

/// What was done in a week, in numbers.
fn counted(course: &Course, module: &Module, words: &Words) -> String {
    let state = course.modules.get(&module.id);
    let read = state.map_or(0, |it| it.read.len()).min(module.sections.len());
    let exercised = state.map_or(0, |it| it.exercised.len());
    let known = module.quiz.iter().filter(|question| course.quiz.knows(&question.id)).count();
    format!(
        "{}: {read}/{}; {}: {exercised}/{}; {}: {known}/{}",
        words.sections,
        module.sections.len(),
        words.exercise_days,
        module.exercise.days,
        words.questions,
        module.quiz.len(),
    )
}

/// The last day on which something is known to have happened.
fn last_day(course: &Course) -> Date {
    let exercised = course.modules.values().flat_map(|module| module.exercised.iter().copied());
    let read = course.modules.values().flat_map(|module| module.read_days().map(|(_, day)| day));
    let chosen = course.goals.iter().map(|goal| goal.since);
    let rested = course.pauses.iter().flat_map(|pause| [Some(pause.from), pause.until]).flatten();
    let taken_back = course.taken_back.iter().map(|it| it.until);
    exercised.chain(read).chain(chosen).chain(rested).chain(taken_back).fold(course.first_day, Date::max)
}

/// Programmes know days, not hours.
fn midnight(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: RecordId = RecordId::from_bytes([8; 16]);

    fn exported(messen: &str, language: Language) -> Vec<Entry> {
        let json = format!(
            r#"{{"v":1,"package":"hypertonie","first_day":"2026-03-01","modules":{{"messen":{messen}}}}}"#
        );
        let course: Course = serde_json::from_str(&json).unwrap();
        let words = Words {
            read: "gelesen".to_owned(),
            no_time: "Uhrzeit nicht festgehalten".to_owned(),
            ..Words::default()
        };
        export(&course, Source { id: NAME, version: 4, names: None }, None, language, &words)
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
        let ids = |entries: &[Entry]| entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
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
}
