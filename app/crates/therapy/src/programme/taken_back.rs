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
}

impl TakenBack {
    /// The days on which the whole programme rested for it.
    pub(super) fn rested(&self) -> Option<(Date, Date)> {
        (self.reason.programme() == Programme::Pauses).then_some((self.from, self.until))
    }
}

impl Course {
    /// The oldest answer for which something rests and that can be taken back. What an entry asks for cannot.
    #[must_use]
    pub fn answer(&self) -> Option<Pause> {
        let answers = self.pauses.iter().filter(|it| it.until.is_none());
        answers.filter(|it| it.reason.is_some_and(Reason::is_answer)).min_by_key(|it| it.from).copied()
    }

    /// Whether something rests for an answer of a day.
    #[must_use]
    pub fn holds_answer(&self, reason: Reason, day: Date) -> bool {
        self.pauses.iter().any(|it| is_answer(it, reason, day))
    }

    /// Takes the answer of a day back: nothing rests for it any more, and that is no agreement of the practice. Whatever else
    /// stops, holds.
    pub fn take_back(&mut self, reason: Reason, day: Date, at: Timestamp, today: Date) {
        if self.holds_answer(reason, day) {
            self.pauses.retain(|it| !is_answer(it, reason, day));
            self.taken_back.push(TakenBack { at, from: day, until: today.max(day), reason });
        }
    }

    /// With what another course knows of answers that were taken back; each once, oldest first.
    pub(super) fn with_taken_back(mut self, others: &[TakenBack]) -> Self {
        self.taken_back.extend_from_slice(others);
        self.taken_back.sort_unstable();
        self.taken_back.dedup();
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

/// Whether a pause is one that an answer of a day asked for and nobody has ended.
fn is_answer(pause: &Pause, reason: Reason, day: Date) -> bool {
    reason.is_answer() && pause.reason == Some(reason) && pause.from == day && pause.until.is_none()
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn a_mistaken_answer_ends_its_own_pause_and_both_are_kept() {
        let mut course = course();
        course.rest(MONDAY, Some(YES));
        assert_eq!(course.answer().map(|it| (it.from, it.reason)), Some((MONDAY, Some(YES))));
        course.take_back(YES, MONDAY, noon(3), TUESDAY);
        assert_eq!((course.answer(), course.stops(&[], TUESDAY)), (None, Vec::new()));
        let kept = TakenBack { at: noon(3), from: MONDAY, until: TUESDAY, reason: YES };
        assert_eq!(course.taken_back, [kept]);
        assert!(!course.has_agreed(YES, TUESDAY), "nobody talked to the practice");
        assert_eq!(course.days(TUESDAY), 2, "on Monday it rested");
        course.take_back(YES, MONDAY, noon(4), TUESDAY);
        assert_eq!(course.taken_back, [kept], "there is nothing more to take back");
    }

    #[test]
    fn what_entries_ask_for_holds_and_cannot_be_taken_back() {
        let mut course = course();
        for reason in [Reason::VeryHigh, Reason::SwollenFace, Reason::VeryHighWithComplaints] {
            course.rest(MONDAY, Some(reason));
        }
        course.take_back(Reason::VeryHighWithComplaints, MONDAY, noon(2), MONDAY);
        course.take_back(Reason::SwollenFace, MONDAY, noon(2), MONDAY);
        assert_eq!(course.stops(&[], MONDAY), [Reason::SwollenFace, Reason::VeryHigh]);
        let advice = [Advice::new(Urgency::DoctorToday, Reason::VeryHighTwice)];
        assert!(course.stops(&advice, MONDAY).contains(&Reason::VeryHighTwice));
        let answers = Reason::ALL.into_iter().filter(|it| it.is_answer());
        assert!(answers.eq([Reason::VeryHighWithComplaints, Reason::LowWithComplaints, YES]));
    }

    #[test]
    fn the_answer_of_another_day_holds_and_a_new_one_stops_anew() {
        let mut course = course();
        course.rest(MONDAY, Some(YES));
        course.rest(TUESDAY, Some(YES));
        course.rest(TUESDAY, Some(YES));
        course.take_back(YES, TUESDAY, noon(3), TUESDAY);
        assert_eq!(course.stops(&[], TUESDAY), [YES], "that of Monday was no mistake");
        course.take_back(YES, MONDAY, noon(3), TUESDAY);
        assert_eq!(course.stops(&[], TUESDAY), []);
        course.rest(TUESDAY, Some(YES));
        assert_eq!(course.stops(&[], TUESDAY), [YES]);
        course.agreed(&[YES], date(2026, 3, 4));
        assert_eq!((course.pauses.len(), course.taken_back.len()), (1, 2), "nothing is overwritten");
    }

    #[test]
    fn it_is_known_on_every_device_and_after_beginning_anew() {
        let mut base = course();
        base.rest(MONDAY, Some(YES));
        let (mut phone, mut tablet) = (base.clone(), base.clone());
        phone.take_back(YES, MONDAY, noon(2), MONDAY);
        tablet.read("a", 0);
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
        assert!(!serde_json::to_string(&course()).unwrap().contains("taken_back"));
        let mut course = course();
        course.rest(MONDAY, Some(YES));
        course.take_back(YES, MONDAY, noon(2), MONDAY);
        let json = serde_json::to_string(&course).unwrap();
        assert_eq!(serde_json::from_str::<Course>(&json).unwrap(), course);
    }
}
