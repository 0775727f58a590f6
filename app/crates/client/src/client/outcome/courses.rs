//! The courses of a person, and what was decided about each: the survey, and the hand-in of its numbers.

use heilsam_domain::outcome::Quarter;
use heilsam_domain::prescription;
use heilsam_therapy::outcome::course::LONGEST_COURSE;
use heilsam_therapy::outcome::{Course, courses};
use heilsam_therapy::survey::{Part, Participation};
use jiff::Timestamp;
use jiff::civil::Date;

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::outcome::Step;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The courses of this person, oldest first: one for each prescription. `day_of` tells the day of a moment on the patient's
    /// wall.
    #[must_use]
    pub fn courses(&self, day_of: impl Fn(Timestamp) -> Date) -> Vec<Course> {
        let begins = self.account().map(|it| prescription::begins(it.created_at, it.entitled_until));
        let prescribed: Vec<Date> = begins.unwrap_or_default().into_iter().map(day_of).collect();
        courses(&prescribed, self.course().map(|course| course.first_day))
    }

    /// What was decided about a part of the survey in the course with this first day.
    #[must_use]
    pub fn survey(&self, first_use: Date, part: Part) -> Participation {
        // Before courses were told apart, it stood with the programme, which may begin later than its prescription.
        let before = || {
            let days = first_use..=Course { first_use, days: LONGEST_COURSE }.last_day();
            let programme = self.course().filter(|programme| days.contains(&programme.first_day));
            programme.map(|programme| programme.participation(part)).unwrap_or_default()
        };
        self.outcome().survey(first_use, part).unwrap_or_else(before)
    }

    /// Keeps what was decided about a part of the survey; [`Self::sync`] brings it to the server, sealed.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was kept.
    pub async fn keep_survey(
        &self,
        first_use: Date,
        part: Part,
        state: Participation,
    ) -> Result<(), ClientError> {
        let mut record = self.outcome();
        record.decide(first_use, part, state);
        self.put_outcome(&record).await
    }

    /// How far the hand-in of the course to report is; `None`: the patient has not decided.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot read.
    pub async fn course_step(&self, course: &Course) -> Result<Option<Step>, ClientError> {
        let step = self.step_of(course, Quarter::of(course.last_day())).await?;
        if step.is_some() {
            return Ok(step);
        }
        // Before courses were told apart, it stood at the quarter in which 90 days of the programme ended. A later course may
        // end in that quarter as well, but nobody is asked about it as long as this one is the one to report.
        let Some(programme) = self.course() else { return Ok(None) };
        let days = course.first_use..=course.last_day();
        let begun = programme.earlier.iter().chain([&programme]).map(|it| it.first_day);
        for first_use in begun.filter(|day| days.contains(day)) {
            let quarter = Quarter::of(Course { first_use, ..*course }.last_day());
            let step = self.step_of(course, quarter).await?;
            if step.is_some() {
                return Ok(step);
            }
        }
        Ok(None)
    }

    /// What was decided in a quarter, as far as it holds for this course: whoever declined is asked again about the next one.
    async fn step_of(&self, course: &Course, quarter: Quarter) -> Result<Option<Step>, ClientError> {
        let step = self.outcome_step(quarter).await?;
        let of_another = || self.outcome().declined_another(quarter, course.first_use);
        Ok(step.filter(|step| *step != Step::Declined || !of_another()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;
    use crate::client::doubles::{Nowhere, Still};
    use crate::store::MemoryStore;
    use crate::vault::MemoryVault;

    #[tokio::test]
    async fn what_was_decided_with_an_earlier_build_holds_for_the_course_in_which_the_programme_began() {
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Still);
        client.begin_preview(&[]).await.unwrap();
        let stored = json!({ "v": 1, "package": "hypertonie", "first_day": "2026-03-04",
            "survey": [["satisfaction", { "declined": true }]] });
        let programme: heilsam_therapy::programme::Course = serde_json::from_value(stored).unwrap();
        client.save_course(&programme).await.unwrap();
        let declined = |first_use| client.survey(first_use, Part::Satisfaction).declined;
        assert!(declined(date(2026, 3, 1)), "prescribed three days before");
        assert!(!declined(date(2025, 12, 1)) && !declined(date(2026, 3, 5)), "other courses");
    }

    #[tokio::test]
    async fn whoever_declined_is_asked_about_the_next_course_of_the_same_quarter() {
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Still);
        client.begin_preview(&[]).await.unwrap();
        // They end on 1 July and on 29 September.
        let of = |first_use| Course { first_use, days: LONGEST_COURSE };
        let (first, second) = (of(date(2026, 4, 3)), of(date(2026, 7, 2)));
        let quarter = Quarter::of(first.last_day());
        assert_eq!(Quarter::of(second.last_day()), quarter);
        client.decline_to_hand_in(quarter, first.first_use).await.unwrap();
        assert_eq!(client.course_step(&first).await, Ok(Some(Step::Declined)));
        assert_eq!(client.course_step(&second).await, Ok(None));
        client.decline_to_hand_in(quarter, second.first_use).await.unwrap();
        assert_eq!(client.course_step(&second).await, Ok(Some(Step::Declined)));
    }

    #[tokio::test]
    async fn numbers_that_an_earlier_build_asked_about_are_not_asked_about_again() {
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Still);
        client.begin_preview(&[]).await.unwrap();
        let stored = json!({ "v": 1, "package": "hypertonie", "first_day": "2026-04-03" });
        let programme: heilsam_therapy::programme::Course = serde_json::from_value(stored).unwrap();
        client.save_course(&programme).await.unwrap();
        client.decline_to_hand_in(Quarter::of(date(2026, 7, 1)), date(2026, 4, 1)).await.unwrap();
        let declined = Some(Step::Declined);
        for (first_use, step) in [(date(2026, 4, 1), declined), (date(2026, 1, 1), None)] {
            let course = Course { first_use, days: LONGEST_COURSE };
            assert_ne!(Quarter::of(course.last_day()), Quarter::of(date(2026, 7, 1)));
            assert_eq!(client.course_step(&course).await, Ok(step), "{first_use}");
        }
    }
}
