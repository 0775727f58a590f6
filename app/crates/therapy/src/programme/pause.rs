//! When the programme rests: because the patient wants it, or because a stop rule fired. The first ends as the patient likes, the
//! second when the patient says that the practice agreed, or that the answer behind it was a mistake.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 4.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Course, days_between};
use crate::advice::{Advice, Programme, Reason};

/// How many days after an agreement entries from before it may still ask for the same: as far back as a stop rule looks.
const ASKS_AGAIN: i32 = 3;

/// A time in which the programme, or its exercises of movement, rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// First day.
    pub from: Date,
    /// First day after it, and with a reason the day of the agreement; `None`: goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The advice behind it; `None`: the patient wanted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// When the patient gave the answer behind it: each is taken back by itself. Earlier versions did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Timestamp>,
}

impl Pause {
    /// What a yes to the question for complaints asks for.
    #[must_use]
    pub const fn answer(reason: Reason, today: Date, given: Timestamp) -> Self {
        Self { from: today, until: None, reason: Some(reason), given: Some(given) }
    }

    /// What tells it from the others.
    pub(super) const fn name(&self) -> (Date, Option<Timestamp>, Option<Reason>) {
        (self.from, self.given, self.reason)
    }

    /// Whether the whole programme rests, and not the exercises of movement alone.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.reason.is_none_or(|reason| reason.programme() == Programme::Pauses)
    }

    /// A stop lasts until it is ended, whatever the clock says; what the patient wanted has days.
    fn lasts(&self, today: Date) -> bool {
        match (self.reason, self.until) {
            (Some(_), until) => until.is_none(),
            (None, until) => self.from <= today && until.is_none_or(|until| today < until),
        }
    }
}

impl Course {
    /// The pause of the whole programme on a day; one that a doctor has to agree with comes before one that the patient wanted.
    #[must_use]
    pub fn pause(&self, today: Date) -> Option<&Pause> {
        let lasting = self.pauses.iter().filter(|pause| pause.is_whole() && pause.lasts(today));
        lasting.max_by_key(|pause| pause.reason.is_some())
    }

    /// Rests from a day on, for a reason or because the patient wants it; what rests for that reason already goes on resting. An
    /// answer is kept with [`Self::keep_answer`].
    pub fn rest(&mut self, today: Date, reason: Option<Reason>) {
        let rests = match reason {
            Some(reason) => self.rests_for(reason, today),
            None => self.pause(today).is_some(),
        };
        // One that was agreed with on its first day begins anew: a pause is told by its day and its reason.
        let new = Pause { from: today, until: None, reason, given: None };
        let same = self.pauses.iter_mut().find(|pause| pause.name() == new.name());
        match same {
            _ if rests => {}
            Some(pause) => pause.until = None,
            None => self.pauses.push(new),
        }
    }

    /// Whether something rests for a reason.
    #[must_use]
    pub fn rests_for(&self, reason: Reason, today: Date) -> bool {
        self.pauses.iter().any(|pause| pause.reason == Some(reason) && pause.lasts(today))
    }

    /// Ends what the patient wanted: today is a day of the programme again. What a doctor has to agree with goes on.
    pub fn go_on(&mut self, today: Date) {
        for pause in &mut self.pauses {
            if pause.reason.is_none() && pause.lasts(today) {
                pause.until = Some(today);
            }
        }
        self.pauses
            .retain(|pause| pause.reason.is_some() || pause.until.is_none_or(|until| pause.from < until));
    }

    /// Why the programme or its exercises rest, the most cautious reason first: what fired and nobody ended, and what `advice` of
    /// the last weeks asks for and nobody agreed with lately.
    #[must_use]
    pub fn stops(&self, advice: &[Advice], today: Date) -> Vec<Reason> {
        let kept = self.pauses.iter().filter(|pause| pause.lasts(today)).filter_map(|pause| pause.reason);
        let asked = advice.iter().map(|it| it.reason).filter(|reason| !self.has_agreed(*reason, today));
        let mut stops: Vec<Reason> =
            kept.chain(asked).filter(|reason| reason.programme() > Programme::GoesOn).collect();
        stops.sort_unstable_by_key(|reason| (std::cmp::Reverse(reason.programme()), *reason));
        stops.dedup();
        stops
    }

