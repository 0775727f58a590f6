//! Weight over time.

use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::Timed;
use super::exact::round;
use crate::diary::Measurement;

/// Values of one kind over time, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// When and how much.
    pub points: Vec<(DateTime, Decimal)>,
    /// From the first to the last, one digit behind the point.
    pub change: Decimal,
}

/// Weights in kilograms; `None` without any.
#[must_use]
pub fn weights(entries: &[Timed<'_>]) -> Option<Series> {
    let point = |timed: &Timed<'_>| match &timed.entry.measurement {
        Measurement::Weight(weight) => Some((timed.local, weight.kilograms())),
        _ => None,
    };
    let mut points: Vec<_> = entries.iter().filter_map(point).collect();
    points.sort_by_key(|(at, _)| *at);
    let change = points.last()?.1 - points.first()?.1;
    Some(Series { change: round(change, 1), points })
}

/// Body mass index with one digit; `None` for a height outside of 100 to 250 cm.
#[must_use]
pub fn body_mass_index(kilograms: Decimal, height_cm: u16) -> Option<Decimal> {
    if !(100..=250).contains(&height_cm) {
        return None;
    }
    let metres = Decimal::new(height_cm.into(), 2);
    kilograms.checked_div(metres * metres).map(|value| round(value, 1))
}
