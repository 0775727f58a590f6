//! How many people have which value, and what follows from it: whole numbers throughout, so that no digit is made up.

use std::collections::BTreeMap;

use heilsam_protocol::outcome::Summary;

/// Values with the number of people that have them.
#[derive(Debug, Clone, Default)]
pub(super) struct Histogram(BTreeMap<u32, u64>);

/// A quotient in tenths, halves rounded up; 0 of nothing.
pub(super) fn tenths(part: u64, whole: u64) -> u64 {
    divide(u128::from(part) * 10, u128::from(whole))
}

fn divide(part: u128, whole: u128) -> u64 {
    let rounded = (part + whole / 2).checked_div(whole).unwrap_or_default();
    u64::try_from(rounded).unwrap_or(u64::MAX)
}

impl Histogram {
    pub(super) fn add(&mut self, value: u32, people: u64) {
        *self.0.entry(value).or_default() += people;
    }

    pub(super) fn with(mut self, other: &Self) -> Self {
        other.0.iter().for_each(|(value, people)| self.add(*value, *people));
        self
    }

    pub(super) fn people(&self) -> u64 {
        self.0.values().sum()
    }

    /// How many people have this value.
    pub(super) fn of(&self, value: u32) -> u64 {
        self.0.get(&value).copied().unwrap_or_default()
    }

    /// Of at least two people.
    pub(super) fn summary(&self) -> Option<Summary> {
        let people = self.people();
        let (first, last) = (self.0.first_key_value()?.0, self.0.last_key_value()?.0);
        Some(Summary {
            mean: tenths(self.0.iter().map(|(value, people)| u64::from(*value) * people).sum(), people),
            standard_deviation: self.standard_deviation()?,
            minimum: u64::from(*first) * 10,
            maximum: u64::from(*last) * 10,
            median: self.quartile(2)?,
            lower_quartile: self.quartile(1)?,
            upper_quartile: self.quartile(3)?,
        })
    }

    /// Of a sample (n − 1), in tenths: the root of 100 (n Σx² − (Σx)²) / (n (n − 1)), rounded.
    fn standard_deviation(&self) -> Option<u64> {
        let people = u128::from(self.people());
        let sum: u128 = self.0.iter().map(|(value, people)| u128::from(*value) * u128::from(*people)).sum();
        let squares: u128 =
            self.0.iter().map(|(value, people)| u128::from(*value).pow(2) * u128::from(*people)).sum();
        let spread = people * squares - sum * sum;
        // The root in half tenths, and half of it rounded up: 4 · 100 under the root.
        let halves = (400 * spread).checked_div(people * people.checked_sub(1)?)?.isqrt();
        u64::try_from(halves.div_ceil(2)).ok()
    }

    /// With linear interpolation between ranks (type 7 of Hyndman and Fan, as spreadsheets do it), in tenths.
    fn quartile(&self, quarter: u64) -> Option<u64> {
        let position = self.people().checked_sub(1)? * quarter;
        let (rank, quarters) = (position / 4, position % 4);
        let low = self.at(rank)?;
        let high = self.at(rank + 1).unwrap_or(low);
        Some(divide(u128::from(low * 4 + (high - low) * quarters) * 10, 4))
    }

    /// The value of a person in ascending order, counted from 0.
    fn at(&self, rank: u64) -> Option<u64> {
        let mut before = 0;
        self.0.iter().find_map(|(value, people)| {
            before += people;
            (rank < before).then_some(u64::from(*value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(values: &[u32]) -> Histogram {
        let mut histogram = Histogram::default();
        values.iter().for_each(|value| histogram.add(*value, 1));
        histogram
    }

    #[test]
    fn known_numbers_come_out() {
        let summary = histogram(&[2, 4, 4, 4, 5, 5, 7, 9]).summary().unwrap();
        // The exact deviation is 2.138.
        assert_eq!((summary.mean, summary.standard_deviation), (50, 21));
        assert_eq!((summary.minimum, summary.maximum, summary.median), (20, 90, 45));
        assert_eq!((summary.lower_quartile, summary.upper_quartile), (40, 55));
        let values: Vec<u32> = (0..20).collect();
        let summary = histogram(&values).summary().unwrap();
        assert_eq!((summary.mean, summary.standard_deviation), (95, 59));
        assert_eq!((summary.lower_quartile, summary.upper_quartile), (48, 143));
    }

    #[test]
    fn the_same_value_for_all_has_no_spread() {
        let summary = histogram(&[7; 12]).summary().unwrap();
        assert_eq!((summary.mean, summary.standard_deviation, summary.median), (70, 0, 70));
    }

    #[test]
    fn few_values_give_nothing() {
        assert_eq!((histogram(&[]).summary(), histogram(&[3]).summary()), (None, None));
        assert_eq!(tenths(1, 0), 0);
    }

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!((tenths(100, 800), tenths(100, 3), tenths(1, 20)), (1, 333, 1));
    }
}
