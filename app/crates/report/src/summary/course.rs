//! Blood pressure over time, thinned so that a chart of a page's width stays readable.

use std::collections::BTreeMap;

use heilsam_therapy::Measurement;
use heilsam_therapy::statistics::Timed;
use heilsam_therapy::statistics::exact::mean;
use heilsam_therapy::statistics::week::monday_of;
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

/// One point, mmHg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoursePoint {
    /// When, on the patient's wall clock; of a mean, the noon of its first day.
    pub at: DateTime,
    /// Upper value.
    pub systolic: Decimal,
    /// Lower value.
    pub diastolic: Decimal,
}

/// Blood pressure over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// What a point is.
    pub step: Step,
    /// Oldest first.
    pub points: Vec<CoursePoint>,
}

pub(super) fn course(timed: &[Timed<'_>]) -> Course {
    let mut readings: Vec<CoursePoint> = timed.iter().filter_map(point).collect();
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

fn point(timed: &Timed<'_>) -> Option<CoursePoint> {
    let Measurement::BloodPressure(value) = timed.entry.measurement else { return None };
    Some(CoursePoint {
        at: timed.local,
        systolic: value.systolic().into(),
        diastolic: value.diastolic().into(),
    })
}

fn means(readings: &[CoursePoint], group: impl Fn(Date) -> Date) -> Vec<CoursePoint> {
    let mut groups: BTreeMap<Date, (Vec<Decimal>, Vec<Decimal>)> = BTreeMap::new();
    for reading in readings {
        let (systolic, diastolic) = groups.entry(group(reading.at.date())).or_default();
        systolic.push(reading.systolic);
        diastolic.push(reading.diastolic);
    }
    let point = |(day, (systolic, diastolic)): (Date, (Vec<Decimal>, Vec<Decimal>))| {
        let at = day.at(12, 0, 0, 0);
        Some(CoursePoint { at, systolic: mean(&systolic)?, diastolic: mean(&diastolic)? })
    };
    groups.into_iter().filter_map(point).collect()
}
