//! Mean and spread of whole numbers and decimals, rounded half away from zero.

use rust_decimal::{Decimal, MathematicalOps, RoundingStrategy};

/// Rounds as people do: 0.05 becomes 0.1.
#[must_use]
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}

/// Mean; `None` without values.
#[must_use]
pub fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    sum.checked_div(values.len().into())
}

/// As [`mean`], of whole numbers: adding those takes a tenth of the time.
#[must_use]
pub fn mean_of_whole(values: impl Iterator<Item = u16>) -> Option<Decimal> {
    let (sum, count) = values.fold((0_u64, 0_u64), |(sum, count), value| (sum + u64::from(value), count + 1));
    Decimal::from(sum).checked_div(count.into())
}

/// As [`standard_deviation`], of whole numbers.
#[must_use]
pub fn standard_deviation_of_whole(values: impl Iterator<Item = u16>) -> Option<Decimal> {
    let (sum, squares, count) =
        values.map(u64::from).fold((0_u64, 0_u64, 0_u64), |(sum, squares, count), value| {
            (sum + value, squares + value * value, count + 1)
        });
    let spread = count.checked_mul(squares)?.checked_sub(sum.checked_mul(sum)?)?;
    let pairs = count.checked_mul(count.checked_sub(1)?)?;
    Decimal::from(spread).checked_div(pairs.into())?.sqrt()
}

/// Standard deviation of a sample (n − 1); `None` below two values.
#[must_use]
pub fn standard_deviation(values: &[Decimal]) -> Option<Decimal> {
    if values.len() < 2 {
        return None;
    }
    let mean = mean(values)?;
    let squares = values.iter().try_fold(Decimal::ZERO, |sum, value| {
        let distance = value.checked_sub(mean)?;
        sum.checked_add(distance.checked_mul(distance)?)
    })?;
    squares.checked_div((values.len() - 1).into())?.sqrt()
}

/// Part of the whole in percent with one digit behind the point; `None` of nothing.
#[must_use]
pub fn percent(part: usize, whole: usize) -> Option<Decimal> {
    Decimal::from(part)
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(Decimal::from(whole))
        .map(|value| round(value, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(values: &[i64]) -> Vec<Decimal> {
        values.iter().map(|value| Decimal::from(*value)).collect()
    }

    #[test]
    fn known_numbers_come_out() {
        let values = numbers(&[2, 4, 4, 4, 5, 5, 7, 9]);
        assert_eq!(mean(&values), Some(Decimal::from(5)));
        assert_eq!(round(standard_deviation(&values).unwrap(), 4).to_string(), "2.1381");
        let whole = || [2, 4, 4, 4, 5, 5, 7, 9].into_iter();
        assert_eq!(mean_of_whole(whole()), mean(&values));
        assert_eq!(round(standard_deviation_of_whole(whole()).unwrap(), 4).to_string(), "2.1381");
    }

    #[test]
    fn few_values_give_what_they_can() {
        assert_eq!((mean(&[]), percent(0, 0)), (None, None));
        assert_eq!(standard_deviation(&numbers(&[3])), None);
        assert_eq!(mean_of_whole(std::iter::empty()), None);
        assert_eq!(standard_deviation_of_whole([3].into_iter()), None);
    }

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(round(Decimal::new(25, 1), 0).to_string(), "3");
        assert_eq!(round(Decimal::new(-25, 1), 0).to_string(), "-3");
        assert_eq!(percent(1, 8).unwrap().to_string(), "12.5");
        assert_eq!(percent(1, 3).unwrap().to_string(), "33.3");
    }
}