    /// Stops that nobody has ended.
    pub(super) fn open_stops(&self) -> Vec<Pause> {
        self.pauses.iter().filter(|it| it.reason.is_some() && it.until.is_none()).copied().collect()
    }

    /// What a course that is begun anew knows of stops: those that nobody has ended, and those that were ended so lately that the
    /// entries from before may still ask for the same.
    pub(super) fn stops_to_keep(&self, today: Date) -> Vec<Pause> {
        let lately = |until: Date| days_between(until, today) <= ASKS_AGAIN;
        let kept = self.pauses.iter().filter(|it| it.reason.is_some() && it.until.is_none_or(lately));
        kept.copied().collect()
    }

    /// With stops of another course; those that it knows are as it knows them.
    pub(super) fn with_stops(mut self, stops: Vec<Pause>) -> Self {
        for stop in stops {
            let is_known = self.pauses.iter().any(|it| it.name() == stop.name());
            self.pauses.extend((!is_known).then_some(stop));
        }
        self
    }

    /// Whether the patient ended a stop for this reason in the last days, and none holds again: the entries from before it are
    /// settled.
    #[must_use]
    pub fn has_agreed(&self, reason: Reason, today: Date) -> bool {
        let of_it = self.pauses.iter().filter(|pause| pause.reason == Some(reason));
        let ends: Vec<Option<Date>> = of_it.map(|pause| pause.until).collect();
        ends.iter().all(Option::is_some)
            && ends.into_iter().flatten().any(|until| days_between(until, today) <= ASKS_AGAIN)
    }

