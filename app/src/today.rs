//! The clock on the patient's wall.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use crate::format;

/// A moment on the patient's wall clock, to the minute.
#[must_use]
pub fn local(at: Timestamp) -> DateTime {
    format::to_input(at).parse().unwrap_or_else(|_| jiff::tz::Offset::UTC.to_datetime(at))
}

/// Now, on the patient's wall clock.
#[must_use]
pub fn local_now() -> DateTime {
    local(format::now())
}

/// The patient's day.
#[must_use]
pub fn today() -> Date {
    local_now().date()
}

/// The moment of a wall clock time of the patient; `None` for one that does not exist.
#[must_use]
pub fn moment_of(local: DateTime) -> Option<Timestamp> {
    format::from_input(&input(local))
        .filter(|at| self::local(*at) == local.with().second(0).subsec_nanosecond(0).build().unwrap_or(local))
}

/// The value of an `<input type="datetime-local">`.
#[must_use]
pub fn input(at: DateTime) -> String {
    format!("{}T{}", at.date(), clock(at.time()))
}

/// `08:05`: what people read, and the value of an `<input type="time">`.
#[must_use]
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Reads the value of an `<input type="time">`.
#[must_use]
pub fn read_clock(text: &str) -> Option<Time> {
    text.get(..5).unwrap_or(text).parse().ok().or_else(|| format!("{text}:00").parse().ok())
}

/// A day in words.
#[must_use]
pub fn day(date: Date) -> String {
    let noon = date.at(12, 0, 0, 0);
    moment_of(noon).map_or_else(|| date.to_string(), format::day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn what_an_input_gives_is_read_back() {
        assert_eq!(read_clock("08:05"), Some(time(8, 5, 0, 0)));
        assert_eq!(read_clock(""), None);
        assert_eq!(clock(time(23, 0, 0, 0)), "23:00");
        assert_eq!(input(date(2026, 3, 1).at(7, 30, 0, 0)), "2026-03-01T07:30");
        assert_eq!("2026-03-01T07:30".parse::<DateTime>().unwrap(), date(2026, 3, 1).at(7, 30, 0, 0));
    }
}
