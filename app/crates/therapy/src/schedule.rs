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
    /// All windows.
    #[must_use]
    pub fn windows(&self, first_use: Date) -> Vec<Window> {
        let window = |(number, day): (usize, &u16)| {
            let opens = day_of_course(first_use, *day);
            let closes = opens.saturating_add(Span::new().days(i64::from(self.open_days.max(1)) - 1));
            Window { number, opens, closes }
        };
        self.days.iter().enumerate().map(window).collect()
    }

    /// What is to do on `today`; `answered` are the days on which it was finished.
    #[must_use]
    pub fn due(&self, first_use: Date, answered: &[Date], today: Date) -> Due {
        let open = |window: &Window| {
            today <= window.closes && !answered.iter().any(|day| (window.opens..=window.closes).contains(day))
        };
        match self.windows(first_use).into_iter().find(open) {
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
        let state = |answered: &[Date], today| match schedule.due(start, answered, today) {
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
    fn overlapping_windows_are_unsound() {
        assert!(Schedule { days: vec![1, 8], open_days: 7 }.is_sound());
        assert!(!Schedule { days: vec![1, 7], open_days: 7 }.is_sound());
        assert!(!Schedule { days: vec![0], open_days: 7 }.is_sound());
        assert!(!Schedule { days: vec![1], open_days: 0 }.is_sound());
        assert!(!Schedule { days: vec![], open_days: 7 }.is_sound());
    }
}
