//! A yes to the question for complaints that was a mistake: the patient takes it back, and both stay readable.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 4.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Course, Pause};
use crate::advice::{Programme, Reason};

/// An answer that was taken back; only the patient writes here, so it was the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TakenBack {
    /// When it was taken back.
    pub at: Timestamp,
    /// Day of the answer, from which on something rested.
    pub from: Date,
    /// The patient's day of taking back, on which nothing rests for it any more.
    pub until: Date,
    /// What the answer meant.
    pub reason: Reason,
    /// When it was given, if that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Timestamp>,
}

impl TakenBack {
    /// The days on which the whole programme rested for it.
    pub(super) fn rested(&self) -> Option<(Date, Date)> {
        (self.reason.programme() == Programme::Pauses).then_some((self.from, self.until))
    }

    /// Whether this very answer was taken back. One whose moment was not kept may have been said again: it holds.
    fn is_of(&self, pause: &Pause) -> bool {
        pause.given.is_some() && pause.name() == (self.from, self.given, Some(self.reason))
    }
}

impl Course {
    /// The oldest answer for which something rests and that can be taken back. What an entry asks for cannot.
    #[must_use]
    pub fn answer(&self) -> Option<Pause> {
        let answers = self.pauses.iter().filter(|it| it.until.is_none());
        answers.filter(|it| it.reason.is_some_and(Reason::is_answer)).min_by_key(|it| it.name()).copied()
    }

    /// Keeps an answer: each stands by itself, also beside another one of the same day, for one of them may be taken back.
    pub fn keep_answer(&mut self, answer: Pause) {
        let is_known = self.pauses.iter().any(|it| it.name() == answer.name());
        self.pauses.extend((!is_known).then_some(answer));
    }

    /// Whether something rests for this answer.
    #[must_use]
    pub fn holds(&self, answer: &Pause) -> bool {
        self.pauses.iter().any(|it| it.until.is_none() && it.name() == answer.name())
    }

    /// Takes an answer back: nothing rests for it any more, and that is no agreement of the practice. Whatever else stops, holds,
    /// and so does every other answer.
    pub fn take_back(&mut self, answer: &Pause, at: Timestamp, today: Date) {
        let Some(reason) = answer.reason.filter(|it| it.is_answer()) else { return };
        if self.holds(answer) {
            self.pauses.retain(|it| it.until.is_some() || it.name() != answer.name());
            let (from, given) = (answer.from, answer.given);
            self.taken_back.push(TakenBack { at, from, until: today.max(from), reason, given });
        }
    }

    /// With what another course knows of answers that were taken back, each once, oldest first; nothing rests for them here either.
    pub(super) fn with_taken_back(mut self, others: &[TakenBack]) -> Self {
        self.taken_back.extend_from_slice(others);
        self.taken_back.sort_unstable();
        self.taken_back.dedup();
        let taken_back = self.all_taken_back();
        self.pauses.retain(|it| it.until.is_some() || !taken_back.iter().any(|known| known.is_of(it)));
        self
    }

