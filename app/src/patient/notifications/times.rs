//! When a message is wanted, worked out on the device: the server gets nothing but the times.

use std::collections::BTreeSet;

use heilsam_client::client::QuietHours;
use heilsam_protocol::limit;
use heilsam_therapy::programme::Reminder;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Span};

/// For how long is planned ahead; whoever does not open the app in that time gets no more messages.
const DAYS: i64 = 28;
/// Time of day at which the time of a questionnaire is told.
const MORNING: i8 = 10;

/// Times on the wall clock, in order: of reminders that are on, and of days on which a questionnaire begins.
///
/// Each is moved to the next whole quarter of an hour, and out of the quiet hours.
#[must_use]
pub fn times(
    reminders: &[Reminder],
    beginnings: &[Date],
    quiet: Option<QuietHours>,
    now: DateTime,
) -> Vec<DateTime> {
    let last = now.saturating_add(Span::new().days(DAYS));
    let morning = Time::new(MORNING, 0, 0, 0).unwrap_or_default();
    let mut found = BTreeSet::new();
    for reminder in reminders {
        let mut at = now;
        while let Some(next) = reminder.next_after(at).filter(|next| *next <= last) {
            found.insert(moved(next, quiet));
            at = next;
        }
    }
    for day in beginnings {
        found.insert(moved(day.to_datetime(morning), quiet));
    }
    found.into_iter().filter(|at| *at > now && *at <= last).take(limit::WAKE_UPS).collect()
}

fn moved(at: DateTime, quiet: Option<QuietHours>) -> DateTime {
    let at = to_quarter(at);
    let Some(QuietHours { from, until }) = quiet else { return at };
    let (time, over_night) = (at.time(), from > until);
    let is_quiet = if over_night { time >= from || time < until } else { time >= from && time < until };
    if !is_quiet {
        return at;
    }
    let day =
        if over_night && time >= from { at.date().saturating_add(Span::new().days(1)) } else { at.date() };
    to_quarter(day.to_datetime(until))
}

/// The next whole quarter of an hour: never before what it reminds of is due.
fn to_quarter(at: DateTime) -> DateTime {
    let minutes = i64::from(at.minute());
    let missing = (limit::WAKE_UP_MINUTES - minutes % limit::WAKE_UP_MINUTES) % limit::WAKE_UP_MINUTES;
    let whole = at.with().second(0).subsec_nanosecond(0).build().unwrap_or(at);
    whole.saturating_add(SignedDuration::from_mins(missing))
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::programme::Setting;
    use jiff::civil::{date, time};

    use super::*;

    fn every_day(hour: i8, minute: i8) -> Reminder {
        Reminder::new("a", time(hour, minute, 0, 0), 1..=7).unwrap().set(Setting::On)
    }

    #[test]
    fn every_day_of_four_weeks_has_its_time_and_a_reminder_that_is_off_has_none() {
        let now = date(2026, 3, 1).at(12, 0, 0, 0);
        let off = Reminder::new("b", time(9, 0, 0, 0), 1..=7).unwrap();
        let found = times(&[every_day(7, 30), off], &[], None, now);
        assert_eq!(found.len(), 28);
        assert_eq!(found[0], date(2026, 3, 2).at(7, 30, 0, 0));
        assert_eq!(found[27], date(2026, 3, 29).at(7, 30, 0, 0));
    }

    #[test]
    fn several_reasons_within_a_quarter_of_an_hour_are_one_time_never_an_earlier_one() {
        let now = date(2026, 3, 1).at(12, 0, 0, 0);
        let found = times(&[every_day(7, 31), every_day(7, 44), every_day(7, 45)], &[], None, now);
        assert_eq!(found.len(), 28);
        assert_eq!(found[0], date(2026, 3, 2).at(7, 45, 0, 0));
    }

    #[test]
    fn nothing_comes_in_quiet_hours_also_over_midnight() {
        let now = date(2026, 3, 1).at(12, 0, 0, 0);
        let quiet = |from, until| Some(QuietHours { from, until });
        let first = |hour, minute, quiet| times(&[every_day(hour, minute)], &[], quiet, now)[0];
        let night = quiet(time(22, 0, 0, 0), time(7, 0, 0, 0));
        assert_eq!(first(23, 0, night), date(2026, 3, 2).at(7, 0, 0, 0));
        assert_eq!(first(6, 59, night), date(2026, 3, 2).at(7, 0, 0, 0));
        assert_eq!(first(5, 0, night), date(2026, 3, 2).at(7, 0, 0, 0));
        assert_eq!(first(21, 45, night), date(2026, 3, 1).at(21, 45, 0, 0));
        let noon = quiet(time(12, 0, 0, 0), time(13, 10, 0, 0));
        assert_eq!(first(12, 30, noon), date(2026, 3, 1).at(13, 15, 0, 0));
    }

    #[test]
    fn a_questionnaire_is_told_on_the_morning_of_its_first_day() {
        let now = date(2026, 3, 1).at(12, 0, 0, 0);
        let found = times(&[], &[date(2026, 3, 1), date(2026, 3, 8), date(2026, 8, 1)], None, now);
        assert_eq!(found, [date(2026, 3, 8).at(10, 0, 0, 0)]);
    }
}
