//! When a course gives numbers, and which.

use heilsam_domain::consent::{Consent, Purpose, in_force};
use heilsam_domain::outcome::{Contribution, Quarter, Survey};
use jiff::civil::Date;

use super::course::Course;
use super::usage::UsageLog;
use crate::questionnaire::Answer;

/// Why there is no contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContributionError {
    /// Consent to outcome reporting is not in force.
    #[error("consent to outcome reporting is not in force")]
    NoConsent,
    /// The course has not ended.
    #[error("the course has not ended")]
    NotEnded,
    /// Use was not counted from the first day on: the numbers would be too small.
    #[error("use was not counted from the first day on")]
    NotCounted,
    /// Numbers of its quarter are not taken any more.
    #[error("the quarter is closed")]
    TooLate,
    /// Numbers that cannot be.
    #[error("the numbers cannot be")]
    Impossible,
}

/// The contribution of a course that has ended, if the patient consents.
///
/// The quarter is that of the last day counted: the ordinance leaves open to which quarter a course belongs.
///
/// # Errors
/// [`ContributionError`] says why there is none.
pub fn contribution(
    course: &Course,
    log: &UsageLog,
    survey: Survey,
    consents: &[Consent],
    today: Date,
) -> Result<Contribution, ContributionError> {
    if !in_force(consents, Purpose::OutcomeReporting) {
        return Err(ContributionError::NoConsent);
    }
    if today <= course.last_day() {
        return Err(ContributionError::NotEnded);
    }
    if !log.days().contains_key(&course.first_use) {
        return Err(ContributionError::NotCounted);
    }
    let quarter = Quarter::of(course.last_day());
    if today > quarter.closes() {
        return Err(ContributionError::TooLate);
    }
    let ending = course.ending(log, today).ok_or(ContributionError::NotEnded)?;
    Contribution::new(quarter, &course.weeks(log), ending, survey).map_err(|_| ContributionError::Impossible)
}

/// The answers of both parts of the survey, from the answers by item: `ab-h1`, and `ab-z1` to `ab-z5`.
#[must_use]
pub fn survey<'a>(answers: impl Fn(&str) -> Option<&'a Answer>) -> Survey {
    let number = |item: &str| match answers(item)? {
        Answer::Integer(number) => u8::try_from(*number).ok(),
        Answer::Choice(choice) => choice.code.parse().ok(),
        _ => None,
    };
    let mut satisfaction = [None; 5];
    for (place, item) in satisfaction.iter_mut().zip(1..) {
        *place = number(&format!("ab-z{item}"));
    }
    Survey { health_change: number("ab-h1"), satisfaction }
}
