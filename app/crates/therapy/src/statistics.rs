//! Numbers for the patient's summary and the doctor's report: averages, morning and evening, adherence, trend.

pub mod adherence;
pub mod exact;
pub mod pressure;
pub mod series;
pub mod trend;
pub mod week;

use jiff::civil::DateTime;

use crate::diary::DiaryEntry;

pub use adherence::{Adherence, adherence};
pub use pressure::{HomeAverage, Pressure, PressureSummary, home_average, summarise};
pub use series::{Series, weights};
pub use trend::{Direction, Trend, trend};
pub use week::{WeekOfActivity, WeekOfSleep, activity_weeks, sleep_weeks};

/// An entry with the patient's wall clock at the measurement.
#[derive(Debug, Clone, Copy)]
pub struct Timed<'a> {
    /// The entry.
    pub entry: &'a DiaryEntry,
    /// Local date and time.
    pub local: DateTime,
}

impl<'a> Timed<'a> {
    /// From an entry and its offset from UTC in minutes.
    #[must_use]
    pub fn new(entry: &'a DiaryEntry, utc_offset_minutes: i16) -> Self {
        Self { entry, local: entry.local_time(utc_offset_minutes) }
    }
}

#[cfg(test)]
mod tests;
