//! How long a prescription lasts.

use jiff::{SignedDuration, Timestamp};

/// Length of a prescription.
pub const LENGTH: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The end of the period when a code is redeemed now: a further one adds to what is left of the one before.
#[must_use]
pub fn until(now: Timestamp, before: Option<Timestamp>) -> Timestamp {
    let from = before.map_or(now, |end| end.max(now));
    from.saturating_add(LENGTH).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_code_adds_to_what_is_left_and_never_to_what_is_over() {
        let day = |number: i64| Timestamp::from_second(number * 86_400).unwrap();
        assert_eq!(until(day(10), None), day(100));
        assert_eq!(until(day(10), Some(day(30))), day(120));
        assert_eq!(until(day(50), Some(day(30))), day(140));
    }
}
