//! Movement and sleep by calendar week (Monday first).

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;

use super::Timed;
use super::exact::{mean, round};
use crate::diary::Measurement;

/// Movement of one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekOfActivity {
    /// Its Monday.
    pub monday: Date,
    /// All minutes.
    pub minutes: u32,
    /// Minutes as the goal of 150 counts them.
    pub counted_minutes: u32,
    /// Days with movement.
    pub days: usize,
    /// Steps, where counted.
    pub steps: u32,
}

/// Sleep of one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekOfSleep {
    /// Its Monday; a night belongs to the day of waking up.
    pub monday: Date,
    /// Mean length in whole minutes.
    pub mean_minutes: Decimal,
    /// Mean quality from 1 to 5, one digit.
    pub mean_quality: Decimal,
    /// Nights.
    pub nights: usize,
}

/// The Monday of the week of a day.
#[must_use]
pub fn monday_of(day: Date) -> Date {
    let back = Span::new().days(i64::from(day.weekday().since(Weekday::Monday)));
    day.checked_sub(back).unwrap_or(day)
}

/// Movement by week, oldest first; weeks without movement are left out.
#[must_use]
pub fn activity_weeks(entries: &[Timed<'_>]) -> Vec<WeekOfActivity> {
    let mut weeks: BTreeMap<Date, (WeekOfActivity, Vec<Date>)> = BTreeMap::new();
    for timed in entries {
        if let Measurement::Activity(activity) = &timed.entry.measurement {
            let monday = monday_of(timed.local.date());
            let empty = WeekOfActivity { monday, minutes: 0, counted_minutes: 0, days: 0, steps: 0 };
            let (week, days) = weeks.entry(monday).or_insert((empty, Vec::new()));
            week.minutes += u32::from(activity.minutes());
            week.counted_minutes += activity.counted_minutes();
            week.steps = week.steps.saturating_add(activity.steps().unwrap_or_default());
            if !days.contains(&timed.local.date()) {
                days.push(timed.local.date());
            }
        }
    }
    weeks.into_values().map(|(week, days)| WeekOfActivity { days: days.len(), ..week }).collect()
}

/// Sleep by week, oldest first; weeks without nights are left out.
#[must_use]
pub fn sleep_weeks(entries: &[Timed<'_>]) -> Vec<WeekOfSleep> {
    let mut weeks: BTreeMap<Date, (Vec<Decimal>, Vec<Decimal>)> = BTreeMap::new();
    for timed in entries {
        if let Measurement::Sleep(sleep) = &timed.entry.measurement {
            let (minutes, quality) = weeks.entry(monday_of(sleep.awake_at().date())).or_default();
            minutes.push(sleep.minutes().into());
            quality.push(u8::from(sleep.quality()).into());
        }
    }
    let week = |(monday, (minutes, quality)): (Date, (Vec<Decimal>, Vec<Decimal>))| {
        Some(WeekOfSleep {
            monday,
            mean_minutes: round(mean(&minutes)?, 0),
            mean_quality: round(mean(&quality)?, 1),
            nights: minutes.len(),
        })
    };
    weeks.into_iter().filter_map(week).collect()
}
