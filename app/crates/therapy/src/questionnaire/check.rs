//! Whether an answer fits its item.

use std::cmp::Ordering;

use regex_lite::Regex;
use rust_decimal::Decimal;

use super::answer::Answer;
use super::enable::order;
use super::item::{Item, ItemKind};
use crate::text::Text;

/// Longest words where the questionnaire gives no limit.
pub const WORDS_LIMIT: usize = 2_000;

/// Most answers to a question that is typed, where the questionnaire gives no limit.
pub const ANSWER_LIMIT: usize = 50;

/// What is wrong with the answers of an item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A required item is not answered.
    #[error("please answer")]
    Missing,
    /// The answer is of another type than the item.
    #[error("this is no answer to this question")]
    WrongType,
    /// This is not among the options.
    #[error("please choose one of the options")]
    NotAnOption,
    /// Several answers to an item that takes one.
    #[error("please give one answer")]
    OneAnswerOnly,
    /// Fewer answers than needed.
    #[error("please give at least {0} answers")]
    TooFew(usize),
    /// More answers than taken.
    #[error("please give at most {0} answers")]
    TooMany(usize),
    /// The same answer twice.
    #[error("the same answer is given twice")]
    Twice,
    /// An option that stands alone next to others.
    #[error("this option cannot be chosen together with others")]
    Exclusive,
    /// Below the smallest value.
    #[error("must be at least {0:?}")]
    TooSmall(Answer),
    /// Above the greatest value.
    #[error("must be at most {0:?}")]
    TooLarge(Answer),
    /// Not on a mark of the slider.
    #[error("must be a step of {0}")]
    BetweenSteps(u32),
    /// More digits behind the point than taken.
    #[error("at most {0} digits behind the comma")]
    TooPrecise(u32),
    /// Fewer characters than needed.
    #[error("at least {0} characters")]
    TooShort(usize),
    /// More characters than taken.
    #[error("at most {0} characters")]
    TooLong(usize),
    /// Words of another shape than asked for.
    #[error("this does not look as it should")]
    WrongShape,
    /// A condition of the questionnaire.
    #[error("condition {key} does not hold")]
    Constraint {
        /// Its name.
        key: String,
        /// What to tell the patient.
        text: Text,
    },
}

/// The answers of an item as they are stored: options complete, exclusive ones alone; or what is wrong.
///
/// # Errors
/// The first problem.
pub fn check(item: &Item, answers: Vec<Answer>) -> Result<Vec<Answer>, Problem> {
    if answers.len() > 1 && !item.repeats {
        return Err(Problem::OneAnswerOnly);
    }
    // Twice the same reading is two readings; twice the same option is a mistake.
    let is_choice = matches!(item.kind, ItemKind::Choice | ItemKind::OpenChoice);
    let mut checked: Vec<Answer> = Vec::new();
    for answer in answers {
        let answer = single(item, answer)?;
        if is_choice && checked.iter().any(|other| other.same(&answer)) {
            return Err(Problem::Twice);
        }
        checked.push(answer);
    }
    if checked.len() > 1 && checked.iter().any(|answer| is_exclusive(item, answer)) {
        return Err(Problem::Exclusive);
    }
    if let Some(most) = most(item).filter(|most| checked.len() > *most) {
        return Err(Problem::TooMany(most));
    }
    Ok(checked)
}

/// Most answers that an item takes; `None`: as many as it has options.
#[must_use]
pub fn most(item: &Item) -> Option<usize> {
    let typed = !matches!(item.kind, ItemKind::Choice | ItemKind::OpenChoice);
    item.limits.max_answers.or(typed.then_some(ANSWER_LIMIT))
}

/// What is missing before the questionnaire can be finished.
#[must_use]
pub fn missing(item: &Item, answers: &[Answer]) -> Option<Problem> {
    if item.required && answers.is_empty() {
        return Some(Problem::Missing);
    }
    let fewest = item.limits.min_answers.filter(|_| item.required || !answers.is_empty())?;
    (answers.len() < fewest).then_some(Problem::TooFew(fewest))
}

/// Whether choosing this option takes all others back.
#[must_use]
pub fn is_exclusive(item: &Item, answer: &Answer) -> bool {
    matches!(answer, Answer::Choice(choice) if item.option(choice).is_some_and(|option| option.exclusive))
}

fn single(item: &Item, answer: Answer) -> Result<Answer, Problem> {
    let answer = match (item.kind, answer) {
        (ItemKind::Choice | ItemKind::OpenChoice, Answer::Choice(choice)) => {
            let option = item.option(&choice).ok_or(Problem::NotAnOption)?;
            return Ok(Answer::Choice(option.choice.clone()));
        }
        (ItemKind::String | ItemKind::Text | ItemKind::OpenChoice, Answer::Text(text)) => {
            return words(item, text.trim()).map(Answer::Text);
        }
        (ItemKind::Decimal, Answer::Integer(it)) => Answer::Decimal(Decimal::from(it)),
        (kind, answer) => {
            if !of_kind(kind, &answer) {
                return Err(Problem::WrongType);
            }
            answer
        }
    };
    if let Answer::Quantity(it) = &answer
        && item.limits.unit.as_deref() != Some(it.unit.as_str())
    {
        return Err(Problem::WrongType);
    }
    within(item, &answer)?;
    Ok(answer)
}

const fn of_kind(kind: ItemKind, answer: &Answer) -> bool {
    matches!(
        (kind, answer),
        (ItemKind::Boolean, Answer::Boolean(_))
            | (ItemKind::Integer, Answer::Integer(_))
            | (ItemKind::Decimal, Answer::Decimal(_))
            | (ItemKind::Date, Answer::Date(_))
            | (ItemKind::DateTime, Answer::DateTime(_))
            | (ItemKind::Time, Answer::Time(_))
            | (ItemKind::Quantity, Answer::Quantity(_))
    )
}

fn words(item: &Item, text: &str) -> Result<String, Problem> {
    let length = text.chars().count();
    let most = item.limits.max_length.unwrap_or(WORDS_LIMIT);
    if length > most {
        return Err(Problem::TooLong(most));
    }
    let fewest = item.limits.min_length.unwrap_or(1);
    if length < fewest {
        return Err(Problem::TooShort(fewest));
    }
    let pattern = item.limits.pattern.as_deref().map(Regex::new);
    match pattern {
        Some(Ok(pattern)) if !pattern.is_match(text) => Err(Problem::WrongShape),
        _ => Ok(text.to_owned()),
    }
}

fn within(item: &Item, answer: &Answer) -> Result<(), Problem> {
    // Bounds of quantities are numbers in the same unit.
    let compared = |bound: &Answer| match answer {
        Answer::Quantity(it) => Some(it.value.cmp(&bound.number()?)),
        answer => order(answer, bound),
    };
    if let Some(min) = item.limits.min.as_ref().filter(|min| compared(min) == Some(Ordering::Less)) {
        return Err(Problem::TooSmall(min.clone()));
    }
    if let Some(max) = item.limits.max.as_ref().filter(|max| compared(max) == Some(Ordering::Greater)) {
        return Err(Problem::TooLarge(max.clone()));
    }
    let number = answer.number();
    if let (Some(most), Some(number)) = (item.limits.max_decimals, number)
        && number.normalize().scale() > most
    {
        return Err(Problem::TooPrecise(most));
    }
    if let (super::Control::Slider { step }, Some(number), Some((min, _))) =
        (item.control, number, item.bounds())
        && !((number - min) % Decimal::from(step)).is_zero()
    {
        return Err(Problem::BetweenSteps(step));
    }
    Ok(())
}
