//! Dates and times as other apps write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use super::layout::DateOrder;

/// A moment as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Wall clock; the zone is the patient's.
    Local(DateTime),
    /// With a zone.
    Exact(Timestamp),
}

/// Reads a date with time, in one cell (`01.03.2026 07:30`, `2026-03-01T07:30:00Z`) or two.
///
/// `None` when it is no date, or the time is missing.
#[must_use]
pub fn read(date: &str, time: Option<&str>, order: DateOrder) -> Option<Moment> {
    let date = date.trim();
    if let Some(time) = time.map(str::trim).filter(|time| !time.is_empty()) {
        let day = read_date(date.split([' ', 'T']).next()?, order)?;
        return Some(Moment::Local(day.to_datetime(read_time(time)?)));
    }
    if order == DateOrder::YearFirst
        && let Ok(exact) = date.parse::<Timestamp>()
    {
        return Some(Moment::Exact(exact));
    }
    let (day, time) = date.split_once([' ', 'T'])?;
    let day = read_date(day.trim_end_matches(','), order)?;
    Some(Moment::Local(day.to_datetime(read_time(time)?)))
}

/// Reads a date of three numbers; two digits of a year are of this century.
#[must_use]
pub fn read_date(text: &str, order: DateOrder) -> Option<Date> {
    let separator = ['.', '/', '-'].into_iter().find(|sign| text.contains(*sign))?;
    let parts: Vec<&str> = text.trim().trim_end_matches('.').split(separator).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = match order {
        DateOrder::YearFirst => (first, second, third),
        DateOrder::DayFirst => (third, second, first),
        DateOrder::MonthFirst => (third, first, second),
    };
    let year = match (year.len(), number(year)?) {
        (2, short) => short + 2_000,
        (4, year) if year >= 1_990 => year,
        _ => return None,
    };
    Date::new(year, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
}

/// Reads `7:30`, `07:30:15`, `07.30`, `7:30 PM`, each with or without `Uhr`.
#[must_use]
pub fn read_time(text: &str) -> Option<Time> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.trim_end_matches("uhr").trim();
    let (text, half) = ["am", "a.m.", "pm", "p.m."]
        .into_iter()
        .find_map(|end| text.strip_suffix(end).map(|rest| (rest.trim(), Some(end.starts_with('p')))))
        .unwrap_or((text, None));
    let text = text.split_once("+").map_or(text, |(time, _)| time).trim_end_matches('z');
    let separator = if text.contains(':') { ':' } else { '.' };
    let mut parts = text.split(separator);
    let hour = number(parts.next()?)?;
    let minute = number(parts.next()?)?;
    let second = match parts.next() {
        Some(second) => number(second.split(['.', ',']).next()?)?,
        None => 0,
    };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
}

fn number(text: &str) -> Option<i16> {
    let text = text.trim();
    let digits = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_usual_forms_are_read() {
        let expected = Some(Moment::Local(date(2026, 3, 1).at(7, 30, 0, 0)));
        for (text, order) in [
            ("01.03.2026 07:30", DateOrder::DayFirst),
            ("1.3.26, 7:30 Uhr", DateOrder::DayFirst),
            ("01/03/2026 07:30:00", DateOrder::DayFirst),
            ("03/01/2026 7:30 AM", DateOrder::MonthFirst),
            ("2026-03-01 07:30", DateOrder::YearFirst),
            ("2026-03-01T07:30:00.000", DateOrder::YearFirst),
        ] {
            assert_eq!(read(text, None, order), expected, "{text}");
        }
        assert_eq!(read("01.03.2026", Some("07.30"), DateOrder::DayFirst), expected);
        let exact = read("2026-03-01T07:30:00+01:00", None, DateOrder::YearFirst);
        assert_eq!(exact, Some(Moment::Exact("2026-03-01T06:30:00Z".parse().unwrap())));
    }

    #[test]
    fn noon_and_midnight_are_right() {
        let hour = |text| read_time(text).map(Time::hour);
        assert_eq!((hour("12:05 AM"), hour("12:05 PM"), hour("1:05 p.m.")), (Some(0), Some(12), Some(13)));
        assert_eq!((hour("13:05 PM"), hour("24:00"), hour("7"), hour("")), (None, None, None, None));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["31.02.2026 07:30", "01.03.1899 07:30", "gestern", "01.03.2026", "1.3 07:30"] {
            assert_eq!(read(text, None, DateOrder::DayFirst), None, "{text}");
        }
    }
}