    /// Every answer that was taken back, also before the programme was begun anew; oldest first.
    #[must_use]
    pub fn all_taken_back(&self) -> Vec<TakenBack> {
        let earlier = self.earlier.iter().flat_map(|it| it.taken_back.iter());
        let mut all: Vec<TakenBack> = earlier.chain(&self.taken_back).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;
    use crate::advice::{Advice, Urgency};

    const MONDAY: Date = date(2026, 3, 2);
    const TUESDAY: Date = date(2026, 3, 3);
    const YES: Reason = Reason::EmergencyComplaints;

    fn course() -> Course {
        serde_json::from_str(r#"{"v":1,"package":"a","first_day":"2026-03-01"}"#).unwrap()
    }

    fn noon(day: i8) -> Timestamp {
        format!("2026-03-{day:02}T12:00:00Z").parse().unwrap()
    }

    /// A yes at noon of a day in March.
    fn yes(day: i8) -> Pause {
        Pause::answer(YES, date(2026, 3, day), noon(day))
    }

    #[test]
    fn a_mistaken_answer_ends_its_own_pause_and_both_are_kept() {
        let mut course = course();
        course.keep_answer(yes(2));
        assert_eq!(course.answer(), Some(yes(2)));
        course.take_back(&yes(2), noon(3), TUESDAY);
        assert_eq!((course.answer(), course.stops(&[], TUESDAY)), (None, Vec::new()));
        let kept = TakenBack { at: noon(3), from: MONDAY, until: TUESDAY, reason: YES, given: Some(noon(2)) };
        assert_eq!(course.taken_back, [kept]);
        assert!(!course.has_agreed(YES, TUESDAY), "nobody talked to the practice");
        assert_eq!(course.days(TUESDAY), 2, "on Monday it rested");
        course.take_back(&yes(2), noon(4), TUESDAY);
        assert_eq!(course.taken_back, [kept], "there is nothing more to take back");
    }

    #[test]
    fn what_entries_ask_for_holds_and_cannot_be_taken_back() {
        let mut course = course();
        for reason in [Reason::VeryHigh, Reason::SwollenFace, Reason::VeryHighWithComplaints] {
            course.rest(MONDAY, Some(reason));
        }
        for pause in course.pauses.clone() {
            course.take_back(&pause, noon(2), MONDAY);
        }
        assert_eq!(course.stops(&[], MONDAY), [Reason::SwollenFace, Reason::VeryHigh]);
        let advice = [Advice::new(Urgency::DoctorToday, Reason::VeryHighTwice)];
        assert!(course.stops(&advice, MONDAY).contains(&Reason::VeryHighTwice));
        let answers = Reason::ALL.into_iter().filter(|it| it.is_answer());
        assert!(answers.eq([Reason::VeryHighWithComplaints, Reason::LowWithComplaints, YES]));
    }

    #[test]
    fn the_answer_of_another_day_holds_and_a_new_one_stops_anew() {
        let mut course = course();
        for answer in [yes(2), yes(3), yes(3)] {
            course.keep_answer(answer);
        }
        course.take_back(&yes(3), noon(3), TUESDAY);
        assert_eq!(course.stops(&[], TUESDAY), [YES], "that of Monday was no mistake");
        course.take_back(&yes(2), noon(3), TUESDAY);
        assert_eq!(course.stops(&[], TUESDAY), []);
        course.keep_answer(Pause::answer(YES, TUESDAY, noon(4)));
        assert_eq!(course.stops(&[], TUESDAY), [YES]);
        course.agreed(&[YES], date(2026, 3, 4));
        assert_eq!((course.pauses.len(), course.taken_back.len()), (1, 2), "nothing is overwritten");
    }

    /// A second yes of Monday.
    fn again() -> Pause {
        Pause::answer(YES, MONDAY, noon(2) + SignedDuration::from_mins(5))
    }

    #[test]
    fn a_mistake_does_not_take_the_other_yes_of_the_same_day_with_it() {
        for (mistake, real) in [(yes(2), again()), (again(), yes(2))] {
            let mut course = course();
            course.keep_answer(yes(2));
            course.keep_answer(again());
            course.take_back(&mistake, noon(3), TUESDAY);
            assert_eq!((course.answer(), course.stops(&[], TUESDAY)), (Some(real), vec![YES]));
        }
    }

    #[test]
    fn a_yes_that_the_taking_back_on_another_device_did_not_know_holds() {
        let mut base = course();
        base.keep_answer(yes(2));
        let (mut phone, mut tablet) = (base.clone(), base.clone());
        phone.take_back(&yes(2), noon(2), MONDAY);
        tablet.keep_answer(again());
        for base in [Some(&base), None] {
            let merged = Course::merged(base, &phone, &tablet);
            assert_eq!((&merged.pauses, merged.stops(&[], MONDAY)), (&vec![again()], vec![YES]));
            assert_eq!(merged.taken_back, phone.taken_back);
            assert_eq!(Course::merged(base, &tablet, &phone), merged);
        }
    }

    #[test]
    fn the_day_on_which_the_practice_agreed_outlives_a_mistake_of_the_same_day() {
        let mut course = course();
        course.keep_answer(yes(2));
        course.agreed(&[YES], MONDAY);
        course.keep_answer(again());
        assert_eq!(course.stops(&[], MONDAY), [YES]);
        course.take_back(&again(), noon(3), MONDAY);
        assert_eq!(course.pauses, [Pause { until: Some(MONDAY), ..yes(2) }]);
        assert!(course.has_agreed(YES, TUESDAY));
    }

    #[test]
    fn what_the_practice_agreed_to_on_one_device_is_kept_where_the_other_took_it_back() {
        let mut base = course();
        base.keep_answer(yes(2));
        let (mut phone, mut tablet) = (base.clone(), base.clone());
        phone.take_back(&yes(2), noon(3), TUESDAY);
        tablet.agreed(&[YES], TUESDAY);
        for base in [Some(&base), None] {
            let merged = Course::merged(base, &phone, &tablet);
            assert_eq!((&merged.pauses, &merged.taken_back), (&tablet.pauses, &phone.taken_back));
            assert_eq!(Course::merged(base, &tablet, &phone), merged);
        }
    }

    #[test]
    fn an_answer_that_was_taken_back_does_not_come_back_where_the_programme_was_begun_anew() {
        let mut old = course();
        old.keep_answer(yes(2));
        let mut before = old.clone();
        before.take_back(&yes(2), noon(2), MONDAY);
        let anew = Course { pauses: old.pauses.clone(), earlier: vec![old.clone()], ..course() };
        let mut mistaken = anew.clone();
        mistaken.take_back(&yes(2), noon(2), MONDAY);
        let twice = Course { earlier: vec![old.clone(), before.clone()], ..course() };
        for (one, other) in [(&before, &anew), (&old, &mistaken), (&anew, &twice)] {
            for merged in [Course::merged(None, one, other), Course::merged(None, other, one)] {
                assert_eq!((merged.stops(&[], MONDAY), merged.all_taken_back().len()), (Vec::new(), 1));
            }
        }
        before.keep_answer(again());
        assert_eq!(Course::merged(None, &before, &anew).pauses, [again()], "said again, it holds");
    }

    #[test]
    fn answers_of_an_earlier_version_are_read_and_stay_where_they_may_have_been_said_again() {
        let json = r#"{"v":1,"package":"a","first_day":"2026-03-01",
            "pauses":[{"from":"2026-03-02","reason":"emergency-complaints"}],
            "taken_back":[{"at":"2026-03-02T08:00:00Z","from":"2026-03-02","until":"2026-03-02",
            "reason":"emergency-complaints"}]}"#;
        let mut earlier: Course = serde_json::from_str(json).unwrap();
        assert_eq!(Course::merged(None, &earlier, &earlier).stops(&[], MONDAY), [YES]);
        earlier.keep_answer(yes(2));
        let old = earlier.answer().unwrap();
        earlier.take_back(&old, noon(2), MONDAY);
        assert_eq!((old.given, earlier.answer()), (None, Some(yes(2))));
    }

    #[test]
    fn it_is_known_on_every_device_and_after_beginning_anew() {
        let mut base = course();
        base.keep_answer(yes(2));
        let (mut phone, mut tablet) = (base.clone(), base.clone());
        phone.take_back(&yes(2), noon(2), MONDAY);
        tablet.read("a", 0, MONDAY);
        tablet.rest(MONDAY, Some(Reason::VeryHigh));
        let merged = Course::merged(Some(&base), &phone, &tablet);
        assert_eq!(merged.stops(&[], TUESDAY), [Reason::VeryHigh]);
        assert_eq!(merged.taken_back, phone.taken_back);
        assert_eq!(Course::merged(Some(&base), &tablet, &phone), merged);
        let anew = Course { earlier: vec![course()], ..course() };
        assert_eq!(Course::merged(None, &phone, &anew).taken_back, phone.taken_back);
        assert_eq!(Course::merged(None, &anew, &phone).taken_back, phone.taken_back);
        let later = Course { earlier: vec![phone.clone()], ..course() };
        assert_eq!(later.all_taken_back(), phone.taken_back);
    }

    #[test]
    fn a_course_without_mistakes_is_stored_as_before() {
        let mut course = course();
        course.rest(MONDAY, Some(Reason::VeryHigh));
        let json = serde_json::to_string(&course).unwrap();
        assert!(!json.contains("taken_back") && !json.contains("given"));
        course.keep_answer(yes(2));
        course.keep_answer(again());
        course.take_back(&yes(2), noon(2), MONDAY);
        let json = serde_json::to_string(&course).unwrap();
        assert_eq!(serde_json::from_str::<Course>(&json).unwrap(), course);
    }
}
