//! Which items are asked, from the answers so far.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Questionnaire;
use super::answer::Answer;
use super::item::{Enable, Item, Operator, Rule};
use super::occurrence::{self, Repetitions};

/// Answers by the place of their item, see [`Occurrence::key`](super::occurrence::Occurrence::key).
pub(super) type Answers = BTreeMap<String, Vec<Answer>>;

/// Places of the items that are asked. Answers of items that are not asked count as not given.
///
/// Within a repetition a rule means the question of the same repetition: the nearest one, as FHIR R4 demands.
pub(super) fn enabled(
    questionnaire: &Questionnaire,
    answers: &Answers,
    repetitions: &Repetitions,
) -> BTreeSet<String> {
    let mut finder = Finder {
        items: questionnaire.all_items().into_iter().map(|item| (item.link_id.as_str(), item)).collect(),
        parents: questionnaire.parents(),
        repeaters: occurrence::repeaters(questionnaire),
        answers,
        known: BTreeMap::new(),
    };
    let occurrences = occurrence::occurrences(questionnaire, repetitions);
    let asked = occurrences.into_iter().filter(|it| finder.is_enabled(&it.item.link_id, it.repetition));
    asked.map(|it| it.key()).collect()
}

struct Finder<'q, 'a> {
    items: BTreeMap<&'q str, &'q Item>,
    parents: BTreeMap<&'q str, Vec<&'q Item>>,
    repeaters: BTreeMap<&'q str, &'q Item>,
    answers: &'a Answers,
    known: BTreeMap<(&'q str, Option<u64>), bool>,
}

impl<'q> Finder<'q, '_> {
    /// Ends, because circles are refused when a questionnaire is loaded.
    fn is_enabled(&mut self, name: &str, repetition: Option<u64>) -> bool {
        let Some((name, item)) = self.items.get_key_value(name).map(|(name, item)| (*name, *item)) else {
            return false;
        };
        let place = self.place(name, repetition);
        if let Some(known) = self.known.get(&(name, place)) {
            return *known;
        }
        let above = self.parents.get(name).cloned().unwrap_or_default();
        let is = above
            .into_iter()
            .chain([item])
            .all(|it| it.enable.as_ref().is_none_or(|rules| self.holds(rules, place)));
        self.known.insert((name, place), is);
        is
    }

    /// The place of an item as seen from a repetition: outside of repeating groups there is only one.
    fn place(&self, name: &str, repetition: Option<u64>) -> Option<u64> {
        repetition.filter(|_| self.repeaters.contains_key(name))
    }

    fn holds(&mut self, enable: &'q Enable, repetition: Option<u64>) -> bool {
        let mut held = enable.rules.iter().map(|rule| {
            let counts = self.is_enabled(&rule.question, repetition);
            let key = occurrence::key(&rule.question, self.place(&rule.question, repetition));
            let answers = self.answers.get(&key).filter(|_| counts);
            rule_holds(rule, answers.map(Vec::as_slice).unwrap_or_default())
        });
        if enable.all { held.all(|it| it) } else { held.any(|it| it) }
    }
}

/// Whether a rule holds for the answers of its question. Without an answer only `exists = false` holds.
fn rule_holds(rule: &Rule, answers: &[Answer]) -> bool {
    let any = |wanted: &dyn Fn(Ordering) -> bool| {
        answers.iter().any(|answer| order(answer, &rule.answer).is_some_and(wanted))
    };
    match rule.operator {
        Operator::Exists => answers.is_empty() != (rule.answer == Answer::Boolean(true)),
        Operator::Equal => answers.iter().any(|answer| equal(answer, &rule.answer)),
        Operator::NotEqual => {
            !answers.is_empty() && !answers.iter().any(|answer| equal(answer, &rule.answer))
        }
        Operator::Greater => any(&Ordering::is_gt),
        Operator::Less => any(&Ordering::is_lt),
        Operator::GreaterOrEqual => any(&Ordering::is_ge),
        Operator::LessOrEqual => any(&Ordering::is_le),
    }
}

fn equal(answer: &Answer, other: &Answer) -> bool {
    match (answer, other) {
        // Options that are words.
        (Answer::Choice(choice), Answer::Text(text)) => choice.system.is_none() && choice.code == *text,
        _ => answer.same(other) || order(answer, other) == Some(Ordering::Equal),
    }
}

/// Which is greater; choices are compared by their ordinals.
pub(super) fn order(answer: &Answer, other: &Answer) -> Option<Ordering> {
    match (answer, other) {
        (Answer::Date(a), Answer::Date(b)) => Some(a.cmp(b)),
        (Answer::DateTime(a), Answer::DateTime(b)) => Some(a.cmp(b)),
        (Answer::Time(a), Answer::Time(b)) => Some(a.cmp(b)),
        (Answer::Quantity(a), Answer::Quantity(b)) => (a.unit == b.unit).then(|| a.value.cmp(&b.value)),
        (Answer::Boolean(_), _) | (_, Answer::Boolean(_)) => None,
        (Answer::Choice(_), Answer::Choice(_)) => None,
        _ => Some(answer.number()?.cmp(&other.number()?)),
    }
}
