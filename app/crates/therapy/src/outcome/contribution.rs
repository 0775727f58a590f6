//! What leaves the device: numbers of one course, without any name, id or day.

use heilsam_domain::consent::{Consent, Purpose, in_force};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::course::{Course, Ending};
use super::usage::UsageLog;

/// A calendar quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quarter {
    /// Year.
    pub year: i16,
    /// 1 to 4.
    pub quarter: u8,
}

/// Answers of the survey of Anlage 3; each may be missing, because taking part is voluntary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Survey {
    /// Change of health: 1 (very much worse) to 7 (very much better). Anlage 3 has words only; the numbers are ours.
    #[serde(default)]
    pub health_change: Option<u8>,
    /// Satisfaction, items 1 to 5: 0 to 10.
    #[serde(default)]
    pub satisfaction: [Option<u8>; 5],
}

/// The numbers of one finished course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Contribution {
    /// Version of this form.
    v: u8,
    /// Quarter in which the course ended.
    quarter: Quarter,
    /// Minutes and uses per week of the course.
    weeks: Vec<(u32, u32)>,
    /// How it ended.
    ending: Ending,
    /// Answers of the survey.
    survey: Survey,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    v: u8,
    quarter: Quarter,
    weeks: Vec<(u32, u32)>,
    ending: Ending,
    survey: Survey,
}

/// Why there is no contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContributionError {
    /// Consent to outcome reporting is not in force.
    #[error("consent to outcome reporting is not in force")]
    NoConsent,
    /// The course has not ended.
    #[error("the course has not ended")]
    NotEnded,
    /// Numbers that cannot be.
    #[error("the numbers cannot be")]
    Impossible,
}

impl Quarter {
    /// The quarter of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let quarter = (day.month() - 1) / 3 + 1;
        Self { year: day.year(), quarter: u8::try_from(quarter).unwrap_or(1) }
    }

    /// The last day on which the manufacturer may hand it in: 15 October for the first half year, 15 April of the next year
    /// for the second. Source: § 23a Absatz 3.
    #[must_use]
    pub fn due(self) -> Date {
        if self.quarter <= 2 {
            Date::new(self.year, 10, 15).unwrap_or(Date::MAX)
        } else {
            Date::new(self.year.saturating_add(1), 4, 15).unwrap_or(Date::MAX)
        }
    }
}

impl Contribution {
    /// The contribution of a course that has ended, if the patient consents.
    ///
    /// The quarter is that of the last day counted: the ordinance leaves open to which quarter a course belongs.
    ///
    /// # Errors
    /// No consent, the course runs, or impossible answers.
    pub fn make(
        course: &Course,
        log: &UsageLog,
        survey: Survey,
        consents: &[Consent],
        today: Date,
    ) -> Result<Self, ContributionError> {
        if !in_force(consents, Purpose::OutcomeReporting) {
            return Err(ContributionError::NoConsent);
        }
        if today <= course.last_day() {
            return Err(ContributionError::NotEnded);
        }
        let ending = course.ending(log, today).ok_or(ContributionError::NotEnded)?;
        let quarter = Quarter::of(course.last_day());
        Unchecked { v: 1, quarter, weeks: course.weeks(log), ending, survey }.try_into()
    }

    /// Quarter in which the course ended.
    #[must_use]
    pub const fn quarter(&self) -> Quarter {
        self.quarter
    }

    /// Minutes and uses per week.
    #[must_use]
    pub fn weeks(&self) -> &[(u32, u32)] {
        &self.weeks
    }

    /// How it ended.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    /// Answers of the survey.
    #[must_use]
    pub const fn survey(&self) -> Survey {
        self.survey
    }

    /// Whether the patient broke off.
    #[must_use]
    pub const fn dropped_out(&self) -> bool {
        matches!(self.ending, Ending::DroppedOut { .. })
    }
}

impl TryFrom<Unchecked> for Contribution {
    type Error = ContributionError;

    fn try_from(it: Unchecked) -> Result<Self, ContributionError> {
        let weeks = (1..=13).contains(&it.weeks.len())
            && it.weeks.iter().all(|(minutes, uses)| *minutes <= 7 * 24 * 60 && *uses <= 7 * 24 * 12);
        let ending = match it.ending {
            Ending::Completed => true,
            Ending::DroppedOut { after_days } => (1..=90).contains(&after_days),
        };
        let health = it.survey.health_change.is_none_or(|answer| (1..=7).contains(&answer));
        let satisfaction = it.survey.satisfaction.iter().flatten().all(|answer| *answer <= 10);
        let quarter = (1..=4).contains(&it.quarter.quarter);
        if it.v != 1 || !weeks || !ending || !health || !satisfaction || !quarter {
            return Err(ContributionError::Impossible);
        }
        Ok(Self { v: it.v, quarter: it.quarter, weeks: it.weeks, ending: it.ending, survey: it.survey })
    }
}
