//! Values over time, thinned so that a chart of a page's width stays readable.

use std::collections::BTreeMap;

use heilsam_therapy::Measurement;
use heilsam_therapy::statistics::exact::mean;
use heilsam_therapy::statistics::week::monday_of;
use heilsam_therapy::statistics::{Series, Timed};
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

/// More points than this are averaged: by day, then by week.
const MOST_POINTS: usize = 90;

/// What a point of the course is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Each reading.
    Reading,
    /// The mean of a day.
    Day,
    /// The mean of a week.
    Week,
}

/// One point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoursePoint<const N: usize> {
    /// When, on the patient's wall clock; of a mean, the noon of its first day.
    pub at: DateTime,
    /// One value per line.
    pub values: [Decimal; N],
}

/// Values over time, so many per moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course<const N: usize> {
    /// What a point is.
    pub step: Step,
    /// Oldest first.
    pub points: Vec<CoursePoint<N>>,
}

/// Upper and lower value, mmHg.
pub(super) fn pressure(timed: &[Timed<'_>]) -> Course<2> {
    let point = |timed: &Timed<'_>| {
        let Measurement::BloodPressure(value) = timed.entry.measurement else { return None };
        let values = [value.systolic().into(), value.diastolic().into()];
        Some(CoursePoint { at: timed.local, values })
    };
    thinned(timed.iter().filter_map(point).collect())
}

/// Kilograms.
pub(super) fn weight(weights: Option<&Series>) -> Course<1> {
    let point = |(at, value): &(DateTime, Decimal)| CoursePoint { at: *at, values: [*value] };
    thinned(weights.into_iter().flat_map(|it| &it.points).map(point).collect())
}

fn thinned<const N: usize>(mut readings: Vec<CoursePoint<N>>) -> Course<N> {
    readings.sort_by_key(|it| it.at);
    if readings.len() <= MOST_POINTS {
        return Course { step: Step::Reading, points: readings };
    }
    let days = means(&readings, |day| day);
    if days.len() <= MOST_POINTS {
        return Course { step: Step::Day, points: days };
    }
    Course { step: Step::Week, points: means(&readings, monday_of) }
}

fn means<const N: usize>(readings: &[CoursePoint<N>], group: impl Fn(Date) -> Date) -> Vec<CoursePoint<N>> {
    let mut groups: BTreeMap<Date, Vec<[Decimal; N]>> = BTreeMap::new();
    for reading in readings {
        groups.entry(group(reading.at.date())).or_default().push(reading.values);
    }
    let point = |(day, values): (Date, Vec<[Decimal; N]>)| {
        Some(CoursePoint { at: day.at(12, 0, 0, 0), values: mean_of_each(&values)? })
    };
    groups.into_iter().filter_map(point).collect()
}

/// The mean of each line.
fn mean_of_each<const N: usize>(values: &[[Decimal; N]]) -> Option<[Decimal; N]> {
    let mut means = [Decimal::ZERO; N];
    for (line, found) in means.iter_mut().enumerate() {
        let of_line: Vec<Decimal> = values.iter().filter_map(|it| it.get(line).copied()).collect();
        *found = mean(&of_line)?;
    }
    Some(means)
}
