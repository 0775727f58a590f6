//! Asking a questionnaire: interrupted and resumed at any point.

mod assemble;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Questionnaire;
use super::answer::Answer;
use super::check::{self, Problem};
use super::enable::{self, Answers};
use super::item::{Constraint, Item, Severity};
use super::response::Response;
use crate::expression::Scope;

/// Everything that has to be kept to go on later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Version of this form.
    pub v: u8,
    /// Address of the questionnaire.
    pub questionnaire: String,
    /// Its version.
    pub version: String,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Answers by item, also of items that are not asked any more: who changes back finds them again.
    pub answers: Answers,
    /// The item that was shown last.
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
    enabled: BTreeSet<&'q str>,
}

impl<'q> Session<'q> {
    /// Begins.
    #[must_use]
    pub fn start(questionnaire: &'q Questionnaire, now: Timestamp) -> Self {
        let initial = |item: &&Item| !item.initial.is_empty();
        let answers = questionnaire
            .all_items()
            .into_iter()
            .filter(initial)
            .map(|item| (item.link_id.clone(), item.initial.clone()))
            .collect();
        let state = State {
            v: 1,
            questionnaire: questionnaire.url.clone(),
            version: questionnaire.version.clone(),
            started_at: now,
            changed_at: now,
            answers,
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
        if state.v != 1 {
            return Err(ResumeError::NewerForm);
        }
        if state.questionnaire != questionnaire.url {
            return Err(ResumeError::OtherQuestionnaire);
        }
        if state.version != questionnaire.version {
            return Err(ResumeError::OtherVersion);
        }
        let mut state = state;
        state.answers = std::mem::take(&mut state.answers)
            .into_iter()
            .filter_map(|(name, answers)| {
                let item = questionnaire.item(&name)?;
                check::check(item, answers).ok().map(|answers| (name, answers))
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

    /// Items to show now, each before its children.
    #[must_use]
    pub fn visible(&self) -> Vec<&'q Item> {
        let all = self.questionnaire.all_items();
        all.into_iter().filter(|item| self.enabled.contains(item.link_id.as_str()) && !item.hidden).collect()
    }

    /// Answers of an item that is asked.
    #[must_use]
    pub fn answers(&self, link_id: &str) -> &[Answer] {
        let answers = self.state.answers.get(link_id).filter(|_| self.enabled.contains(link_id));
        answers.map(Vec::as_slice).unwrap_or_default()
    }

    /// Answers a question; no answers take the answer back.
    ///
    /// # Errors
    /// When it is not asked, or the answer does not fit; nothing changes then.
    pub fn answer(&mut self, link_id: &str, answers: Vec<Answer>, now: Timestamp) -> Result<(), AnswerError> {
        if self.state.status == Status::Completed {
            return Err(AnswerError::Completed);
        }
        let item = self.visible().into_iter().find(|item| item.link_id == link_id && item.is_asked());
        let answers = check::check(item.ok_or(AnswerError::NotAsked)?, answers)?;
        if answers.is_empty() {
            self.state.answers.remove(link_id);
        } else {
            self.state.answers.insert(link_id.to_owned(), answers);
        }
        self.state.changed_at = now;
        self.state.at = Some(link_id.to_owned());
        self.recompute();
        Ok(())
    }

    /// Chooses an option or takes it back; an exclusive option takes all others back, and they it.
    ///
    /// # Errors
    /// As [`Session::answer`].
    pub fn toggle(&mut self, link_id: &str, option: Answer, now: Timestamp) -> Result<(), AnswerError> {
        let item = self.questionnaire.item(link_id).ok_or(AnswerError::NotAsked)?;
        let mut answers = self.answers(link_id).to_vec();
        if let Some(index) = answers.iter().position(|answer| answer.same(&option)) {
            answers.remove(index);
        } else if !item.repeats || check::is_exclusive(item, &option) {
            answers = vec![option];
        } else {
            answers.retain(|answer| !check::is_exclusive(item, answer));
            answers.push(option);
        }
        self.answer(link_id, answers, now)
    }

    /// The question to show next: the first without an answer.
    #[must_use]
    pub fn next_open(&self) -> Option<&'q Item> {
        self.visible().into_iter().find(|item| item.is_asked() && self.answers(&item.link_id).is_empty())
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let asked: Vec<&Item> = self.visible().into_iter().filter(|item| item.is_asked()).collect();
        let answered = asked.iter().filter(|item| !self.answers(&item.link_id).is_empty()).count();
        Progress { answered, asked: asked.len() }
    }

    /// What stands against finishing, by item (`-`: the whole), in order; `today` is for expressions.
    #[must_use]
    pub fn problems(&self, today: Date) -> Vec<(String, Problem)> {
        let mut found = Vec::new();
        for item in self.visible().into_iter().filter(|item| item.is_asked()) {
            found.extend(
                check::missing(item, self.answers(&item.link_id)).map(|it| (item.link_id.clone(), it)),
            );
        }
        let broken = self.broken(Severity::Error, today);
        found.extend(
            broken
                .into_iter()
                .map(|(item, it)| (item, Problem::Constraint { key: it.key.clone(), text: it.text.clone() })),
        );
        found
    }

    /// The question at which a problem of an item can be mended: the item itself, or the first that is asked below it. `None`
    /// for a problem of the whole, and for one of an item that nobody answers.
    #[must_use]
    pub fn question_of(&self, link_id: &str) -> Option<&'q Item> {
        let below = self.questionnaire.item(link_id)?.with_children();
        let is_below = |item: &Item| below.iter().any(|it| it.link_id == item.link_id);
        self.visible().into_iter().find(|item| item.is_asked() && is_below(item))
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
        for item in self.visible() {
            // Without an answer there is nothing to judge.
            let Some(answered) = response.item(&item.link_id) else { continue };
            for constraint in item.constraints.iter().filter(|it| it.severity == severity) {
                if constraint.expression.holds(&scope.at(answered)) == Ok(Some(false)) {
                    found.push((item.link_id.clone(), constraint));
                }
            }
        }
        found
    }

    fn recompute(&mut self) {
        assemble::recompute(self.questionnaire, &mut self.state);
        self.enabled = enable::enabled(self.questionnaire, &self.state.answers);
    }
}
