//! Repeating groups: giving one more, taking one away, and bringing it back.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{AnswerError, Session, Status};
use crate::questionnaire::Questionnaire;
use crate::questionnaire::check::{self, Problem};
use crate::questionnaire::enable::Answers;
use crate::questionnaire::item::Item;
use crate::questionnaire::occurrence::{self, Occurrence, REPETITION_LIMIT, Repetitions};

/// A repetition of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Repetition<'q> {
    /// Its number: unique in the group, the order is that of the list.
    pub number: u64,
    /// The places at which it is answered.
    pub occurrences: Vec<Occurrence<'q>>,
}

/// A repetition that was taken away, with its place and its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed {
    /// `linkId` of the group.
    pub group: String,
    /// Its place among the others, from 0.
    pub place: usize,
    number: u64,
    answers: Answers,
}

impl<'q> Session<'q> {
    /// The repetitions of a group that is asked, in order.
    #[must_use]
    pub fn repetitions(&self, group: &Item) -> Vec<Repetition<'q>> {
        let names = names(group);
        let asked: Vec<Occurrence<'q>> = self
            .occurrences()
            .into_iter()
            .filter(|occurrence| {
                occurrence.item.is_asked() && names.contains(occurrence.item.link_id.as_str())
            })
            .collect();
        let occurrences = |number| asked.iter().filter(|it| it.repetition == Some(number)).copied().collect();
        let numbers = occurrence::numbers(&self.state.repetitions, &group.link_id);
        numbers.into_iter().map(|number| Repetition { number, occurrences: occurrences(number) }).collect()
    }

    /// Adds a repetition of a group behind the others, and gives its number.
    ///
    /// # Errors
    /// When the group is not asked, or there are as many as it takes; nothing changes then.
    pub fn repeat(&mut self, group: &str, now: Timestamp) -> Result<u64, AnswerError> {
        let item = self.group(group)?;
        let mut numbers = occurrence::numbers(&self.state.repetitions, group);
        if numbers.len() >= most(item) {
            return Err(AnswerError::Problem(Problem::TooMany(most(item))));
        }
        // From the clock, so that two devices do not use the same number for different things.
        let moment = u64::try_from(now.as_millisecond()).unwrap_or_default();
        let number = numbers.iter().fold(moment, |number, other| number.max(other.saturating_add(1)));
        numbers.push(number);
        self.state.repetitions.insert(group.to_owned(), numbers);
        for item in item.with_children().into_iter().filter(|item| !item.initial.is_empty()) {
            self.state.answers.insert(occurrence::key(&item.link_id, Some(number)), item.initial.clone());
        }
        self.touch(now);
        Ok(number)
    }

    /// Takes a repetition away with its answers; the only one stays.
    ///
    /// # Errors
    /// When the group is not asked, or there is no such repetition, or no other; nothing changes then.
    pub fn remove(&mut self, group: &str, number: u64, now: Timestamp) -> Result<Removed, AnswerError> {
        let item = self.group(group)?;
        let mut numbers = occurrence::numbers(&self.state.repetitions, group);
        let place = numbers.iter().position(|it| *it == number).ok_or(AnswerError::NotAsked)?;
        if numbers.len() < 2 {
            return Err(AnswerError::NotAsked);
        }
        numbers.remove(place);
        self.state.repetitions.insert(group.to_owned(), numbers);
        let keys = item.with_children().into_iter().map(|it| occurrence::key(&it.link_id, Some(number)));
        let answers = keys.filter_map(|key| self.state.answers.remove_entry(&key)).collect();
        self.touch(now);
        Ok(Removed { group: group.to_owned(), place, number, answers })
    }

    /// Brings a repetition back to its place.
    ///
    /// # Errors
    /// When the group is not asked any more, or others have taken all places; nothing changes then.
    pub fn restore(&mut self, removed: Removed, now: Timestamp) -> Result<(), AnswerError> {
        let item = self.group(&removed.group)?;
        let mut numbers = occurrence::numbers(&self.state.repetitions, &removed.group);
        if numbers.contains(&removed.number) {
            return Ok(());
        }
        if numbers.len() >= most(item) {
            return Err(AnswerError::Problem(Problem::TooMany(most(item))));
        }
        numbers.insert(removed.place.min(numbers.len()), removed.number);
        self.state.repetitions.insert(removed.group, numbers);
        self.state.answers.extend(removed.answers);
        self.touch(now);
        Ok(())
    }

    /// What is missing at a step, by place: a group as a whole, and in each repetition in which something was answered.
    #[must_use]
    pub fn missing(&self, step: &Item) -> Vec<(String, Problem)> {
        if !step.is_repeating_group() {
            let problem = check::missing(step, self.answers(&step.link_id));
            return problem.map(|it| (step.link_id.clone(), it)).into_iter().collect();
        }
        let mut repetitions = self.repetitions(step);
        repetitions
            .retain(|it| it.occurrences.iter().any(|occurrence| !self.answers(&occurrence.key()).is_empty()));
        let fewest = match (step.required, repetitions.is_empty()) {
            (true, _) => step.limits.min_answers.unwrap_or(1).max(1),
            (false, true) => 0,
            (false, false) => step.limits.min_answers.unwrap_or(0),
        };
        let whole = match repetitions.len() {
            0 if fewest == 1 => Some(Problem::Missing),
            count if count < fewest => Some(Problem::TooFew(fewest)),
            _ => None,
        };
        let occurrences = repetitions.iter().flat_map(|it| &it.occurrences);
        let within = occurrences.filter_map(|occurrence| {
            let key = occurrence.key();
            check::missing(occurrence.item, self.answers(&key)).map(|problem| (key, problem))
        });
        whole.map(|it| (step.link_id.clone(), it)).into_iter().chain(within).collect()
    }

    /// A repeating group that is asked now, in a questionnaire that is not finished.
    fn group(&self, group: &str) -> Result<&'q Item, AnswerError> {
        if self.state.status == Status::Completed {
            return Err(AnswerError::Completed);
        }
        let step = self.steps().into_iter().find(|it| it.is_repeating_group() && it.link_id == group);
        step.ok_or(AnswerError::NotAsked)
    }

    /// Notes a change of repetitions. The second form of the state has them: an older app asks to begin again.
    fn touch(&mut self, now: Timestamp) {
        self.state.v = super::FORM;
        self.state.changed_at = now;
        self.recompute();
    }
}

/// Most repetitions of a group.
#[must_use]
pub fn most(group: &Item) -> usize {
    group.limits.max_answers.unwrap_or(REPETITION_LIMIT).min(REPETITION_LIMIT)
}

/// What a questionnaire knows of the repetitions that were kept: each number once, not too many.
pub(super) fn known(questionnaire: &Questionnaire, kept: Repetitions) -> Repetitions {
    let mut known = Repetitions::new();
    for (group, numbers) in kept {
        if !questionnaire.item(&group).is_some_and(Item::is_repeating_group) {
            continue;
        }
        let mut seen = BTreeSet::new();
        let numbers: Vec<u64> =
            numbers.into_iter().filter(|it| seen.insert(*it)).take(REPETITION_LIMIT).collect();
        if !numbers.is_empty() {
            known.insert(group, numbers);
        }
    }
    known
}

fn names(group: &Item) -> BTreeSet<&str> {
    group.with_children().into_iter().map(|item| item.link_id.as_str()).collect()
}
