//! The survey of DiGAV Anlage 3: asked once each, in fixed windows, voluntary, with one reminder at most.
//!
//! Source: DiGAV § 23a Absatz 4 and 5, § 23d Absatz 2 and 3, § 23e Absatz 4.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::outcome::course::LONGEST_COURSE;
use crate::schedule::{Window, day_of_course};

/// A window opens so many days before its anchor.
const DAYS_BEFORE: i64 = 7;

/// The two parts of Anlage 3, and the additional one of § 23e.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Satisfaction, before half-time (§ 23d Absatz 3).
    Satisfaction,
    /// Change of health, before the end (§ 23d Absatz 2).
    HealthChange,
    /// Indication-specific questionnaire before the end (§ 23e Absatz 4).
    IndicationSpecific,
}

/// What the patient decided about a part. The default is that nothing was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Participation {
    /// When it was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Date>,
    /// Whether the patient does not want to take part: never asked again.
    #[serde(default)]
    pub declined: bool,
    /// Put off to this day by the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postponed_to: Option<Date>,
    /// When the app offered it first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offered_on: Option<Date>,
    /// When the one reminder was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded_on: Option<Date>,
}

/// What the app may do today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing: too early, too late, answered, declined or postponed.
    Nothing,
    /// Offer it for the first time, with the words that it is voluntary.
    Offer,
    /// Remind once, or offer it on the day the patient chose.
    Remind,
    /// It can be answered where the patient looks for it, without asking.
    StayAvailable,
}

/// The window of a part, inside of the prescription's period, whenever the programme begins. `course_days` is the duration of use (Anwendungsdauer); `first_use` its first day.
///
/// The last day of a course of 90 days that begins on 1 March is 29 May. Half of an odd number of days ends on the middle day.
#[must_use]
pub fn window(part: Part, first_use: Date, course_days: u16) -> Window {
    let days = course_days.clamp(1, LONGEST_COURSE);
    let last = match part {
        Part::Satisfaction => days.div_ceil(2),
        Part::HealthChange | Part::IndicationSpecific => days,
    };
    let closes = day_of_course(first_use, last);
    // The end of the last day is the anchor: seven days before it is the start of the seventh day from the end.
    let opens = closes.saturating_sub(Span::new().days(DAYS_BEFORE - 1)).max(first_use);
    Window { number: 0, opens, closes }
}

impl Participation {
    /// What the app may do on `today`.
    #[must_use]
    pub fn step(&self, window: Window, today: Date) -> Step {
        let open = (window.opens..=window.closes).contains(&today);
        if !open || self.answered_on.is_some() || self.declined {
            return Step::Nothing;
        }
        if let Some(day) = self.postponed_to {
            return if today < day {
                Step::Nothing
            } else if self.reminded_on.is_none() {
                Step::Remind
            } else {
                Step::StayAvailable
            };
        }
        match (self.offered_on, self.reminded_on) {
            (None, _) => Step::Offer,
            (Some(offered), None) if offered < today => Step::Remind,
            (Some(_), _) => Step::StayAvailable,
        }
    }

    /// With a note that it is offered or reminded of on `today`; `None` when neither is due.
    #[must_use]
    pub fn asked(self, window: Window, today: Date) -> Option<Self> {
        match self.step(window, today) {
            Step::Offer => Some(Self { offered_on: Some(today), ..self }),
            Step::Remind => Some(Self { reminded_on: Some(today), ..self }),
            Step::Nothing | Step::StayAvailable => None,
        }
    }

    /// Whether the app asks by itself on `today`: on the day of the offer and on that of the reminder.
    #[must_use]
    pub fn is_asking(&self, window: Window, today: Date) -> bool {
        match self.step(window, today) {
            Step::Offer | Step::Remind => true,
            Step::StayAvailable => [self.offered_on, self.reminded_on].contains(&Some(today)),
            Step::Nothing => false,
        }
    }

