//! How long a prescription lasts.

use jiff::{SignedDuration, Timestamp};

/// Length of a prescription.
pub const LENGTH: SignedDuration = SignedDuration::from_hours(90 * 24);

/// For how long after the end new records are still taken: what was written before it without a connection arrives.
pub const GRACE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The end of the period when a code is redeemed now: a further one adds to what is left of the one before.
#[must_use]
pub fn until(now: Timestamp, before: Option<Timestamp>) -> Timestamp {
    let from = before.map_or(now, |end| end.max(now));
    from.saturating_add(LENGTH).unwrap_or(from)
}

/// Whether new records are taken from an account whose period ends at `until`; always where there is no end.
#[must_use]
pub fn takes_new(now: Timestamp, until: Option<Timestamp>) -> bool {
    until.is_none_or(|end| now < end.saturating_add(GRACE).unwrap_or(Timestamp::MAX))
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

    #[test]
    fn what_is_new_is_taken_until_a_week_after_the_end() {
        let second = |number: i64| Timestamp::from_second(number).unwrap();
        let end = Some(second(0));
        assert!(takes_new(second(7 * 86_400 - 1), end));
        assert!(!takes_new(second(7 * 86_400), end));
        assert!(takes_new(second(0), Some(Timestamp::MAX)));
        assert!(takes_new(second(0), None), "practices have no period");
    }
}
