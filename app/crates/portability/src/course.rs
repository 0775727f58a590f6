//! The way through the programme: a plan with its goals and weeks, and each exercise that was done.

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
        let title = module(id).map_or(id.as_str(), |module| module.exercise.title.get(language));
        entries.extend(state.exercised.iter().map(|day| Entry {
            id: ids::part(name.id, &format!("exercise/{id}/{day}")),
            version: 1,
            recorded_at: midnight(*day),
            measured_at: midnight(*day),
            value: EntryValue::Activity(Box::new(Activity { what: Coded::text(title), ended_at: None })),
            note: words.no_time.clone(),
            ..base.clone()
        }));
    }
    let goals = course.goals.iter().map(|goal| goal_id(name.id, goal)).collect();
    let value = EntryValue::CarePlan(Box::new(export_plan(course, goals, package, language, words)));
    entries.push(Entry { id: ids::part(name.id, "plan"), value, ..base });
    entries
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
    let chosen = course.goals.iter().map(|goal| goal.since);
    let rested = course.pauses.iter().flat_map(|pause| [Some(pause.from), pause.until]).flatten();
    let taken_back = course.taken_back.iter().map(|it| it.until);
    exercised.chain(chosen).chain(rested).chain(taken_back).fold(course.first_day, Date::max)
}

/// Programmes know days, not hours.
fn midnight(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp())
}
