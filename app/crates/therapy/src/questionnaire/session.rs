//! Asking a questionnaire: interrupted and resumed at any point.

mod assemble;
mod repeat;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Questionnaire;
use super::answer::Answer;
use super::check::{self, Problem};
use super::enable::{self, Answers};
use super::item::{Constraint, Item, Severity};
use super::occurrence::{self, Occurrence, Repetitions};
use super::response::{Response, ResponseItem};
use crate::expression::Scope;

pub use repeat::{Removed, Repetition, most};

/// Newest form of a state; the first has no repetitions.
const FORM: u8 = 2;

/// Everything that has to be kept to go on later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Version of this form: 1, or 2 once a group was repeated.
    pub v: u8,
    /// Address of the questionnaire.
    pub questionnaire: String,
    /// Its version.
    pub version: String,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Answers by the place of their item, also of items that are not asked any more: who changes back finds them again.
    /// See [`Occurrence::key`].
    pub answers: Answers,
    /// Repetitions of groups.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub repetitions: Repetitions,
    /// The place that was answered last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// How far it is.
    pub status: Status,
}

/// How far a questionnaire is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Begun.
    InProgress,
    /// Finished; answers do not change any more.
    Completed,
}

/// How many of the questions that are asked have an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// With an answer.
    pub answered: usize,
    /// Asked.
    pub asked: usize,
}

/// Why a state does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResumeError {
    /// It belongs to another questionnaire.
    #[error("the saved answers belong to another questionnaire")]
    OtherQuestionnaire,
    /// The questionnaire has changed since: begin again, the old answers stay as they are.
    #[error("the questionnaire has changed since: begin again")]
    OtherVersion,
    /// Saved by a newer version of the app.
    #[error("the answers were saved by a newer version of the app")]
    NewerForm,
}

/// Why an answer is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// There is no such question, or it is not asked now.
    #[error("this question is not asked")]
    NotAsked,
    /// The questionnaire is finished.
    #[error("the questionnaire is finished")]
    Completed,
    /// The answer does not fit.
    #[error(transparent)]
    Problem(#[from] Problem),
}

/// A questionnaire with the answers so far.
#[derive(Debug, Clone)]
pub struct Session<'q> {
    questionnaire: &'q Questionnaire,
    state: State,
    enabled: BTreeSet<String>,
}

impl<'q> Session<'q> {
    /// Begins.
    #[must_use]
    pub fn start(questionnaire: &'q Questionnaire, now: Timestamp) -> Self {
        let repetitions = Repetitions::new();
        let answers = occurrence::occurrences(questionnaire, &repetitions)
            .into_iter()
            .filter(|occurrence| !occurrence.item.initial.is_empty())
            .map(|occurrence| (occurrence.key(), occurrence.item.initial.clone()))
            .collect();
        let state = State {
            v: 1,
            questionnaire: questionnaire.url.clone(),
            version: questionnaire.version.clone(),
            started_at: now,
            changed_at: now,
            answers,
            repetitions,
            at: None,
            status: Status::InProgress,
        };
        let mut session = Self { questionnaire, state, enabled: BTreeSet::new() };
        session.recompute();
        session
    }

    /// Goes on where it was left; answers that do not fit any more are dropped.
    ///
    /// # Errors
    /// When the state belongs to something else.
    pub fn resume(questionnaire: &'q Questionnaire, state: State) -> Result<Self, ResumeError> {
        if !(1..=FORM).contains(&state.v) {
            return Err(ResumeError::NewerForm);
        }
        if state.questionnaire != questionnaire.url {
            return Err(ResumeError::OtherQuestionnaire);
        }
        if state.version != questionnaire.version {
            return Err(ResumeError::OtherVersion);
        }
        let mut state = state;
        state.repetitions = repeat::known(questionnaire, std::mem::take(&mut state.repetitions));
        let places: BTreeMap<String, &Item> = occurrence::occurrences(questionnaire, &state.repetitions)
            .into_iter()
            .map(|occurrence| (occurrence.key(), occurrence.item))
            .collect();
        state.answers = std::mem::take(&mut state.answers)
            .into_iter()
            .filter_map(|(place, answers)| {
                let item = places.get(&place)?;
                check::check(item, answers).ok().map(|answers| (place, answers))
            })
            .collect();
        let mut session = Self { questionnaire, state, enabled: BTreeSet::new() };
        session.recompute();
        Ok(session)
    }

