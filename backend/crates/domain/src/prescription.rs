//! How long a prescription lasts.

use jiff::{SignedDuration, Timestamp};

/// Length of a prescription.
pub const LENGTH: SignedDuration = SignedDuration::from_hours(90 * 24);

/// For how long after the end new records are still taken: what was written before it without a connection arrives.
pub const GRACE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What a registration may take.
const SLACK: SignedDuration = SignedDuration::from_hours(24);

/// The end of the period when a code is redeemed now: a further one adds to what is left of the one before.
#[must_use]
pub fn until(now: Timestamp, before: Option<Timestamp>) -> Timestamp {
    let from = before.map_or(now, |end| end.max(now));
    from.saturating_add(LENGTH).unwrap_or(from)
}

/// When the prescriptions of an account began, oldest first: from when it was made, and the end of the last period. None
/// where no code was redeemed, and where the only one was refused.
///
/// Periods follow each other without a gap, but after a pause the next one begins with its code. Of three periods with a
/// pause before the last one, the second is told to lie right before the third: nobody keeps when codes were redeemed.
#[must_use]
pub fn begins(created: Timestamp, until: Option<Timestamp>) -> Vec<Timestamp> {
    let Some(mut end) = until else { return Vec::new() };
    // A registration takes minutes: its code counts from a moment before the account is there.
    let Ok(first_end) = created.checked_add(LENGTH - SLACK) else { return Vec::new() };
    let mut begins = Vec::new();
    while let Ok(begin) = end.checked_sub(LENGTH)
        && begin >= first_end
    {
        begins.push(begin);
        end = begin;
    }
    if end >= first_end {
        begins.push(created);
    }
    begins.reverse();
    begins
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
    fn the_begin_of_each_prescription_is_known_from_the_end_of_the_last_one() {
        let day = |number: i64| Timestamp::from_second(number * 86_400).unwrap();
        let minutes = SignedDuration::from_mins(5);
        let created = day(0) + minutes;
        assert!(begins(created, None).is_empty());
        assert_eq!(begins(created, Some(day(90))), [created]);
        assert_eq!(begins(created, Some(day(180))), [created, day(90)]);
        assert_eq!(begins(created, Some(day(270))), [created, day(90), day(180)]);
        assert_eq!(begins(created, Some(day(210))), [created, day(120)], "a pause of thirty days");
        assert!(begins(created, Some(day(20))).is_empty(), "the insurer refused the code on day 20");
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
