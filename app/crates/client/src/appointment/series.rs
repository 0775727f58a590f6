//! Appointments that repeat: always at the same time of day, also across the change of the clock.

use jiff::civil::DateTime;
use jiff::{Span, Timestamp};

use super::zone::{self, NoSuchTime};

/// The most appointments of one series.
pub const MOST: u8 = 26;

/// How far apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Every week.
    Week,
    /// Every second week.
    SecondWeek,
    /// Every fourth week.
    FourthWeek,
}

impl Every {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Week, Self::SecondWeek, Self::FourthWeek];

    /// Weeks between two.
    #[must_use]
    pub const fn weeks(self) -> u8 {
        match self {
            Self::Week => 1,
            Self::SecondWeek => 2,
            Self::FourthWeek => 4,
        }
    }
}

/// The moments of a series of `count` appointments, the first at `first`.
///
/// # Errors
/// [`NoSuchTime`] if one of them would be in the hour that spring leaves out.
pub fn occurrences(first: DateTime, every: Every, count: u8) -> Result<Vec<Timestamp>, NoSuchTime> {
    (0..count.min(MOST))
        .map(|number| {
            let later = Span::new().weeks(i64::from(number) * i64::from(every.weeks()));
            first.checked_add(later).map_err(|_| NoSuchTime).and_then(zone::moment)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_keeps_its_time_of_day_across_the_change_of_the_clock() {
        let first = zone::read("2026-03-23T10:00").unwrap();
        let found: Vec<String> =
            occurrences(first, Every::Week, 3).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(found, ["2026-03-23T09:00:00Z", "2026-03-30T08:00:00Z", "2026-04-06T08:00:00Z"]);
    }

    #[test]
    fn two_and_four_weeks_are_two_and_four_weeks() {
        let first = zone::read("2026-06-01T08:30").unwrap();
        for (every, second) in
            [(Every::SecondWeek, "2026-06-15T06:30:00Z"), (Every::FourthWeek, "2026-06-29T06:30:00Z")]
        {
            assert_eq!(occurrences(first, every, 2).unwrap()[1].to_string(), second);
        }
    }

    #[test]
    fn a_series_into_the_missing_hour_is_refused_as_a_whole() {
        let first = zone::read("2026-03-22T02:30").unwrap();
        assert_eq!(occurrences(first, Every::Week, 2), Err(NoSuchTime));
        assert_eq!(occurrences(first, Every::Week, 1).unwrap().len(), 1);
    }

    #[test]
    fn nobody_plans_more_than_the_most() {
        let first = zone::read("2026-06-01T08:30").unwrap();
        assert_eq!(occurrences(first, Every::Week, 200).unwrap().len(), usize::from(MOST));
    }
}
