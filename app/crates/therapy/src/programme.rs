//! How far a patient is in the programme: what was read and done, quiz, goals, reminders, pauses.

mod again;
pub mod goal;
mod merge;
mod pause;
pub mod quiz;
pub mod reminder;
mod suitable;
mod taken_back;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::advice::{Programme, Reason};
use crate::content::{Module, Package};
use crate::survey::{Part, Participation};

pub use goal::{Goal, GoalError, GoalProgress};
pub use pause::Pause;
pub use quiz::{Answered, Quiz};
pub use reminder::{Reminder, ReminderError, Setting};
pub use suitable::Suitable;
pub use taken_back::TakenBack;

/// Everything that is kept about a patient's way through a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Version of this form.
    pub v: u8,
    /// Name of the package.
    pub package: String,
    /// First day of use: day 1 of week 1.
    pub first_day: Date,
    /// What was done, by module.
    #[serde(default)]
    pub modules: BTreeMap<String, ModuleState>,
    /// Repetition of the quiz.
    #[serde(default)]
    pub quiz: Quiz,
    /// Chosen goals.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// Reminders, as set by the patient.
    #[serde(default)]
    pub reminders: Vec<Reminder>,
    /// Pauses, oldest first.
    #[serde(default)]
    pub pauses: Vec<Pause>,
    /// Answers about complaints that were mistakes, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_back: Vec<TakenBack>,
    /// That the patient read for whom the programme is, and for whom it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suitable: Option<Suitable>,
    /// What the patient decided about the survey of Anlage 3, by part, as earlier builds kept it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub survey: Vec<(Part, Participation)>,
    /// First day of the follow-up prescription with which it simply goes on, as the patient chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes_on_in: Option<Date>,
    /// The same programme as it was done before it was begun anew, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Course>,
}

/// What was done in a module.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ModuleState {
    /// Sections that were read, counted from 0.
    #[serde(default)]
    pub read: BTreeSet<u8>,
    /// The day on which a section was read first; unknown where an earlier build noted it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub read_on: BTreeMap<u8, Date>,
    /// Days on which the exercise was done.
    #[serde(default)]
    pub exercised: BTreeSet<Date>,
}

impl ModuleState {
    /// The sections that were read on a known day, in order.
    pub fn read_days(&self) -> impl Iterator<Item = (u8, Date)> {
        self.read.iter().filter_map(|section| Some((*section, *self.read_on.get(section)?)))
    }
}

/// How far a module is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its week has not begun; it can be read all the same.
    Ahead,
    /// Nothing was done yet.
    Open,
    /// Something was done.
    Begun,
    /// Read, exercised as planned, and every quiz question right at least once.
    Done,
}

/// The one thing to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The programme rests.
    Paused(Option<Reason>),
    /// Read a section of a module.
    Read {
        /// Module.
        module: String,
        /// Section, counted from 0.
        section: u8,
    },
    /// Do the exercise of the week.
    Exercise {
        /// Module.
        module: String,
    },
    /// Answer questions that are due.
    Quiz {
        /// How many.
        questions: usize,
    },
    /// Nothing more today.
    Rest,
    /// The programme is over.
    Finished,
}

impl Course {
    /// Begins on a day.
    #[must_use]
    pub fn begin(package: &Package, first_day: Date) -> Self {
        Self {
            v: 1,
            package: package.manifest.id.clone(),
            first_day,
            modules: BTreeMap::new(),
            quiz: Quiz::default(),
            goals: Vec::new(),
            reminders: Vec::new(),
            pauses: Vec::new(),
            taken_back: Vec::new(),
            suitable: None,
            survey: Vec::new(),
            goes_on_in: None,
            earlier: Vec::new(),
        }
    }

    /// What an earlier build decided about a part of the survey; since then it is kept with the numbers of the course.
    #[must_use]
    pub fn participation(&self, part: Part) -> Participation {
        self.survey.iter().find(|(it, _)| *it == part).map(|(_, state)| *state).unwrap_or_default()
    }

    /// Days of the programme so far, today included; days on which all of it rests do not count. 0 before the first day.
    #[must_use]
    pub fn days(&self, today: Date) -> u32 {
        let after = today.saturating_add(Span::new().days(1));
        let whole = self.pauses.iter().filter(|pause| pause.is_whole());
        let rested = whole.map(|pause| (pause.from, pause.until.unwrap_or(after).min(after)));
        let by_mistake = self.taken_back.iter().filter_map(TakenBack::rested);
        let mut times: Vec<(Date, Date)> =
            rested.chain(by_mistake.map(|(from, until)| (from, until.min(after)))).collect();
        times.sort_unstable();
        // A day on which two pauses lie is one day.
        let (mut paused, mut counted) = (0, self.first_day);
        for (from, until) in times {
            paused += days_between(from.max(counted), until);
            counted = counted.max(until);
        }
        let all = days_between(self.first_day, after);
        u32::try_from(all - paused).unwrap_or_default()
    }