    /// What was decided on two devices: what one of them knows is known.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        let earlier = |ours: Option<Date>, theirs: Option<Date>| match (ours, theirs) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (known, None) | (None, known) => known,
        };
        Self {
            answered_on: earlier(self.answered_on, other.answered_on),
            declined: self.declined || other.declined,
            postponed_to: self.postponed_to.max(other.postponed_to),
            offered_on: earlier(self.offered_on, other.offered_on),
            reminded_on: earlier(self.reminded_on, other.reminded_on),
        }
    }

    /// Puts it off; `None` when the day does not lie in the window any more, or not after today.
    #[must_use]
    pub fn postponed(self, to: Date, window: Window, today: Date) -> Option<Self> {
        (today < to && to <= window.closes).then_some(Self { postponed_to: Some(to), ..self })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const START: Date = date(2026, 3, 1);

    #[test]
    fn windows_are_the_last_seven_days() {
        let days = |part, course| {
            let window = window(part, START, course);
            (window.opens.to_string(), window.closes.to_string())
        };
        assert_eq!(days(Part::HealthChange, 90), ("2026-05-23".into(), "2026-05-29".into()));
        assert_eq!(days(Part::Satisfaction, 90), ("2026-04-08".into(), "2026-04-14".into()));
        assert_eq!(days(Part::HealthChange, 60), ("2026-04-23".into(), "2026-04-29".into()));
        assert_eq!(days(Part::Satisfaction, 61), ("2026-03-25".into(), "2026-03-31".into()));
        assert_eq!(days(Part::IndicationSpecific, 5), ("2026-03-01".into(), "2026-03-05".into()));
    }

    #[test]
    fn longer_courses_are_counted_as_90_days() {
        for part in [Part::Satisfaction, Part::HealthChange] {
            assert_eq!(window(part, START, 180), window(part, START, 90));
        }
    }

    #[test]
    fn the_patient_is_asked_once_and_reminded_once() {
        let window = window(Part::HealthChange, START, 90);
        let mut state = Participation::default();
        assert_eq!(state.step(window, date(2026, 5, 22)), Step::Nothing);
        assert_eq!(state.step(window, date(2026, 5, 23)), Step::Offer);
        state.offered_on = Some(date(2026, 5, 23));
        assert_eq!(state.step(window, date(2026, 5, 23)), Step::StayAvailable);
        assert_eq!(state.step(window, date(2026, 5, 25)), Step::Remind);
        state.reminded_on = Some(date(2026, 5, 25));
        assert_eq!(state.step(window, date(2026, 5, 29)), Step::StayAvailable);
        assert_eq!(state.step(window, date(2026, 5, 30)), Step::Nothing);
    }

    #[test]
    fn the_app_asks_by_itself_on_two_days_however_often_it_is_opened() {
        let window = window(Part::HealthChange, START, 90);
        let mut state = Participation::default();
        let mut days = Vec::new();
        for day in 20..=31 {
            let today = date(2026, 5, day);
            state = state.asked(window, today).unwrap_or(state);
            assert_eq!(state.asked(window, today), None, "it is noted once");
            if state.is_asking(window, today) {
                days.push(day);
            }
        }
        assert_eq!(days, [23, 24]);
    }

    #[test]
    fn declined_and_answered_are_never_asked_again() {
        let window = window(Part::Satisfaction, START, 90);
        let declined = Participation { declined: true, ..Participation::default() };
        let answered = Participation { answered_on: Some(window.opens), ..Participation::default() };
        assert_eq!(
            (declined.step(window, window.closes), answered.step(window, window.closes)),
            (Step::Nothing, Step::Nothing)
        );
    }

    #[test]
    fn what_was_decided_on_either_device_holds() {
        let offered = Participation { offered_on: Some(START), ..Participation::default() };
        let declined = Participation { declined: true, ..Participation::default() };
        let both = Participation { declined: true, ..offered };
        assert_eq!((offered.merged(declined), declined.merged(offered)), (both, both));
    }

    #[test]
    fn putting_off_stays_within_the_window_and_uses_up_the_reminder() {
        let window = window(Part::HealthChange, START, 90);
        let today = date(2026, 5, 24);
        let state = Participation { offered_on: Some(today), ..Participation::default() };
        assert_eq!(state.postponed(date(2026, 5, 30), window, today), None);
        assert_eq!(state.postponed(today, window, today), None);
        assert!(state.postponed(window.closes, window, today).is_some());
        let mut state = state.postponed(date(2026, 5, 27), window, today).unwrap();
        assert_eq!(state.step(window, date(2026, 5, 26)), Step::Nothing);
        assert_eq!(state.step(window, date(2026, 5, 27)), Step::Remind);
        state.reminded_on = Some(date(2026, 5, 27));
        assert_eq!(state.step(window, date(2026, 5, 28)), Step::StayAvailable);
    }
}
