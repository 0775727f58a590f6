//! The period of a report.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Numbers of a quarter are taken for so many days after its end. The reports are due on 15 October and 15 April, so that the
/// second and the fourth quarter leave more than six weeks for reading and sending them.
const COLLECTED_DAYS: i32 = 60;

/// A calendar quarter; written as `2026-4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i16,
    number: u8,
}

/// The text is not a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a quarter: expected a year and 1 to 4, like 2026-4")]
pub struct InvalidQuarter;

impl Quarter {
    /// The quarter of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let number = (day.month() - 1) / 3 + 1;
        Self { year: day.year(), number: u8::try_from(number).unwrap_or(1) }
    }

    /// Its first day.
    #[must_use]
    pub fn begins(self) -> Date {
        let month = i8::try_from(self.number).unwrap_or(1) * 3 - 2;
        Date::new(self.year, month, 1).unwrap_or(Date::MAX)
    }

    /// The quarter before.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.begins().saturating_sub(Span::new().days(1)))
    }

    /// The last day on which numbers of it are taken; from the next day on they are shown, and never change.
    #[must_use]
    pub fn closes(self) -> Date {
        let next = self.begins().saturating_add(Span::new().months(3));
        next.saturating_add(Span::new().days(COLLECTED_DAYS - 1))
    }

    /// Whether numbers of it are taken on this day.
    #[must_use]
    pub fn is_open(self, today: Date) -> bool {
        (self.begins()..=self.closes()).contains(&today)
    }

    /// The last day on which the manufacturer may hand in its report: 15 October for the first half year, 15 April of the next year
    /// for the second. Source: § 23a Absatz 3.
    #[must_use]
    pub fn due(self) -> Date {
        if self.number <= 2 {
            Date::new(self.year, 10, 15).unwrap_or(Date::MAX)
        } else {
            Date::new(self.year.saturating_add(1), 4, 15).unwrap_or(Date::MAX)
        }
    }

    /// Year and number.
    #[must_use]
    pub const fn parts(self) -> (i16, u8) {
        (self.year, self.number)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = InvalidQuarter;

    fn from_str(text: &str) -> Result<Self, InvalidQuarter> {
        let (year, number) = text.split_once('-').ok_or(InvalidQuarter)?;
        let digits = |text: &str, length| text.len() == length && text.bytes().all(|it| it.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 1) {
            return Err(InvalidQuarter);
        }
        let found = Self {
            year: year.parse().map_err(|_| InvalidQuarter)?,
            number: number.parse().map_err(|_| InvalidQuarter)?,
        };
        if (2020..=9000).contains(&found.year) && (1..=4).contains(&found.number) {
            Ok(found)
        } else {
            Err(InvalidQuarter)
        }
    }
}

impl TryFrom<String> for Quarter {
    type Error = InvalidQuarter;

    fn try_from(text: String) -> Result<Self, InvalidQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for Quarter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quarter".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[1-4]$" })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn quarters_and_their_days_are_right() {
        let quarter = |month| Quarter::of(date(2027, month, 1));
        assert_eq!([1, 3, 4, 12].map(|month| quarter(month).parts().1), [1, 1, 2, 4]);
        assert_eq!((quarter(6).due(), quarter(7).due()), (date(2027, 10, 15), date(2028, 4, 15)));
        assert_eq!((quarter(5).begins(), quarter(5).closes()), (date(2027, 4, 1), date(2027, 8, 29)));
        assert_eq!(quarter(1).before().to_string(), "2026-4");
        assert_eq!(quarter(12).closes(), date(2028, 2, 29));
    }

    #[test]
    fn every_quarter_closes_before_its_report_is_due() {
        for month in [1, 4, 7, 10] {
            let quarter = Quarter::of(date(2027, month, 1));
            assert!(quarter.closes() < quarter.due().saturating_sub(Span::new().days(40)), "{quarter}");
        }
    }

    #[test]
    fn a_quarter_is_open_from_its_first_day_to_the_day_it_closes() {
        let quarter = Quarter::of(date(2027, 5, 5));
        let open = |month, day| quarter.is_open(date(2027, month, day));
        assert_eq!([open(3, 31), open(4, 1), open(8, 29), open(8, 30)], [false, true, true, false]);
    }

    #[test]
    fn only_quarters_are_read() {
        assert_eq!("2026-4".parse::<Quarter>().map(|it| it.to_string()), Ok("2026-4".to_owned()));
        for text in ["", "2026", "2026-5", "2026-0", "26-1", "2026-04", "+026-1", "2026-4 ", "9999-1"] {
            assert_eq!(text.parse::<Quarter>(), Err(InvalidQuarter), "{text}");
        }
    }
}