    /// The week of the programme: 1 to its length, and one more when it is over.
    #[must_use]
    pub fn week(&self, package: &Package, today: Date) -> u8 {
        let week = self.days(today).saturating_sub(1) / 7 + 1;
        u8::try_from(week).unwrap_or(u8::MAX).min(package.manifest.weeks.saturating_add(1))
    }

    /// Notes that a section was read on a day. One that was read before stays as it was noted.
    pub fn read(&mut self, module: &str, section: u8, day: Date) {
        let state = self.modules.entry(module.to_owned()).or_default();
        if state.read.insert(section) {
            state.read_on.insert(section, day);
        }
    }

    /// Notes that the exercise was done on a day.
    pub fn exercised(&mut self, module: &str, day: Date) {
        self.modules.entry(module.to_owned()).or_default().exercised.insert(day);
    }

    /// How far a module is.
    #[must_use]
    pub fn status(&self, package: &Package, module: &Module, today: Date) -> Status {
        let state = self.modules.get(&module.id);
        let answered = module.quiz.iter().filter(|question| self.quiz.knows(&question.id)).count();
        let touched = answered > 0 || state.is_some_and(|it| !it.read.is_empty() || !it.exercised.is_empty());
        let exercised = state.map_or(0, |it| it.exercised.len()) >= usize::from(module.exercise.days);
        if self.unread(module).is_none() && exercised && answered == module.quiz.len() {
            Status::Done
        } else if touched {
            Status::Begun
        } else if module.week > self.week(package, today) {
            Status::Ahead
        } else {
            Status::Open
        }
    }

    /// The first section that was not read.
    fn unread(&self, module: &Module) -> Option<u8> {
        let read = self.modules.get(&module.id).map(|state| &state.read);
        let count = u8::try_from(module.sections.len()).unwrap_or(u8::MAX);
        (0..count).find(|section| !read.is_some_and(|read| read.contains(section)))
    }

    /// The one thing to do next. `programme` is what the stops demand: [`Self::stops`].
    #[must_use]
    pub fn next(&self, package: &Package, programme: Programme, today: Date) -> Next {
        if let Some(pause) = self.pause(today) {
            return Next::Paused(pause.reason);
        }
        if programme == Programme::Pauses {
            return Next::Paused(None);
        }
        let week = self.week(package, today);
        let begun = package.modules.iter().filter(|module| module.week <= week);
        for module in begun.clone() {
            if let Some(section) = self.unread(module) {
                return Next::Read { module: module.id.clone(), section };
            }
        }
        let due = self.quiz.due(package, week, today).len();
        if due > 0 {
            return Next::Quiz { questions: due };
        }
        if let Some(module) = begun.clone().find(|module| module.week == week) {
            let state = self.modules.get(&module.id);
            let days = state.map_or(0, |it| it.exercised.len());
            let today_done = state.is_some_and(|it| it.exercised.contains(&today));
            let allowed = programme == Programme::GoesOn || !module.exercise.movement;
            if days < usize::from(module.exercise.days) && !today_done && allowed {
                return Next::Exercise { module: module.id.clone() };
            }
        }
        if week > package.manifest.weeks { Next::Finished } else { Next::Rest }
    }

    /// How much of the programme is done, in whole percent: sections, exercise days and quiz questions weigh alike.
    #[must_use]
    pub fn percent(&self, package: &Package) -> u8 {
        let (mut done, mut all) = (0, 0);
        for module in &package.modules {
            let state = self.modules.get(&module.id);
            let days = usize::from(module.exercise.days);
            all += module.sections.len() + days + module.quiz.len();
            done += state.map_or(0, |it| {
                it.read.iter().filter(|at| usize::from(**at) < module.sections.len()).count()
            });
            done += state.map_or(0, |it| it.exercised.len().min(days));
            done += module.quiz.iter().filter(|question| self.quiz.knows(&question.id)).count();
        }
        (done * 100).checked_div(all).and_then(|percent| u8::try_from(percent).ok()).unwrap_or_default()
    }
}

/// Whole days; 0 when the end is not after the beginning.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days()).max(0)
}

#[cfg(test)]
mod tests;
