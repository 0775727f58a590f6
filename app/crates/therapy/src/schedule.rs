//! When a questionnaire is due: windows counted from the first day of use.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Windows of a questionnaire in the course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// First day of each window; the first day of use is 1. Rising.
    pub days: Vec<u16>,
    /// Length of each window in days; the last day included.
    pub open_days: u16,
}

/// A window: both days are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Counted from 0.
    pub number: usize,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
}

/// What is to do on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Answer now.
    Now(Window),
    /// Next time.
    Later(Window),
    /// Nothing any more.
    Done,
}

/// The day of the course: the first day of use is day 1.
#[must_use]
pub fn day_of_course(first_use: Date, number: u16) -> Date {
    first_use.saturating_add(Span::new().days(i64::from(number) - 1))
}

impl Schedule {
    /// All windows. `last_day` is the last one on which anything can be answered: whoever begins late has the last window
    /// before it, and none of those that would lie behind.
    #[must_use]
    pub fn windows(&self, first_use: Date, last_day: Option<Date>) -> Vec<Window> {
        let mut windows = self.uncut(first_use);
        let Some(end) = last_day.filter(|end| windows.last().is_some_and(|window| *end < window.closes))
        else {
            return windows;
        };
        let last = windows.pop_if(|window| window.number > 0);
        windows.retain(|window| window.opens <= end);
        for window in &mut windows {
            window.closes = window.closes.min(end);
        }
        if let Some(last) = last {
            let opens = end.saturating_sub(Span::new().days(i64::from(self.open_days.max(1)) - 1));
            let moved = Window { opens, closes: end, ..last };
            // The first one stands; one in between gives way to the last.
            windows.retain(|window| window.number == 0 || window.closes < opens);
            if windows.iter().all(|window| window.closes < opens) && first_use <= opens {
                windows.push(moved);
            }
        }
        windows
    }

    /// The windows of somebody who has all the time.
    fn uncut(&self, first_use: Date) -> Vec<Window> {
        let window = |(number, day): (usize, &u16)| {
            let opens = day_of_course(first_use, *day);
            let closes = opens.saturating_add(Span::new().days(i64::from(self.open_days.max(1)) - 1));
            Window { number, opens, closes }
        };
        self.days.iter().enumerate().map(window).collect()
    }

    /// What is to do on `today`; `answered` are the days on which it was finished, `last_day` as in [`Self::windows`].
    #[must_use]
    pub fn due(&self, first_use: Date, last_day: Option<Date>, answered: &[Date], today: Date) -> Due {
        let open = |window: &Window| {
            today <= window.closes && !answered.iter().any(|day| (window.opens..=window.closes).contains(day))
        };
        match self.windows(first_use, last_day).into_iter().find(open) {
            Some(window) if window.opens <= today => Due::Now(window),
            Some(window) => Due::Later(window),
            None => Due::Done,
        }
    }

    /// Whether the days rise and the windows do not overlap.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let apart = |pair: &[u16]| matches!(pair, [a, b] if a.saturating_add(self.open_days) <= *b);
        self.open_days > 0 && self.days.first().is_some_and(|day| *day > 0) && self.days.windows(2).all(apart)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn windows_open_and_close_on_their_days() {
        let schedule = Schedule { days: vec![1, 43, 85], open_days: 7 };
        assert!(schedule.is_sound());
        let start = date(2026, 3, 1);
        let state = |answered: &[Date], today| match schedule.due(start, None, answered, today) {
            Due::Now(window) => format!("now {}", window.number),
            Due::Later(window) => format!("later {}", window.opens),
            Due::Done => "done".into(),
        };
        assert_eq!(state(&[], start), "now 0");
        assert_eq!(state(&[], date(2026, 3, 7)), "now 0");
        assert_eq!(state(&[], date(2026, 3, 8)), "later 2026-04-12");
        assert_eq!(state(&[start], start), "later 2026-04-12");
        assert_eq!(state(&[start], date(2026, 4, 12)), "now 1");
        assert_eq!(state(&[], date(2026, 5, 31)), "done");
    }

    #[test]
    fn whoever_begins_late_has_the_last_window_before_the_end() {
        let schedule = Schedule { days: vec![1, 43, 80], open_days: 7 };
        let start = date(2026, 3, 1);
        let windows = |last: u16| {
            let windows = schedule.windows(start, Some(day_of_course(start, last)));
            let day = |date: Date| start.until(date).unwrap().get_days() + 1;
            windows.iter().map(|it| (it.number, day(it.opens), day(it.closes))).collect::<Vec<_>>()
        };
        assert_eq!(windows(90), [(0, 1, 7), (1, 43, 49), (2, 80, 86)]);
        assert_eq!(windows(86), windows(90));
        assert_eq!(windows(80), [(0, 1, 7), (1, 43, 49), (2, 74, 80)]);
        assert_eq!(windows(45), [(0, 1, 7), (2, 39, 45)]);
        assert_eq!(windows(30), [(0, 1, 7), (2, 24, 30)]);
        assert_eq!(windows(10), [(0, 1, 7)], "not twice within days");
        assert_eq!(windows(3), [(0, 1, 3)]);
        let once = Schedule { days: vec![5], open_days: 10 };
        assert_eq!(once.windows(start, Some(day_of_course(start, 8))).len(), 1);
        assert!(once.windows(start, Some(day_of_course(start, 4))).is_empty());
    }

    #[test]
    fn overlapping_windows_are_unsound() {
        assert!(Schedule { days: vec![1, 8], open_days: 7 }.is_sound());
        assert!(!Schedule { days: vec![1, 7], open_days: 7 }.is_sound());
        assert!(!Schedule { days: vec![0], open_days: 7 }.is_sound());
        assert!(!Schedule { days: vec![1], open_days: 0 }.is_sound());
        assert!(!Schedule { days: vec![], open_days: 7 }.is_sound());
    }
}
