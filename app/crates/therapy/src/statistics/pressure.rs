//! Blood pressure: averages, spread, morning and evening, and the average by the rules of home measurement.

use std::collections::BTreeMap;

use heilsam_domain::BloodPressure;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::Timed;
use super::exact::{mean_of_whole, percent, round, standard_deviation_of_whole};
use crate::diary::Measurement;

/// Averages of some readings, mmHg and beats per minute, one digit behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pressure {
    /// Mean upper value.
    pub systolic: Decimal,
    /// Mean lower value.
    pub diastolic: Decimal,
    /// Mean pulse of the readings that have one.
    pub pulse: Option<Decimal>,
    /// How many readings.
    pub count: usize,
}

/// Readings of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressureSummary {
    /// Of all readings.
    pub all: Pressure,
    /// From 4:00 to 11:59.
    pub morning: Option<Pressure>,
    /// From 16:00 to 23:59.
    pub evening: Option<Pressure>,
    /// Highest reading by upper value, and when.
    pub highest: (BloodPressure, DateTime),
    /// Lowest reading by upper value, and when.
    pub lowest: (BloodPressure, DateTime),
    /// Standard deviation of the upper value, one digit; from two readings on.
    pub systolic_spread: Option<Decimal>,
    /// Readings below 135/85, in percent.
    pub in_range_percent: Decimal,
    /// Days with at least one reading.
    pub days: usize,
}

/// The average that a doctor decides on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomeAverage {
    /// Average of all readings.
    pub average: Pressure,
    /// Days that are in it.
    pub days: usize,
    /// Whether there were at least three days, and both morning and evening readings.
    pub complete: bool,
}

/// Upper and lower limit of a home average, mmHg.
///
/// Source: ESC Guidelines 2024; Deutsche Hochdruckliga: 135/85 at home stands for 140/90 in the practice.
pub const HOME_LIMIT: (u16, u16) = (135, 85);

/// Summarises the readings of the entries; `None` without any.
#[must_use]
pub fn summarise(entries: &[Timed<'_>]) -> Option<PressureSummary> {
    let readings = readings(entries);
    let by_systolic = |it: &&(DateTime, BloodPressure)| (it.1.systolic(), it.1.diastolic());
    let highest = readings.iter().max_by_key(by_systolic).map(|(at, value)| (*value, *at))?;
    let lowest = readings.iter().min_by_key(by_systolic).map(|(at, value)| (*value, *at))?;
    let part = |from: i8, to: i8| -> Vec<(DateTime, BloodPressure)> {
        readings.iter().filter(|(at, _)| (from..to).contains(&at.hour())).copied().collect()
    };
    let spread = standard_deviation_of_whole(readings.iter().map(|(_, value)| value.systolic()));
    let in_range = readings
        .iter()
        .filter(|(_, value)| value.systolic() < HOME_LIMIT.0 && value.diastolic() < HOME_LIMIT.1)
        .count();
    Some(PressureSummary {
        all: average(&readings)?,
        morning: average(&part(4, 12)),
        evening: average(&part(16, 24)),
        highest,
        lowest,
        systolic_spread: spread.map(|value| round(value, 1)),
        in_range_percent: percent(in_range, readings.len())?,
        days: by_day(&readings).len(),
    })
}

/// The average of all readings of the seven days up to `until`.
///
/// `None` without readings. Source: Nationale VersorgungsLeitlinie Hypertonie 2023, table 4 (home measurement: morning and
/// evening, mean of all readings of seven days); ESC Guidelines 2024 (at least three days).
#[must_use]
pub fn home_average(entries: &[Timed<'_>], until: Date) -> Option<HomeAverage> {
    let mut readings = readings(entries);
    let since = until.checked_sub(jiff::Span::new().days(6)).unwrap_or(Date::MIN);
    readings.retain(|(at, _)| (since..=until).contains(&at.date()));
    let days = by_day(&readings).len();
    let morning = readings.iter().any(|(at, _)| (4..12).contains(&at.hour()));
    let evening = readings.iter().any(|(at, _)| (16..24).contains(&at.hour()));
    Some(HomeAverage { average: average(&readings)?, days, complete: days >= 3 && morning && evening })
}

fn readings(entries: &[Timed<'_>]) -> Vec<(DateTime, BloodPressure)> {
    let reading = |timed: &Timed<'_>| match timed.entry.measurement {
        Measurement::BloodPressure(value) => Some((timed.local, value)),
        _ => None,
    };
    let mut list: Vec<_> = entries.iter().filter_map(reading).collect();
    list.sort_by_key(|(at, _)| *at);
    list
}

fn by_day(readings: &[(DateTime, BloodPressure)]) -> BTreeMap<Date, usize> {
    let mut days = BTreeMap::new();
    for (at, _) in readings {
        *days.entry(at.date()).or_default() += 1;
    }
    days
}

/// `None` without readings.
fn average(readings: &[(DateTime, BloodPressure)]) -> Option<Pressure> {
    let rounded = |value| round(value, 1);
    Some(Pressure {
        systolic: mean_of_whole(readings.iter().map(|(_, value)| value.systolic())).map(rounded)?,
        diastolic: mean_of_whole(readings.iter().map(|(_, value)| value.diastolic())).map(rounded)?,
        pulse: mean_of_whole(readings.iter().filter_map(|(_, value)| value.pulse())).map(rounded),
        count: readings.len(),
    })
}
