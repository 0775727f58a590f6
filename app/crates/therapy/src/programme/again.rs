//! A follow-up prescription: the programme is begun anew, or goes on where it was.

use jiff::civil::Date;

use super::{Course, Pause};
use crate::content::Package;
use crate::outcome::course::Course as Use;

impl Course {
    /// Begins anew on a day. Goals and reminders stay, what must rest until the practice agreed, and what it agreed to these days;
    /// what was done before is kept in [`Self::earlier`].
    #[must_use]
    pub fn begin_anew(mut self, package: &Package, first_day: Date) -> Self {
        let mut earlier = std::mem::take(&mut self.earlier);
        let begun = Self::begin(package, first_day);
        let (goals, reminders) = (self.goals.clone(), self.reminders.clone());
        let pauses = self.stops_to_keep(first_day);
        earlier.push(self);
        Self { goals, reminders, pauses, earlier, ..begun }
    }

    /// Whether it was begun before the prescription that runs today: it can be begun anew.
    #[must_use]
    pub fn is_of_an_earlier(&self, courses: &[Use], today: Date) -> bool {
        crate::outcome::current(courses, today).is_some_and(|it| self.first_day < it.first_use)
    }

    /// Whether to ask if it is begun anew: with a follow-up prescription, until the patient has chosen.
    #[must_use]
    pub fn asks_to_begin_anew(&self, courses: &[Use], today: Date) -> bool {
        let chosen = crate::outcome::current(courses, today).map(|it| it.first_use) == self.goes_on_in;
        !chosen && self.is_of_an_earlier(courses, today)
    }

    /// Notes that it simply goes on with the prescription that runs today.
    pub fn choose_to_go_on(&mut self, courses: &[Use], today: Date) {
        self.goes_on_in = crate::outcome::current(courses, today).map(|it| it.first_use);
    }

    /// The first day without a prescription before the one that runs today, if the programme has not rested from it on: it can
    /// go on where it was.
    #[must_use]
    pub fn interrupted_on(&self, courses: &[Use], today: Date) -> Option<Date> {
        let now = crate::outcome::current(courses, today)?;
        let before = courses.iter().rfind(|it| it.first_use < now.first_use)?;
        let day = before.last_day().tomorrow().ok()?;
        // Stops hold whatever the clock says: one that fired later did not let it rest then.
        let rested = |it: &Pause| it.is_whole() && it.from <= day && it.until.is_none_or(|until| day < until);
        let is_open = self.first_day < day && day < now.first_use && !self.pauses.iter().any(rested);
        is_open.then_some(day)
    }

    /// Leaves the time without a prescription out, from [`Self::interrupted_on`] up to today.
    pub fn leave_out(&mut self, from: Date, today: Date) {
        self.pauses.push(Pause { from, until: Some(today), reason: None, given: None });
        self.go_on(today);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::advice::Reason;
    use crate::outcome::courses;

    const FIRST: Date = date(2026, 3, 1);
    /// Right after the 90 days.
    const SECOND: Date = date(2026, 5, 30);
    /// After a time without a prescription.
    const LATER: Date = date(2026, 7, 1);

    fn course() -> Course {
        serde_json::from_str(r#"{"v":1,"package":"a","first_day":"2026-03-10"}"#).unwrap()
    }

    #[test]
    fn only_a_follow_up_prescription_lets_the_programme_be_begun_anew() {
        let both = courses(&[FIRST, SECOND], None);
        assert!(!course().is_of_an_earlier(&courses(&[FIRST], None), date(2026, 5, 20)));
        assert!(!course().is_of_an_earlier(&both, date(2026, 5, 29)), "it has not begun");
        assert!(course().is_of_an_earlier(&both, SECOND));
        let anew = Course { first_day: SECOND, ..course() };
        assert!(!anew.is_of_an_earlier(&both, SECOND));
    }

    #[test]
    fn whoever_goes_on_is_asked_again_only_with_the_next_prescription() {
        let third = date(2026, 8, 28);
        let all = courses(&[FIRST, SECOND, third], None);
        let mut course = course();
        assert!(!course.asks_to_begin_anew(&all, date(2026, 5, 29)), "it has not begun");
        assert!(course.asks_to_begin_anew(&all, SECOND));
        course.choose_to_go_on(&all, SECOND);
        assert!(!course.asks_to_begin_anew(&all, date(2026, 8, 27)));
        assert!(course.is_of_an_earlier(&all, SECOND), "it can be begun anew all the same");
        assert!(course.asks_to_begin_anew(&all, third));
    }

    #[test]
    fn the_time_without_a_prescription_can_be_left_out() {
        assert_eq!(course().interrupted_on(&courses(&[FIRST, SECOND], None), SECOND), None, "there is none");
        let apart = courses(&[FIRST, LATER], None);
        let mut course = course();
        assert_eq!(course.interrupted_on(&apart, LATER), Some(SECOND));
        let days = course.days(date(2026, 5, 29));
        course.leave_out(SECOND, LATER);
        assert_eq!(course.interrupted_on(&apart, LATER), None, "it is asked once");
        assert_eq!(course.days(LATER), days + 1);
    }

    #[test]
    fn a_stop_of_today_does_not_hide_the_time_without_a_prescription() {
        let apart = courses(&[FIRST, LATER], None);
        let mut course = course();
        let days = course.days(date(2026, 5, 29));
        course.rest(LATER, Some(Reason::SwollenFace));
        assert_eq!(course.interrupted_on(&apart, LATER), Some(SECOND));
        course.leave_out(SECOND, LATER);
        assert_eq!(course.interrupted_on(&apart, LATER), None);
        assert_eq!(course.stops(&[], LATER), [Reason::SwollenFace], "it holds");
        course.agreed(&[Reason::SwollenFace], LATER);
        assert_eq!(course.days(LATER), days + 1);
    }
}