    /// The patient has talked to the practice about these reasons: what rested goes on, and the day of it is kept.
    pub fn agreed(&mut self, reasons: &[Reason], today: Date) {
        for reason in reasons {
            if !self.rests_for(*reason, today) {
                self.rest(today, Some(*reason));
            }
            for pause in self.pauses.iter_mut().filter(|pause| pause.reason == Some(*reason)) {
                pause.until.get_or_insert(today.max(pause.from));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const MONDAY: Date = date(2026, 3, 2);
    const TUESDAY: Date = date(2026, 3, 3);

    fn course() -> Course {
        serde_json::from_str(r#"{"v":1,"package":"a","first_day":"2026-03-01"}"#).unwrap()
    }

    fn demand(course: &Course, today: Date) -> Programme {
        crate::advice::programme(&course.stops(&[], today))
    }

    #[test]
    fn every_stop_rule_holds_until_the_practice_agreed() {
        for reason in Reason::ALL.into_iter().filter(|it| it.programme() > Programme::GoesOn) {
            let mut course = course();
            course.rest(MONDAY, Some(reason));
            assert_eq!(demand(&course, MONDAY), reason.programme(), "{reason:?}");
            let whole = reason.programme() == Programme::Pauses;
            let much_later = date(2026, 5, 1);
            assert_eq!(course.pause(much_later).is_some(), whole, "{reason:?}");
            course.go_on(much_later);
            assert_eq!(course.stops(&[], much_later), [reason], "going on is not the practice's word");
            course.agreed(&[reason], much_later);
            assert_eq!(demand(&course, much_later), Programme::GoesOn, "{reason:?}");
            assert_eq!(
                course.pauses,
                [Pause { from: MONDAY, until: Some(much_later), reason: Some(reason), given: None }]
            );
        }
    }

    #[test]
    fn advice_that_stops_nothing_stops_nothing() {
        let advice = [Advice::new(crate::advice::Urgency::DoctorToday, Reason::StaysVeryHigh)];
        assert_eq!(course().stops(&advice, MONDAY), []);
    }

    #[test]
    fn the_most_cautious_reason_is_named_first_and_both_end_together() {
        let mut course = course();
        course.rest(MONDAY, Some(Reason::VeryHigh));
        course.rest(MONDAY, Some(Reason::SwollenFace));
        course.rest(TUESDAY, Some(Reason::SwollenFace));
        let stops = course.stops(&[], TUESDAY);
        assert_eq!(stops, [Reason::SwollenFace, Reason::VeryHigh]);
        course.agreed(&stops, TUESDAY);
        assert_eq!(course.stops(&[], TUESDAY), []);
        assert_eq!(course.pauses.len(), 2);
    }

    #[test]
    fn what_was_agreed_with_is_not_asked_for_again_by_the_same_entries() {
        let advice = [Advice::new(crate::advice::Urgency::DoctorToday, Reason::VeryHighTwice)];
        let mut course = course();
        let stops = course.stops(&advice, MONDAY);
        assert_eq!(stops, [Reason::VeryHighTwice], "also where no entry of this device held it");
        course.agreed(&stops, MONDAY);
        assert_eq!(course.stops(&advice, TUESDAY), []);
        assert_eq!(course.stops(&advice, date(2026, 3, 6)), [Reason::VeryHighTwice]);
        course.rest(MONDAY, Some(Reason::VeryHighTwice));
        assert_eq!(
            course.stops(&[], MONDAY),
            [Reason::VeryHighTwice],
            "a new one of the same day stops anew"
        );
        assert_eq!(course.pauses.len(), 1);
    }

    #[test]
    fn a_new_stop_is_not_settled_by_the_agreement_to_an_earlier_one() {
        let mut course = course();
        course.agreed(&[Reason::VeryHighTwice], MONDAY);
        assert!(course.has_agreed(Reason::VeryHighTwice, TUESDAY));
        course.rest(TUESDAY, Some(Reason::VeryHighTwice));
        assert!(!course.has_agreed(Reason::VeryHighTwice, TUESDAY));
    }

    #[test]
    fn what_is_settled_stays_settled_where_the_programme_is_begun_anew() {
        let mut before = course();
        before.rest(MONDAY, Some(Reason::SwollenFace));
        before.agreed(&[Reason::VeryHigh], MONDAY);
        before.rest(MONDAY, None);
        let anew = Course { first_day: TUESDAY, pauses: before.stops_to_keep(TUESDAY), ..course() };
        assert_eq!(anew.stops(&[], TUESDAY), [Reason::SwollenFace]);
        assert!(anew.has_agreed(Reason::VeryHigh, TUESDAY));
        assert_eq!(before.stops_to_keep(date(2026, 3, 20)).len(), 1, "the agreement is long ago");
    }

    #[test]
    fn only_days_on_which_everything_rests_are_not_counted_and_each_once() {
        let mut course = course();
        course.rest(MONDAY, Some(Reason::VeryHigh));
        assert_eq!(course.days(date(2026, 3, 10)), 10, "reading goes on");
        course.rest(TUESDAY, None);
        course.rest(date(2026, 3, 4), Some(Reason::SwollenFace));
        assert_eq!(course.days(date(2026, 3, 10)), 2);
        course.agreed(&[Reason::SwollenFace], date(2026, 3, 6));
        course.go_on(date(2026, 3, 8));
        assert_eq!(course.days(date(2026, 3, 10)), 5);
    }

    #[test]
    fn a_course_of_an_earlier_version_is_read_and_rests_as_it_did() {
        let json = r#"{"v":1,"package":"a","first_day":"2026-03-01","pauses":[
            {"from":"2026-03-02","until":"2026-03-03"},{"from":"2026-03-03","reason":"very-high-twice"}]}"#;
        let course: Course = serde_json::from_str(json).unwrap();
        assert_eq!(course.pause(TUESDAY).and_then(|it| it.reason), Some(Reason::VeryHighTwice));
        assert_eq!(demand(&course, TUESDAY), Programme::Pauses);
    }
}
