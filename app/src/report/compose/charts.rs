//! Lines over time: blood pressure on the first page, weight and scores before their tables.

use heilsam_report::document::{Chart, Limit, Point, Tick};
use heilsam_report::summary::{Course, CoursePoint, Step};
use heilsam_therapy::diary::Kind;
use heilsam_therapy::statistics::exact::round;
use heilsam_therapy::statistics::pressure::HOME_LIMIT;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::overview::whole;
use super::{day, short_day};
use crate::entry_words::{self as words, number};
use crate::report::{ScoreLine, ScoreValue};
use crate::t;

/// Words on the time axis.
const TICKS: i32 = 6;
/// Distance of two lines of the grid for blood pressure, mmHg.
const GRID: f32 = 20.0;

pub(super) fn pressure(course: &Course<2>) -> Chart {
    let title = match course.step {
        Step::Reading => t!("print-chart"),
        Step::Day => t!("print-chart-days"),
        Step::Week => t!("print-chart-weeks"),
    };
    let (first, last) = ends(course);
    let systolic = course.points.iter().filter_map(|it| it.values.first().copied());
    let (low, high) = spread(systolic).unwrap_or_default();
    let (upper, lower) = HOME_LIMIT;
    let limit = |value: u16| Limit { value: value.into(), name: t!("print-chart-limit") };
    Chart {
        title,
        description: t!(
            "print-chart-alt",
            first = day(first.date()),
            last = day(last.date()),
            low = whole(low),
            high = whole(high)
        ),
        series: vec![t!("print-column-systolic"), t!("print-column-diastolic")],
        limits: vec![limit(upper), limit(lower)],
        range: None,
        step: Some(GRID),
        points: points(course),
        ticks: ticks(first, last),
    }
}

/// `None` with fewer than two points: they are no line.
pub(super) fn weight(course: &Course<1>) -> Option<Chart> {
    if course.points.len() < 2 {
        return None;
    }
    let title = match course.step {
        Step::Reading => t!("print-chart-weight"),
        Step::Day => t!("print-chart-weight-days"),
        Step::Week => t!("print-chart-weight-weeks"),
    };
    let (first, last) = ends(course);
    let (low, high) = spread(course.points.iter().flat_map(|it| it.values))?;
    Some(Chart {
        title,
        description: t!(
            "print-chart-weight-alt",
            first = day(first.date()),
            last = day(last.date()),
            low = number(round(low, 1)),
            high = number(round(high, 1))
        ),
        series: vec![words::kind(Kind::Weight)],
        limits: Vec::new(),
        range: None,
        step: None,
        points: points(course),
        ticks: ticks(first, last),
    })
}

/// `None` with fewer than two results: they are no line.
pub(super) fn score(line: &ScoreLine) -> Option<Chart> {
    if line.results.len() < 2 {
        return None;
    }
    let (newest, oldest) = (line.results.first()?, line.results.last()?);
    let at = |it: &ScoreValue| it.day.at(0, 0, 0, 0);
    let (first, last) = (at(oldest), at(newest));
    let (low, high) = spread(line.results.iter().map(|it| it.value))?;
    let point = |it: &ScoreValue| Point { at: days(first, at(it)), values: vec![it.value.to_f32()] };
    let name = if line.questionnaire.is_empty() { &line.name } else { &line.questionnaire };
    Some(Chart {
        title: t!("print-chart-score", name = name.clone()),
        description: t!(
            "print-chart-score-alt",
            name = name.clone(),
            first = day(oldest.day),
            last = day(newest.day),
            low = number(low.normalize()),
            high = number(high.normalize())
        ),
        series: vec![line.name.clone()],
        limits: Vec::new(),
        // A small change must not look like a great one: the axis has all that there can be.
        range: newest.range.and_then(|(low, high)| low.to_f32().zip(high.to_f32())),
        step: None,
        points: line.results.iter().rev().map(point).collect(),
        ticks: ticks(first, last),
    })
}

/// The oldest and the newest moment.
fn ends<const N: usize>(course: &Course<N>) -> (DateTime, DateTime) {
    let first = course.points.first().map_or(DateTime::MIN, |it| it.at);
    (first, course.points.last().map_or(first, |it| it.at))
}

fn points<const N: usize>(course: &Course<N>) -> Vec<Point> {
    let (first, _) = ends(course);
    let point = |it: &CoursePoint<N>| Point {
        at: days(first, it.at),
        values: it.values.iter().map(ToPrimitive::to_f32).collect(),
    };
    course.points.iter().map(point).collect()
}

/// The smallest and the greatest of them.
fn spread(values: impl Iterator<Item = Decimal> + Clone) -> Option<(Decimal, Decimal)> {
    values.clone().min().zip(values.max())
}

/// Days since the first point, with fractions.
fn days(first: DateTime, at: DateTime) -> f32 {
    at.duration_since(first).as_secs_f32() / 86_400.0
}

/// Days at even distances, the first one included.
fn ticks(first: DateTime, last: DateTime) -> Vec<Tick> {
    let span = first.date().until(last.date()).map_or(0, |span| span.get_days());
    let step = (span / TICKS).max(1);
    let tick = |offset: i32| {
        let date: Date = first.date().checked_add(jiff::Span::new().days(offset)).ok()?;
        let at = if offset == 0 { 0.0 } else { days(first, date.at(0, 0, 0, 0)) };
        Some(Tick { at, name: short_day(date) })
    };
    let step = usize::try_from(step).unwrap_or(1);
    (0..=span).step_by(step).filter_map(tick).collect()
}
