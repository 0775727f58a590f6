//! The way through the programme: for each round a plan with its goals and weeks, each exercise that was done, each
//! section that was read.

use std::collections::HashSet;

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

/// Exports the way through the programme, round by round. Without the package its names stand for the texts.
pub(crate) fn export(
    course: &Course,
    name: Source,
    package: Option<&Package>,
    language: Language,
    words: &Words,
) -> Vec<Entry> {
    let content = Content { package, language, words };
    let mut names = Names { record: name.id, given: HashSet::new() };
    // A round is over on the day on which the next one begins.
    let ends = course.earlier.iter().skip(1).chain([course]).map(|next| Some(next.first_day));
    let earlier = course.earlier.iter().zip(ends).map(|(course, over)| Round { course, over });
    let rounds: Vec<Round<'_>> = earlier.chain([Round { course, over: None }]).collect();
    let mut entries = goals(&rounds, name, content);
    for round in rounds {
        let base = round.entry(name);
        entries.extend(activities(round, &base, &mut names, content));
        let goals = round.course.goals.iter().map(|goal| goal_id(name.id, goal)).collect();
        let value = EntryValue::CarePlan(Box::new(export_plan(round, goals, content)));
        entries.push(Entry { id: names.next("plan", round.course), value, ..base });
    }
    entries
}

/// What the names in a course stand for.
#[derive(Clone, Copy)]
struct Content<'a> {
    package: Option<&'a Package>,
    language: Language,
    words: &'a Words,
}

/// The programme as it was done once.
#[derive(Clone, Copy)]
struct Round<'a> {
    course: &'a Course,
    /// The day on which it was begun anew; `None`: it is the present one.
    over: Option<Date>,
}

impl Round<'_> {
    /// What the entries of this round have in common; still without a value.
    fn entry(self, name: Source) -> Entry {
        let last = last_day(self.course);
        Entry {
            id: name.id,
            version: name.version,
            recorded_at: midnight(self.over.map_or(last, |day| day.max(last))),
            measured_at: midnight(self.course.first_day),
            utc_offset_minutes: 0,
            author: Author::Patient,
            value: EntryValue::DiaryNote(String::new()),
            note: String::new(),
        }
    }
}

/// The names under which the entries of a course go into files.
struct Names {
    record: RecordId,
    given: HashSet<String>,
}

impl Names {
    /// The id of something of a round; to be asked for from the oldest round on. What was there first keeps the name that
    /// it had before there was another round: nothing gets another id because the programme is begun anew. The same of a
    /// later round, such as its plan or the same exercise on the very day, has the day of its beginning in the name.
    fn next(&mut self, role: &str, round: &Course) -> RecordId {
        let mut role = role.to_owned();
        while !self.given.insert(role.clone()) {
            role = format!("{role}/{}", round.first_day);
        }
        ids::part(self.record, &role)
    }
}

/// The goals of all rounds, each once: they go on when the programme is begun anew.
fn goals(rounds: &[Round<'_>], name: Source, content: Content<'_>) -> Vec<Entry> {
    let mut seen = HashSet::new();
    let mut entries = Vec::new();
    for round in rounds.iter().rev() {
        for goal in &round.course.goals {
            let id = goal_id(name.id, goal);
            if seen.insert(id) {
                let recorded_at = midnight(round.over.map_or(goal.since, |day| day.max(goal.since)));
                let value = EntryValue::Goal(Box::new(export_goal(goal, round.over, content)));
                let measured_at = midnight(goal.since);
                entries.push(Entry { id, recorded_at, measured_at, value, ..round.entry(name) });
            }
        }
    }
    entries
}

/// What was exercised and read in a round.
fn activities(round: Round<'_>, base: &Entry, names: &mut Names, content: Content<'_>) -> Vec<Entry> {
    let Content { package, language, words } = content;
    let mut entries = Vec::new();
    for (id, state) in &round.course.modules {
        let module = package.and_then(|package| package.modules.iter().find(|module| module.id == *id));
        let title = module.map_or(id.as_str(), |module| module.exercise.title.get(language));
        for day in &state.exercised {
            let name = names.next(&format!("exercise/{id}/{day}"), round.course);
            entries.push(done(base, name, *day, title, words));
        }
        // An activity has to say when it was: without a day, a section is only counted in the plan.
        for (section, day) in state.read_days() {
            let name = names.next(&format!("lesson/{id}/{section}/{day}"), round.course);
            let what = lesson(id, module, section, language, words);
            entries.push(done(base, name, day, &what, words));
        }
    }
    entries
}

/// Something that was done on a day.
fn done(base: &Entry, id: RecordId, day: Date, what: &str, words: &Words) -> Entry {
    Entry {
        id,
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

/// A goal of a round that is over is not pursued any more, unless a later one took it along. How far it is, is no fact
/// about the goal as a whole: that is counted anew each week.
fn export_goal(goal: &programme::Goal, over: Option<Date>, content: Content<'_>) -> Goal {
    let Content { package, language, words } = content;
    let template = package.and_then(|package| package.plan.goals.iter().find(|it| it.id == goal.id));
    let title = template.map_or(goal.id.as_str(), |template| template.title.get(language));
    let amount = || {
        let value = fhir_profiles::Decimal::from(u16::try_from(goal.target).unwrap_or(u16::MAX));
        let unit = if words.per_week.is_empty() { PER_WEEK } else { &words.per_week };
        Amount { value, unit: unit.to_owned(), ucum: PER_WEEK.to_owned() }
    };
    Goal {
        what: Coded::text(title),
        status: if over.is_some() { GoalStatus::Completed } else { GoalStatus::Active },
        achievement: None,
        start: Some(goal.since),
        target: Some(GoalTarget { measure: Coded::text(title), low: amount(), high: amount(), due: None }),
    }
}

/// The plan of a round; what it says depends on what was done, never on the day of the export.
fn export_plan(round: Round<'_>, goals: Vec<RecordId>, content: Content<'_>) -> CarePlan {
    let Content { package, language, words } = content;
    let course = round.course;
    let title = package.map_or(course.package.as_str(), |package| package.manifest.title.get(language));
    let is_done = package.is_some_and(|package| course.percent(package) == 100);
    let rests = course.pauses.iter().any(|pause| pause.is_whole() && pause.until.is_none());
    let status = match round.over {
        Some(_) if is_done => PlanStatus::Completed,
        Some(_) => PlanStatus::Cancelled,
        None if rests => PlanStatus::OnHold,
        None if is_done => PlanStatus::Completed,
        None => PlanStatus::Active,
    };
    let weeks = package.into_iter().flat_map(|package| {
        package.modules.iter().map(move |module| {
            let status = match (course.status(package, module, course.first_day), round.over) {
                (Status::Done, _) => PlanStatus::Completed,
                (_, Some(_)) => PlanStatus::Cancelled,
                (Status::Begun, None) => PlanStatus::Active,
                (Status::Open | Status::Ahead, None) => PlanStatus::Planned,
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
mod tests;
