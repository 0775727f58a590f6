//! The practice's clock on the wall: German time, wherever the device is.
//!
//! The rule of the European Union (last Sundays of March and October, one o'clock UTC) is written down as a POSIX rule:
//! a page needs no database of time zones for it. Source: Directive 2000/84/EC, articles 2 to 4.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};

/// IANA name of the zone, for calendars and for the browser's words.
pub const NAME: &str = "Europe/Berlin";
const RULE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// The hour that the clock jumps over in spring: this time of day does not exist on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchTime;

/// The zone itself.
#[must_use]
pub fn zone() -> TimeZone {
    TimeZone::posix(RULE).unwrap_or(TimeZone::UTC)
}

/// What the clock on the wall shows.
#[must_use]
pub fn local(at: Timestamp) -> DateTime {
    zone().to_datetime(at)
}

/// The moment when the clock on the wall shows this; the first one in the hour that autumn has twice.
///
/// # Errors
/// [`NoSuchTime`] in the hour that spring leaves out.
pub fn moment(wall: DateTime) -> Result<Timestamp, NoSuchTime> {
    let found = zone().to_ambiguous_timestamp(wall);
    match found.offset() {
        AmbiguousOffset::Gap { .. } => Err(NoSuchTime),
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
            found.earlier().map_err(|_| NoSuchTime)
        }
    }
}

/// The day's first moment. Days always begin: the clock changes later in the night.
#[must_use]
pub fn midnight(day: Date) -> Timestamp {
    moment(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Reads the value of `<input type="datetime-local">`, such as `2026-03-10T10:00`.
#[must_use]
pub fn read(text: &str) -> Option<DateTime> {
    let (day, time) = text.split_once('T')?;
    Some(day.parse::<Date>().ok()?.to_datetime(time.parse().ok()?))
}

/// Writes the value of `<input type="datetime-local">`.
#[must_use]
pub fn write(wall: DateTime) -> String {
    format!("{}T{:02}:{:02}", wall.date(), wall.hour(), wall.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn summer_and_winter_are_told_apart_by_the_day_not_by_the_device() {
        let summer = moment(read("2026-07-01T10:00").unwrap());
        assert_eq!(summer, Ok(at("2026-07-01T08:00:00Z")));
        assert_eq!(moment(read("2026-12-01T10:00").unwrap()), Ok(at("2026-12-01T09:00:00Z")));
        assert_eq!(write(local(at("2026-07-01T08:00:00Z"))), "2026-07-01T10:00");
    }

    #[test]
    fn the_hour_that_spring_leaves_out_does_not_exist() {
        assert_eq!(moment(read("2026-03-29T02:30").unwrap()), Err(NoSuchTime));
        assert_eq!(moment(read("2026-03-29T01:59").unwrap()), Ok(at("2026-03-29T00:59:00Z")));
        assert_eq!(moment(read("2026-03-29T03:00").unwrap()), Ok(at("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn the_hour_that_autumn_has_twice_means_the_first_one() {
        assert_eq!(moment(read("2026-10-25T02:30").unwrap()), Ok(at("2026-10-25T00:30:00Z")));
        assert_eq!(moment(read("2026-10-25T03:00").unwrap()), Ok(at("2026-10-25T02:00:00Z")));
    }

    #[test]
    fn what_is_not_a_time_is_not_read() {
        for text in ["", "2026-03-10", "2026-13-10T10:00", "tomorrow", "2026-03-10T25:00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
