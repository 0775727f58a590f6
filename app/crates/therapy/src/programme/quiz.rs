//! The quiz: questions come back in growing distances until they are known.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::{Package, Question};

/// Days until a question comes back after so many right answers in a row.
///
/// Source: spaced repetition after Leitner; DiGAV Anlage 2, didactics of the medical content.
const DISTANCES: [u8; 5] = [1, 3, 7, 14, 30];

/// What is known of each question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quiz(BTreeMap<String, Repetition>);

/// What is known of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Repetition {
    /// Right answers in a row.
    streak: u8,
    /// Whether it was ever right.
    known: bool,
    /// When it comes back; `None`: never.
    due: Option<Date>,
}

/// The result of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// Whether it was right.
    pub right: bool,
    /// When the question comes back; `None`: it is known.
    pub again: Option<Date>,
}

impl Quiz {
    /// Notes an answer, counted from 0.
    pub fn answer(&mut self, question: &Question, answer: u8, today: Date) -> Answered {
        let right = answer == question.right;
        let before = self.0.get(&question.id).copied();
        let streak = if right { before.map_or(0, |it| it.streak).saturating_add(1) } else { 0 };
        // After a wrong answer the question comes back the next day.
        let distance =
            if right { DISTANCES.get(usize::from(streak)).copied() } else { DISTANCES.first().copied() };
        let again = distance.map(|days| today.saturating_add(Span::new().days(i64::from(days))));
        let known = right || before.is_some_and(|it| it.known);
        self.0.insert(question.id.clone(), Repetition { streak, known, due: again });
        Answered { right, again }
    }

    /// What is known on two devices; of two answers to one question, the later one counts.
    pub(super) fn merged(&self, other: &Self) -> Self {
        let mut merged = self.clone();
        for (name, theirs) in &other.0 {
            let mine = merged.0.entry(name.clone()).or_insert(*theirs);
            let known = mine.known || theirs.known;
            // Never again is later than any day.
            let later = |it: &Repetition| it.due.unwrap_or(Date::MAX);
            if later(theirs) > later(mine) {
                *mine = *theirs;
            }
            mine.known = known;
        }
        merged
    }

    /// Whether a question was ever answered right.
    #[must_use]
    pub fn knows(&self, question: &str) -> bool {
        self.0.get(question).is_some_and(|it| it.known)
    }

    /// Questions that are due, of modules up to a week: new ones last.
    #[must_use]
    pub fn due<'p>(&self, package: &'p Package, week: u8, today: Date) -> Vec<&'p Question> {
        let questions =
            package.modules.iter().filter(|module| module.week <= week).flat_map(|module| &module.quiz);
        let (mut again, mut new) = (Vec::new(), Vec::new());
        for question in questions {
            match self.0.get(&question.id) {
                None => new.push(question),
                Some(it) if it.due.is_some_and(|due| due <= today) => again.push(question),
                Some(_) => {}
            }
        }
        again.extend(new);
        again
    }
}
