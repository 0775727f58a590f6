//! Outcome reporting as the views see it.

use heilsam_client::outcome::Step;
use heilsam_domain::outcome::{Contribution, Quarter};
use heilsam_therapy::outcome::{ContributionError, Course, shares_quarter, to_report};
use heilsam_therapy::survey::{Part, Participation};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Record;
use crate::account::trouble::Trouble;
use crate::today;

/// The day of a moment on the patient's wall.
fn day_of(at: Timestamp) -> Date {
    today::local(at).date()
}

impl Record {
    /// Notes a sign of the patient; with `add`, what was counted goes to the record.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was noted.
    pub async fn count_use(self, at: Timestamp, today: Date, add: bool) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.count_use(at, today, add).await.map_err(|error| self.account.trouble(error))
    }

    /// The numbers of the course that would be handed in, and its first day.
    ///
    /// # Errors
    /// [`ContributionError`] says why there are none.
    pub fn outcome_numbers(self, today: Date) -> Result<(Contribution, Date), ContributionError> {
        let device = self.account.watched().ok_or(ContributionError::NotEnded)?;
        let course = to_report(&device.courses(day_of), today).ok_or(ContributionError::NotEnded)?;
        Ok((device.outcome_numbers(today, day_of)?, course.first_use))
    }

    /// The courses of use, oldest first: one for each prescription.
    #[must_use]
    pub fn courses(self) -> Vec<Course> {
        self.account.watched().map(|device| device.courses(day_of)).unwrap_or_default()
    }

    /// The last day on which anything can be answered: the last whole day of the prescription.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        day_of(self.account.entitled_until()?).yesterday().ok()
    }

    /// What was decided about a part of the survey in the course with this first day.
    #[must_use]
    pub fn survey(self, first_use: Date, part: Part) -> Participation {
        self.account.watched().map(|device| device.survey(first_use, part)).unwrap_or_default()
    }

    /// Keeps what was decided about a part of the survey.
    ///
    /// # Errors
    /// [`Trouble::Storage`], [`Trouble::PeriodOver`]: nothing was kept.
    pub async fn keep_survey(self, first_use: Date, part: Part, state: Participation) -> Result<(), Trouble> {
        let kept = self.writable()?.keep_survey(first_use, part, state).await;
        kept.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// What the patient decided about the course to report on this day, and how far it is.
    ///
    /// # Errors
    /// [`Trouble::Storage`]
    pub async fn outcome_step(self, today: Date) -> Result<Option<Step>, Trouble> {
        let device = self.account.device()?;
        let Some(course) = to_report(&device.courses(day_of), today) else { return Ok(None) };
        device.course_step(&course).await.map_err(|error| self.account.trouble(error))
    }

    /// Whether another course ends in the quarter of the one to report on this day: one of them can be handed in.
    #[must_use]
    pub fn shares_quarter(self, today: Date) -> bool {
        let courses = self.courses();
        to_report(&courses, today).is_some_and(|course| shares_quarter(&courses, &course))
    }

    /// Agrees to hand exactly these numbers in, of the course with this first day.
    ///
    /// # Errors
    /// [`Trouble::Offline`]: the decision is kept and the rest follows by itself.
    pub async fn agree_to_hand_in(self, numbers: Contribution, first_use: Date) -> Result<(), Trouble> {
        let done = self.account.device()?.agree_to_hand_in(numbers, first_use).await;
        self.account.changed();
        self.sync_now();
        done.map_err(|error| self.account.trouble(error))
    }

    /// Does not hand the numbers of the course with this first day in; what was agreed to in its quarter is taken back.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: nothing was changed.
    pub async fn decline_to_hand_in(self, quarter: Quarter, first_use: Date) -> Result<(), Trouble> {
        let declined = self.account.device()?.decline_to_hand_in(quarter, first_use).await;
        declined.map_err(|error| self.account.trouble(error))?;
        self.account.changed();
        self.sync_now();
        Ok(())
    }

    /// Hands in what is due; `true`: something went.
    pub async fn hand_in_what_is_due(self) -> bool {
        let Ok(device) = self.account.device() else { return false };
        let handed_in = device.hand_in_what_is_due().await.unwrap_or(false);
        if handed_in {
            self.account.changed();
        }
        handed_in
    }
}