    /// What has to be kept.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Items to show now, each before its children; what is repeated stands once.
    #[must_use]
    pub fn visible(&self) -> Vec<&'q Item> {
        let mut seen = BTreeSet::new();
        let items = self.occurrences().into_iter().map(|occurrence| occurrence.item);
        items.filter(|item| seen.insert(item.link_id.as_str())).collect()
    }

    /// Places of the items to show now, each before what lies below it.
    #[must_use]
    pub fn occurrences(&self) -> Vec<Occurrence<'q>> {
        let mut occurrences = occurrence::occurrences(self.questionnaire, &self.state.repetitions);
        occurrences.retain(|occurrence| !occurrence.item.hidden && self.enabled.contains(&occurrence.key()));
        occurrences
    }

    /// What is asked one after the other: questions, and repeating groups each as a whole.
    #[must_use]
    pub fn steps(&self) -> Vec<&'q Item> {
        let repeaters = occurrence::repeaters(self.questionnaire);
        let mut steps: Vec<&'q Item> = Vec::new();
        for occurrence in self.occurrences().into_iter().filter(|occurrence| occurrence.item.is_asked()) {
            let step = repeaters.get(occurrence.item.link_id.as_str()).copied().unwrap_or(occurrence.item);
            if steps.last().is_none_or(|last| last.link_id != step.link_id) {
                steps.push(step);
            }
        }
        steps
    }

    /// Answers at the place of an item that is asked, see [`Occurrence::key`].
    #[must_use]
    pub fn answers(&self, place: &str) -> &[Answer] {
        let answers = self.state.answers.get(place).filter(|_| self.enabled.contains(place));
        answers.map(Vec::as_slice).unwrap_or_default()
    }

    /// Answers a question at its place; no answers take the answer back.
    ///
    /// # Errors
    /// When it is not asked, or the answer does not fit; nothing changes then.
    pub fn answer(&mut self, place: &str, answers: Vec<Answer>, now: Timestamp) -> Result<(), AnswerError> {
        if self.state.status == Status::Completed {
            return Err(AnswerError::Completed);
        }
        let answers = check::check(self.asked_at(place)?, answers)?;
        if answers.is_empty() {
            self.state.answers.remove(place);
        } else {
            self.state.answers.insert(place.to_owned(), answers);
        }
        self.state.changed_at = now;
        self.state.at = Some(place.to_owned());
        self.recompute();
        Ok(())
    }

    /// Chooses an option or takes it back; an exclusive option takes all others back, and they it.
    ///
    /// # Errors
    /// As [`Session::answer`].
    pub fn toggle(&mut self, place: &str, option: Answer, now: Timestamp) -> Result<(), AnswerError> {
        let item = self.asked_at(place)?;
        let mut answers = self.answers(place).to_vec();
        if let Some(index) = answers.iter().position(|answer| answer.same(&option)) {
            answers.remove(index);
        } else if !item.repeats || check::is_exclusive(item, &option) {
            answers = vec![option];
        } else {
            answers.retain(|answer| !check::is_exclusive(item, answer));
            answers.push(option);
        }
        self.answer(place, answers, now)
    }

    /// The step to show next: the first without an answer.
    #[must_use]
    pub fn next_open(&self) -> Option<&'q Item> {
        self.steps().into_iter().find(|step| !self.is_answered(step))
    }

    /// How far it is, in steps.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let steps = self.steps();
        let answered = steps.iter().filter(|step| self.is_answered(step)).count();
        Progress { answered, asked: steps.len() }
    }

    /// What stands against finishing, by place (`-`: the whole), in order; `today` is for expressions.
    #[must_use]
    pub fn problems(&self, today: Date) -> Vec<(String, Problem)> {
        let mut found: Vec<(String, Problem)> =
            self.steps().into_iter().flat_map(|step| self.missing(step)).collect();
        let broken = self.broken(Severity::Error, today);
        found.extend(
            broken
                .into_iter()
                .map(|(item, it)| (item, Problem::Constraint { key: it.key.clone(), text: it.text.clone() })),
        );
        found
    }

    /// The step at which a problem at a place can be mended: the item itself, the repeating group around it, or the first
    /// that is asked below it. `None` for a problem of the whole, and for one of an item that nobody answers.
    #[must_use]
    pub fn question_of(&self, place: &str) -> Option<&'q Item> {
        let (name, _) = occurrence::split(place);
        let below = self.questionnaire.item(name)?.with_children();
        let is_below = |item: &Item| below.iter().any(|it| it.link_id == item.link_id);
        let is_around = |item: &Item| {
            item.is_repeating_group() && item.with_children().iter().any(|it| it.link_id == name)
        };
        self.steps().into_iter().find(|step| is_below(step) || is_around(step))
    }

    /// Conditions that do not hold but do not block either.
    #[must_use]
    pub fn warnings(&self, today: Date) -> Vec<(String, &'q Constraint)> {
        self.broken(Severity::Warning, today)
    }

    /// Finishes, or says what is missing; answers of items that are not asked are left out.
    ///
    /// # Errors
    /// The problems, as [`Session::problems`].
    pub fn complete(&mut self, now: Timestamp, today: Date) -> Result<Response, Vec<(String, Problem)>> {
        let problems = self.problems(today);
        if !problems.is_empty() {
            return Err(problems);
        }
        if self.state.status == Status::InProgress {
            self.state.status = Status::Completed;
            self.state.changed_at = now;
        }
        Ok(self.response())
    }

    /// The answers so far.
    #[must_use]
    pub fn response(&self) -> Response {
        assemble::response(self.questionnaire, &self.state, &self.enabled)
    }

    /// Conditions of the whole and of visible items that are false. A condition without a value holds.
    fn broken(&self, severity: Severity, today: Date) -> Vec<(String, &'q Constraint)> {
        let response = self.response();
        let scope = Scope::new(&response, today);
        let mut found = Vec::new();
        for constraint in self.questionnaire.constraints.iter().filter(|it| it.severity == severity) {
            if constraint.expression.holds(&scope) == Ok(Some(false)) {
                found.push(("-".to_owned(), constraint));
            }
        }
        for occurrence in
            self.occurrences().into_iter().filter(|occurrence| !occurrence.item.constraints.is_empty())
        {
            // Without an answer there is nothing to judge.
            let Some(answered) = self.answered(occurrence, &response) else { continue };
            for constraint in occurrence.item.constraints.iter().filter(|it| it.severity == severity) {
                if constraint.expression.holds(&scope.at(&answered)) == Ok(Some(false)) {
                    found.push((occurrence.key(), constraint));
                }
            }
        }
        found
    }

    /// What was answered at a place.
    fn answered(&self, occurrence: Occurrence<'_>, response: &Response) -> Option<ResponseItem> {
        let name = occurrence.item.link_id.as_str();
        let Some(number) = occurrence.repetition else { return response.item(name).cloned() };
        let group = occurrence::repeaters(self.questionnaire).get(name).copied()?;
        assemble::repetition(group, number, &self.state, &self.enabled)?.find(name).cloned()
    }

    /// The item that is asked at a place.
    fn asked_at(&self, place: &str) -> Result<&'q Item, AnswerError> {
        let occurrence = self
            .occurrences()
            .into_iter()
            .find(|occurrence| occurrence.item.is_asked() && occurrence.key() == place);
        occurrence.map(|occurrence| occurrence.item).ok_or(AnswerError::NotAsked)
    }

    /// Whether something was answered at a step.
    fn is_answered(&self, step: &Item) -> bool {
        if !step.is_repeating_group() {
            return !self.answers(&step.link_id).is_empty();
        }
        let mut occurrences = self.repetitions(step).into_iter().flat_map(|it| it.occurrences);
        occurrences.any(|occurrence| !self.answers(&occurrence.key()).is_empty())
    }

    fn recompute(&mut self) {
        assemble::recompute(self.questionnaire, &mut self.state);
        self.enabled = enable::enabled(self.questionnaire, &self.state.answers, &self.state.repetitions);
    }
}
