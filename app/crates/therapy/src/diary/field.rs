//! The fields of diary forms and what can be wrong with one.

use rust_decimal::Decimal;

use crate::number::{NumberError, Range};

/// A field of a diary form; an error belongs to exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Beats per minute.
    Pulse,
    /// Body weight.
    Weight,
    /// Name of a medicine.
    Medicine,
    /// How much of a medicine.
    Amount,
    /// Free words.
    Words,
    /// Duration in minutes.
    Minutes,
    /// Steps walked.
    Steps,
    /// When sleep began.
    AsleepAt,
    /// When sleep ended.
    AwakeAt,
    /// How often sleep was interrupted.
    Awakenings,
    /// A choice from 1 to 5.
    Rating,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field:?} {problem}")]
pub struct FieldError {
    /// Which field.
    pub field: Field,
    /// What is wrong.
    pub problem: Problem,
}

/// Kinds of wrong input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// About a number.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// Nothing was written or chosen.
    #[error("is missing")]
    Missing,
    /// Too many characters.
    #[error("may have at most {limit} characters")]
    TooLong {
        /// Most characters.
        limit: usize,
    },
    /// The end is not after the beginning.
    #[error("must be after the beginning")]
    NotAfter,
    /// A period is shorter or longer than can be.
    #[error("must be {min} to {max} minutes after the beginning")]
    Duration {
        /// Shortest, in minutes.
        min: u16,
        /// Longest, in minutes.
        max: u16,
    },
}

impl Field {
    /// The error of this field.
    pub(crate) fn error(self, problem: impl Into<Problem>) -> FieldError {
        FieldError { field: self, problem: problem.into() }
    }

    /// Reads a number that must be there.
    pub(crate) fn number(self, range: Range, text: &str) -> Result<Decimal, FieldError> {
        range.read(text).map_err(|problem| self.error(problem))
    }

    /// Reads a whole number that may be left out.
    pub(crate) fn whole<N: TryFrom<u64>>(self, range: Range, text: &str) -> Result<Option<N>, FieldError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        self.whole_needed(range, text).map(Some)
    }

    /// Reads a whole number that must be there.
    pub(crate) fn whole_needed<N: TryFrom<u64>>(self, range: Range, text: &str) -> Result<N, FieldError> {
        let value = self.number(range, text)?;
        let out_of_range = || self.error(NumberError::OutOfRange { min: range.min, max: range.max });
        let value = u64::try_from(value).map_err(|_| out_of_range())?;
        N::try_from(value).map_err(|_| out_of_range())
    }

    /// Checks a number that was stored.
    pub(crate) fn check(self, range: Range, value: impl Into<Decimal>) -> Result<(), FieldError> {
        range.check(value.into()).map(|_| ()).map_err(|problem| self.error(problem))
    }

    /// Words within a limit, trimmed; may be empty.
    pub(crate) fn words(self, text: &str, limit: usize) -> Result<String, FieldError> {
        let text = text.trim();
        if text.chars().count() > limit {
            return Err(self.error(Problem::TooLong { limit }));
        }
        Ok(text.to_owned())
    }

    /// Words within a limit, trimmed; at least one character.
    pub(crate) fn words_needed(self, text: &str, limit: usize) -> Result<String, FieldError> {
        let text = self.words(text, limit)?;
        if text.is_empty() { Err(self.error(Problem::Missing)) } else { Ok(text) }
    }

    /// A choice that must have been made.
    pub(crate) fn chosen<V>(self, choice: Option<V>) -> Result<V, FieldError> {
        choice.ok_or_else(|| self.error(Problem::Missing))
    }
}

/// Collects the errors of a form, so that all of them are shown at once.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<FieldError>);

impl Errors {
    /// Keeps the error, gives on the value.
    pub(crate) fn take<V>(&mut self, result: Result<V, FieldError>) -> Option<V> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// What was collected.
    pub(crate) fn into_list(self) -> Vec<FieldError> {
        self.0
    }
}
