//! Whether values go up or down, not led astray by single ones.

use jiff::civil::DateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::exact::round;

/// Where values go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Lower over time.
    Falling,
    /// No change that matters.
    Level,
    /// Higher over time.
    Rising,
}

/// A trend over a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trend {
    /// Where it goes.
    pub direction: Direction,
    /// Change per week, one digit behind the point, in the unit of the values.
    pub per_week: Decimal,
}

/// More points than this are averaged in groups first: the number of pairs grows with the square.
const MOST_POINTS: usize = 200;

/// The median of the slopes between all pairs (Theil and Sen); `None` below four values or within less than six days.
///
/// `matters` is the change per week from which a direction is named. Values may come in any order.
#[must_use]
pub fn trend(values: &[(DateTime, Decimal)], matters: Decimal) -> Option<Trend> {
    let mut points: Vec<(f64, f64)> =
        values.iter().filter_map(|(at, value)| Some((days(*at), value.to_f64()?))).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (first, last) = (points.first()?, points.last()?);
    if points.len() < 4 || last.0 - first.0 < 6.0 {
        return None;
    }
    let points = thinned(&points);
    let mut slopes = Vec::with_capacity(points.len() * points.len() / 2);
    for (index, (at, value)) in points.iter().enumerate() {
        for (later, other) in points.iter().skip(index + 1) {
            if later > at {
                slopes.push((other - value) / (later - at));
            }
        }
    }
    let per_week = round(Decimal::try_from(middle(&mut slopes)? * 7.0).ok()?, 1);
    let direction = if per_week <= -matters {
        Direction::Falling
    } else if per_week >= matters {
        Direction::Rising
    } else {
        Direction::Level
    };
    Some(Trend { direction, per_week })
}

/// Days since 1970, with fractions.
fn days(at: DateTime) -> f64 {
    at.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs_f64() / 86_400.0
}

fn thinned(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let group = points.len().div_ceil(MOST_POINTS).max(1);
    let mean = |group: &[(f64, f64)]| {
        let count = f64::from(u32::try_from(group.len()).unwrap_or(u32::MAX));
        let (x, y) = group.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        (x / count, y / count)
    };
    points.chunks(group).map(mean).collect()
}

fn middle(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let high = *values.get(half)?;
    if values.len() % 2 == 1 {
        return Some(high);
    }
    let low = *values.get(half.checked_sub(1)?)?;
    Some(f64::midpoint(low, high))
}
