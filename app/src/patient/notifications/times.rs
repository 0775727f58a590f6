//! When a message is wanted, worked out on the device: the server gets nothing but the times.

mod before;

use std::collections::BTreeSet;

use heilsam_client::client::QuietHours;
use heilsam_protocol::limit;
use heilsam_therapy::programme::Reminder;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Span, Timestamp};

use self::before::before;
pub use self::before::of_those_to_come;

/// For how long is planned ahead; whoever does not open the app in that time gets no more messages.
const DAYS: i64 = 28;
/// Time of day at which the time of a questionnaire is told.
const MORNING: i8 = 10;

/// What messages are wanted for.
#[derive(Default)]
pub struct Reasons {
    /// Reminders of the plan, also those that are off.
    pub reminders: Vec<Reminder>,
    /// Days on which a questionnaire begins.
    pub questionnaires: Vec<Date>,
    /// When the appointments to come begin.
    pub appointments: Vec<Timestamp>,
}

/// The patient's clock on the wall.
#[derive(Clone, Copy)]
pub struct Wall {
    /// What it shows at a moment.
    pub local: fn(Timestamp) -> DateTime,
    /// The moment at which it shows this; `None` for a time that the change to summer time leaves out.
    pub moment: fn(DateTime) -> Option<Timestamp>,
}

/// Moments, in order: of reminders that are on, of days on which a questionnaire begins, and before appointments.
///
/// Each is a whole quarter of an hour and outside of the quiet hours.
#[must_use]
pub fn times(reasons: &Reasons, quiet: Option<QuietHours>, now: Timestamp, wall: Wall) -> Vec<Timestamp> {
    let here = (wall.local)(now);
    let last = here.saturating_add(Span::new().days(DAYS));
    let morning = Time::new(MORNING, 0, 0, 0).unwrap_or_default();
    let mut found = BTreeSet::new();
    for reminder in &reasons.reminders {
        let mut at = here;
        while let Some(next) = reminder.next_after(at).filter(|next| *next <= last) {
            found.insert(moved(next, quiet));
            at = next;
        }
    }
    for day in &reasons.questionnaires {
        found.insert(moved(day.to_datetime(morning), quiet));
    }
    let mut found: BTreeSet<Timestamp> = found.into_iter().filter_map(wall.moment).collect();
    for begins_at in &reasons.appointments {
        found.extend(before(*begins_at, quiet, wall));
    }
    let is_wanted = |at: &Timestamp| *at > now && (wall.local)(*at) <= last;
    found.into_iter().filter(is_wanted).take(limit::WAKE_UPS).collect()
}

/// The next whole quarter of an hour outside of the quiet hours.
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
    use heilsam_client::appointment::zone;
    use heilsam_therapy::programme::Setting;
    use jiff::civil::{date, time};

    use super::before::tests::BERLIN;
    use super::*;

    fn every_day(hour: i8, minute: i8) -> Reminder {
        Reminder::new("a", time(hour, minute, 0, 0), 1..=7).unwrap().set(Setting::On)
    }

    /// At noon of the first of March, on the wall.
    fn found(reasons: &Reasons, quiet: Option<QuietHours>) -> Vec<DateTime> {
        let now = zone::moment(date(2026, 3, 1).at(12, 0, 0, 0)).unwrap();
        times(reasons, quiet, now, BERLIN).into_iter().map(zone::local).collect()
    }

    fn of_reminders(reminders: Vec<Reminder>, quiet: Option<QuietHours>) -> Vec<DateTime> {
        found(&Reasons { reminders, ..Reasons::default() }, quiet)
    }

    #[test]
    fn every_day_of_four_weeks_has_its_time_and_a_reminder_that_is_off_has_none() {
        let off = Reminder::new("b", time(9, 0, 0, 0), 1..=7).unwrap();
        let found = of_reminders(vec![every_day(7, 30), off], None);
        assert_eq!(found.len(), 28);
        assert_eq!(found[0], date(2026, 3, 2).at(7, 30, 0, 0));
        assert_eq!(found[27], date(2026, 3, 29).at(7, 30, 0, 0), "in summer time, too");
    }

    #[test]
    fn several_reasons_within_a_quarter_of_an_hour_are_one_time_never_an_earlier_one() {
        let found = of_reminders(vec![every_day(7, 31), every_day(7, 44), every_day(7, 45)], None);
        assert_eq!(found.len(), 28);
        assert_eq!(found[0], date(2026, 3, 2).at(7, 45, 0, 0));
    }

    #[test]
    fn nothing_comes_in_quiet_hours_also_over_midnight() {
        let quiet = |from, until| Some(QuietHours { from, until });
        let first = |hour, minute, quiet| of_reminders(vec![every_day(hour, minute)], quiet)[0];
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
        let questionnaires = vec![date(2026, 3, 1), date(2026, 3, 8), date(2026, 8, 1)];
        let found = found(&Reasons { questionnaires, ..Reasons::default() }, None);
        assert_eq!(found, [date(2026, 3, 8).at(10, 0, 0, 0)]);
    }

    #[test]
    fn an_appointment_adds_its_times_to_the_others_and_one_that_is_past_or_far_away_adds_none() {
        let begins = |day: Date, hour| zone::moment(day.at(hour, 0, 0, 0)).unwrap();
        let appointments = vec![
            begins(date(2026, 3, 1), 11),
            begins(date(2026, 3, 2), 10),
            begins(date(2026, 3, 3), 8),
            begins(date(2026, 4, 20), 8),
        ];
        let reasons = Reasons { questionnaires: vec![date(2026, 3, 2)], appointments, ..Reasons::default() };
        let expected = [
            // The day before the second of March, ten o'clock is over.
            date(2026, 3, 2).at(8, 0, 0, 0),
            date(2026, 3, 2).at(9, 45, 0, 0),
            date(2026, 3, 2).at(10, 0, 0, 0),
            date(2026, 3, 3).at(7, 45, 0, 0),
        ];
        assert_eq!(found(&reasons, None), expected);
    }

    #[test]
    fn never_more_times_are_wanted_than_the_server_takes() {
        let reminders = (8..=20).map(|hour| every_day(hour, 0)).collect();
        assert_eq!(of_reminders(reminders, None).len(), limit::WAKE_UPS);
    }
}
