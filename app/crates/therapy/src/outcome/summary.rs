//! The seven numbers that Anlage 4 asks for.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::statistics::exact::{mean, quantile, round, standard_deviation};

/// Mean, spread and quartiles, one digit behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Mittelwert.
    pub mean: Decimal,
    /// Standardabweichung (of a sample, n − 1).
    pub standard_deviation: Decimal,
    /// Minimum.
    pub minimum: Decimal,
    /// Maximum.
    pub maximum: Decimal,
    /// Medianwert.
    pub median: Decimal,
    /// 25stes Perzentil.
    pub lower_quartile: Decimal,
    /// 75stes Perzentil.
    pub upper_quartile: Decimal,
}

impl Summary {
    /// Of at least two values; the order does not matter.
    #[must_use]
    pub fn of(values: &[Decimal]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort();
        let part = |hundredths: i64| quantile(&sorted, Decimal::new(hundredths, 2)).map(|it| round(it, 1));
        Some(Self {
            mean: round(mean(&sorted)?, 1),
            standard_deviation: round(standard_deviation(&sorted)?, 1),
            minimum: round(*sorted.first()?, 1),
            maximum: round(*sorted.last()?, 1),
            median: part(50)?,
            lower_quartile: part(25)?,
            upper_quartile: part(75)?,
        })
    }
}
