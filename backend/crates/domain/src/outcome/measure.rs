//! What is counted of a course, each on its own: the server never keeps two numbers of one person together.

use std::fmt;

/// One thing that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// That a course ended; the value is 0.
    Courses,
    /// Days until the use was broken off.
    Days,
    /// Minutes in a week of the course, counted from 1.
    Minutes(u8),
    /// Uses in a week of the course, counted from 1.
    Uses(u8),
    /// Change of health, 1 to 7.
    Health,
    /// An item on satisfaction, counted from 1; 0 to 10.
    Satisfaction(u8),
}

impl Measure {
    /// The measure with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let numbered =
            |text: &str, most: u8| text.parse::<u8>().ok().filter(|number| (1..=most).contains(number));
        match name.split_once('-') {
            None => match name {
                "courses" => Some(Self::Courses),
                "days" => Some(Self::Days),
                "health" => Some(Self::Health),
                _ => None,
            },
            Some(("minutes", week)) => numbered(week, 13).map(Self::Minutes),
            Some(("uses", week)) => numbered(week, 13).map(Self::Uses),
            Some(("satisfaction", item)) => numbered(item, 5).map(Self::Satisfaction),
            Some(_) => None,
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Courses => f.write_str("courses"),
            Self::Days => f.write_str("days"),
            Self::Minutes(week) => write!(f, "minutes-{week}"),
            Self::Uses(week) => write!(f, "uses-{week}"),
            Self::Health => f.write_str("health"),
            Self::Satisfaction(item) => write!(f, "satisfaction-{item}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_there_and_back() {
        let weeks = (1..=13).flat_map(|week| [Measure::Minutes(week), Measure::Uses(week)]);
        let items = (1..=5).map(Measure::Satisfaction);
        for measure in
            [Measure::Courses, Measure::Days, Measure::Health].into_iter().chain(weeks).chain(items)
        {
            assert_eq!(Measure::from_name(&measure.to_string()), Some(measure));
        }
        for name in ["", "minutes", "minutes-0", "minutes-14", "uses-x", "satisfaction-6", "health-1"] {
            assert_eq!(Measure::from_name(name), None, "{name}");
        }
    }
}
