//! Reminders: on chosen days at a chosen time, put off, or never.

use std::collections::BTreeSet;

use jiff::civil::{DateTime, Time, Weekday};
use jiff::{SignedDuration, Span};
use serde::{Deserialize, Serialize};

use crate::content::ReminderTemplate;

/// A reminder as the patient has set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Reminder {
    id: String,
    time: Time,
    weekdays: BTreeSet<i8>,
    setting: Setting,
}

/// Whether it reminds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// Not until the patient wants it: the first state.
    #[default]
    Off,
    /// Reminds.
    On,
    /// Put off to a local time, then as before.
    Snoozed(DateTime),
    /// Never: is not offered again either.
    Never,
}

/// Why a reminder cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReminderError {
    /// No day was chosen.
    #[error("choose at least one day")]
    NoDay,
    /// A day is no day of the week.
    #[error("a day of the week is 1 (Monday) to 7")]
    NoWeekday,
    /// Shorter than a minute or longer than a day.
    #[error("put it off by 1 minute to 24 hours")]
    Snooze,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    id: String,
    time: Time,
    weekdays: BTreeSet<i8>,
    #[serde(default)]
    setting: Setting,
}

impl Reminder {
    /// A reminder that is off.
    ///
    /// # Errors
    /// No day, or a number that is no day: 1 is Monday, 7 is Sunday.
    pub fn new(id: &str, time: Time, weekdays: impl IntoIterator<Item = i8>) -> Result<Self, ReminderError> {
        let weekdays: BTreeSet<i8> = weekdays.into_iter().collect();
        if weekdays.is_empty() {
            return Err(ReminderError::NoDay);
        }
        if weekdays.iter().any(|day| Weekday::from_monday_one_offset(*day).is_err()) {
            return Err(ReminderError::NoWeekday);
        }
        // Seconds are not shown and not kept.
        let time = Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time);
        Ok(Self { id: id.to_owned(), time, weekdays, setting: Setting::Off })
    }

    /// From what the programme suggests.
    ///
    /// # Errors
    /// As [`Reminder::new`].
    pub fn from_template(template: &ReminderTemplate) -> Result<Self, ReminderError> {
        let day = |day: &u8| i8::try_from(*day).unwrap_or_default();
        Self::new(&template.id, template.time, template.weekdays.iter().map(day))
    }

    /// Name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Time of day.
    #[must_use]
    pub const fn time(&self) -> Time {
        self.time
    }

    /// Days, 1 (Monday) to 7.
    #[must_use]
    pub const fn weekdays(&self) -> &BTreeSet<i8> {
        &self.weekdays
    }

    /// Whether it reminds.
    #[must_use]
    pub const fn setting(&self) -> Setting {
        self.setting
    }

    /// The same with another setting.
    #[must_use]
    pub fn set(self, setting: Setting) -> Self {
        Self { setting, ..self }
    }

    /// Puts it off.
    ///
    /// # Errors
    /// [`ReminderError::Snooze`].
    pub fn snooze(self, now: DateTime, minutes: u16) -> Result<Self, ReminderError> {
        if !(1..=24 * 60).contains(&minutes) {
            return Err(ReminderError::Snooze);
        }
        let until = now.saturating_add(SignedDuration::from_mins(i64::from(minutes)));
        Ok(self.set(Setting::Snoozed(until)))
    }

    /// The next local time after `now` at which it reminds.
    #[must_use]
    pub fn next_after(&self, now: DateTime) -> Option<DateTime> {
        match self.setting {
            Setting::Off | Setting::Never => None,
            Setting::Snoozed(until) if until > now => Some(until),
            Setting::On | Setting::Snoozed(_) => (0..=7)
                .map(|days| now.date().saturating_add(Span::new().days(days)).to_datetime(self.time))
                .find(|at| *at > now && self.weekdays.contains(&at.weekday().to_monday_one_offset())),
        }
    }
}

impl TryFrom<Stored> for Reminder {
    type Error = ReminderError;

    fn try_from(it: Stored) -> Result<Self, ReminderError> {
        Self::new(&it.id, it.time, it.weekdays).map(|reminder| reminder.set(it.setting))
    }
}

impl From<Reminder> for Stored {
    fn from(it: Reminder) -> Self {
        Self { id: it.id, time: it.time, weekdays: it.weekdays, setting: it.setting }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn weekdays_time_snooze_and_never() {
        let reminder = Reminder::new("measure", time(7, 30, 15, 0), [1, 3]).unwrap();
        // A Sunday.
        let now = date(2026, 3, 1).at(12, 0, 0, 0);
        assert_eq!(reminder.next_after(now), None, "off at first");
        let on = reminder.set(Setting::On);
        assert_eq!(on.next_after(now), Some(date(2026, 3, 2).at(7, 30, 0, 0)));
        assert_eq!(on.next_after(date(2026, 3, 2).at(7, 30, 0, 0)), Some(date(2026, 3, 4).at(7, 30, 0, 0)));
        let later = on.clone().snooze(date(2026, 3, 2).at(7, 31, 0, 0), 30).unwrap();
        assert_eq!(later.next_after(date(2026, 3, 2).at(7, 32, 0, 0)), Some(date(2026, 3, 2).at(8, 1, 0, 0)));
        assert_eq!(later.next_after(date(2026, 3, 2).at(8, 1, 0, 0)), Some(date(2026, 3, 4).at(7, 30, 0, 0)));
        assert_eq!(on.clone().snooze(now, 0), Err(ReminderError::Snooze));
        assert_eq!(on.set(Setting::Never).next_after(now), None);
    }

    #[test]
    fn a_week_later_is_found_on_the_same_weekday() {
        let on = Reminder::new("a", time(7, 0, 0, 0), [7]).unwrap().set(Setting::On);
        assert_eq!(on.next_after(date(2026, 3, 1).at(7, 0, 0, 0)), Some(date(2026, 3, 8).at(7, 0, 0, 0)));
    }

    #[test]
    fn stored_reminders_are_checked() {
        assert_eq!(Reminder::new("a", time(7, 0, 0, 0), []), Err(ReminderError::NoDay));
        assert_eq!(Reminder::new("a", time(7, 0, 0, 0), [8]), Err(ReminderError::NoWeekday));
        let snoozed = Reminder::new("a", time(7, 0, 0, 0), [1])
            .unwrap()
            .snooze(date(2026, 3, 1).at(7, 0, 0, 0), 5)
            .unwrap();
        let json = serde_json::to_string(&snoozed).unwrap();
        assert_eq!(serde_json::from_str::<Reminder>(&json).unwrap(), snoozed);
        assert!(serde_json::from_str::<Reminder>(r#"{"id":"a","time":"07:00:00","weekdays":[]}"#).is_err());
    }
}
