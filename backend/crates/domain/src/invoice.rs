//! What a contract costs in a month, how value added tax is taken out of a price, and who may collect by direct debit.

use jiff::civil::Date;

use crate::contract::remainder_97;

/// A plan that holds from a day on, until the next one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its first day.
    pub since: Date,
    /// Name of the plan.
    pub plan: String,
    /// Euro cents per month, taxes included, as agreed on that day.
    pub cents_per_month: u32,
}

/// Days of a month under one plan, and what they cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Name of the plan.
    pub plan: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Euro cents, taxes included.
    pub cents: u32,
}

/// What the month of a day costs: every plan by its days. `terms` are in order of their days. A whole month costs exactly its
/// price; days before the first term, of a free plan, and so few that they cost less than half a cent, are left out.
#[must_use]
pub fn month(terms: &[Term], day: Date) -> Vec<Share> {
    let (first, last) = (day.first_of_month(), day.last_of_month());
    let mut spans: Vec<(&Term, Date, Date)> = Vec::new();
    let mut following = terms.iter().skip(1);
    for term in terms {
        let ended = following.next().and_then(|next| next.since.yesterday().ok());
        let (from, until) = (term.since.max(first), ended.map_or(last, |end| end.min(last)));
        if from > until {
            continue;
        }
        match spans.last_mut() {
            // Data that were saved again are no other plan.
            Some((earlier, _, end))
                if earlier.plan == term.plan && earlier.cents_per_month == term.cents_per_month =>
            {
                *end = until;
            }
            _ => spans.push((term, from, until)),
        }
    }
    let of_month = u64::from(day.days_in_month().unsigned_abs());
    let share = |(term, from, until): (&Term, Date, Date)| {
        let days = u64::from((until.day() - from.day() + 1).unsigned_abs());
        let cents = divide(u64::from(term.cents_per_month) * days, of_month);
        Share { plan: term.plan.clone(), from, until, cents }
    };
    spans.into_iter().map(share).filter(|share| share.cents > 0).collect()
}

/// Net amount and value added tax of a price that contains this many per cent of it. Both together are the price.
#[must_use]
pub fn split_tax(gross: u32, percent: u32) -> (u32, u32) {
    let net = divide(u64::from(gross) * 100, 100 + u64::from(percent)).min(gross);
    (net, gross - net)
}

/// Whether a text is a creditor identifier for direct debits: country, two check digits, three characters of the creditor's own, and
/// a number of the country. The check leaves the three characters out. Source: EPC AT-02, ISO 7064 MOD 97-10.
#[must_use]
pub fn is_creditor_id(text: &str) -> bool {
    let parts = text.split_at_checked(2).and_then(|(country, rest)| {
        let (check, rest) = rest.split_at_checked(2)?;
        let (own, number) = rest.split_at_checked(3)?;
        Some((country, check, own, number))
    });
    let Some((country, check, own, number)) = parts else { return false };
    let formed = country.chars().all(|c| c.is_ascii_uppercase())
        && check.chars().all(|c| c.is_ascii_digit())
        && own.chars().chain(number.chars()).all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
        && (1..=28).contains(&number.len());
    formed && remainder_97(number.chars().chain(country.chars()).chain(check.chars())) == Some(1)
}

/// Rounded to the nearest, halves up.
fn divide(value: u64, by: u64) -> u32 {
    u32::try_from((2 * value + by) / (2 * by)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn term(since: Date, plan: &str, cents_per_month: u32) -> Term {
        Term { since, plan: plan.to_owned(), cents_per_month }
    }

    fn cents(terms: &[Term], day: Date) -> Vec<u32> {
        month(terms, day).iter().map(|share| share.cents).collect()
    }

    #[test]
    fn a_whole_month_costs_its_price_and_a_free_plan_nothing() {
        let terms = [term(date(2025, 12, 31), "Plus", 1_990)];
        assert_eq!(cents(&terms, date(2026, 2, 7)), [1_990]);
        assert_eq!(cents(&terms, date(2026, 3, 31)), [1_990]);
        assert!(month(&[term(date(2025, 12, 31), "Basis", 0)], date(2026, 2, 7)).is_empty());
    }

    #[test]
    fn what_is_less_than_half_a_cent_is_no_line_as_no_bank_collects_nothing() {
        assert!(month(&[term(date(2026, 1, 31), "Plus", 15)], date(2026, 1, 1)).is_empty());
        assert_eq!(cents(&[term(date(2026, 1, 31), "Plus", 16)], date(2026, 1, 1)), [1]);
    }

    #[test]
    fn a_month_that_begins_or_changes_in_between_is_charged_by_days() {
        let terms = [
            term(date(2026, 4, 11), "Plus", 3_000),
            term(date(2026, 5, 16), "Basis", 0),
            term(date(2026, 6, 30), "Plus", 3_000),
        ];
        assert!(month(&terms, date(2026, 3, 1)).is_empty(), "before the first day");
        assert_eq!(cents(&terms, date(2026, 4, 1)), [2_000], "20 of 30 days");
        let may = month(&terms, date(2026, 5, 1));
        assert_eq!((may[0].from, may[0].until), (date(2026, 5, 1), date(2026, 5, 15)));
        assert_eq!(may[0].cents, 1_452, "15 of 31 days, rounded");
        assert_eq!(cents(&terms, date(2026, 6, 1)), [100], "one of 30 days");
    }

    #[test]
    fn data_that_are_saved_again_make_no_second_line() {
        let terms = [term(date(2026, 1, 1), "Plus", 990), term(date(2026, 1, 20), "Plus", 990)];
        let lines = month(&terms, date(2026, 1, 5));
        assert_eq!(lines.len(), 1);
        assert_eq!(
            (lines[0].from, lines[0].until, lines[0].cents),
            (date(2026, 1, 1), date(2026, 1, 31), 990)
        );
    }

    #[test]
    fn another_price_of_the_same_plan_is_another_line() {
        let terms = [term(date(2026, 1, 1), "Plus", 310), term(date(2026, 1, 31), "Plus", 620)];
        assert_eq!(cents(&terms, date(2026, 1, 5)), [300, 20]);
    }

    #[test]
    fn tax_is_taken_out_of_the_price() {
        assert_eq!(split_tax(1_190, 19), (1_000, 190));
        assert_eq!(split_tax(990, 19), (832, 158));
        assert_eq!(split_tax(990, 0), (990, 0));
    }

    #[test]
    fn a_creditor_identifier_has_check_digits() {
        assert!(is_creditor_id("DE98ZZZ09999999999"));
        for wrong in ["", "DE98", "DE97ZZZ09999999999", "DE98ZZZ0999999999", "de98ZZZ09999999999", "ÄÖÜ"] {
            assert!(!is_creditor_id(wrong), "{wrong}");
        }
        assert!(is_creditor_id("DE98ABC09999999999"), "the creditor's own characters are not checked");
    }

    proptest! {
        #[test]
        fn net_and_tax_are_the_price(gross in 0_u32..10_000_000, percent in 0_u32..100) {
            let (net, tax) = split_tax(gross, percent);
            prop_assert_eq!(net + tax, gross);
        }

        #[test]
        fn no_month_costs_more_than_its_dearest_plan(first in 1_i8..28, price in 0_u32..100_000, other in 0_u32..100_000) {
            let terms = [term(date(2026, 1, first), "One", price), term(date(2026, 1, first + 1), "Two", other)];
            let total: u32 = cents(&terms, date(2026, 1, 1)).iter().sum();
            // Each line is rounded by itself.
            prop_assert!(total <= price.max(other) + 1);
        }
    }
}
