//! The contract between a practice and the operator: when it ends after notice, and whose account is charged.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Notice that was given and not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Cancellation {
    /// The day on which it arrived.
    pub given_on: Date,
    /// The last day of the contract.
    pub ends_on: Date,
}

impl Cancellation {
    /// Notice that arrives on this day: three months to the end of a quarter.
    #[must_use]
    pub fn given(given_on: Date) -> Self {
        Self { given_on, ends_on: end_after_notice(given_on) }
    }

    /// Whether the contract is over on this day.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        today > self.ends_on
    }
}

/// The last day of a contract after notice: the first end of a quarter that lies three months or more after the day of
/// notice. The last day of a quarter is the last day on which the next quarter's end can be reached.
///
/// Source: §§ 187(1), 188(2) and (3) BGB: a period of three months that begins with the last day of a quarter ends with the last day
/// of the next one. § 193 BGB (Sundays and holidays) does not move periods of notice.
#[must_use]
pub fn end_after_notice(given_on: Date) -> Date {
    let quarter = (given_on.month() - 1) / 3;
    let (year, month) = match quarter {
        0 => (given_on.year(), 6),
        1 => (given_on.year(), 9),
        2 => (given_on.year(), 12),
        _ => (given_on.year().saturating_add(1), 3),
    };
    // Only behind the last year that a calendar knows there is none.
    Date::new(year, month, 1).map_or(Date::MAX, Date::last_of_month)
}

/// The account that is charged: an IBAN without blanks, in capitals. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Iban(String);

/// Countries of the European Economic Area. For an account elsewhere a direct debit needs the address of its holder in parts, and the
/// BIC. Source: EPC409-09; DFÜ-Abkommen, Anlage 3.
const COUNTRIES: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The text is no IBAN of the European Economic Area: two letters of a country, two check digits, at most 30 letters and digits,
/// and the check digits fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no IBAN of the European Economic Area")]
pub struct InvalidIban;

impl Iban {
    /// Reads an IBAN with blanks anywhere. A German one has 22 characters. Source: ISO 13616 with the check of ISO 7064, MOD 97-10.
    ///
    /// # Errors
    /// [`InvalidIban`].
    pub fn parse(text: &str) -> Result<Self, InvalidIban> {
        let text: String =
            text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        let (country, rest) = text.split_at_checked(2).ok_or(InvalidIban)?;
        let (check, account) = rest.split_at_checked(2).ok_or(InvalidIban)?;
        let formed = COUNTRIES.contains(&country)
            && check.chars().all(|c| c.is_ascii_digit())
            && account.chars().all(|c| c.is_ascii_alphanumeric())
            && (11..=30).contains(&account.len())
            && (country != "DE" || text.len() == 22);
        let rest = remainder_97(account.chars().chain(country.chars()).chain(check.chars()));
        if formed && rest == Some(1) { Ok(Self(text)) } else { Err(InvalidIban) }
    }

    /// All of it, for a paper or the bank.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Iban(..)")
    }
}

/// The remainder of ISO 7064, MOD 97-10, over digits and letters (A is 10); none if there is another character.
pub(crate) fn remainder_97(mut turned: impl Iterator<Item = char>) -> Option<u32> {
    turned.try_fold(0_u32, |rest, c| {
        let value = c.to_digit(36)?;
        Some((if value > 9 { rest * 100 } else { rest * 10 } + value) % 97)
    })
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn notice_ends_the_contract_with_the_quarter_three_months_later() {
        for (given, ends) in [
            ("2026-01-01", "2026-06-30"),
            ("2026-03-31", "2026-06-30"),
            ("2026-04-01", "2026-09-30"),
            ("2026-09-30", "2026-12-31"),
            ("2026-10-01", "2027-03-31"),
            ("2026-12-31", "2027-03-31"),
            ("2027-11-30", "2028-03-31"),
        ] {
            assert_eq!(end_after_notice(day(given)), day(ends), "{given}");
        }
    }

    #[test]
    fn the_last_day_belongs_to_the_contract() {
        let cancellation = Cancellation::given(day("2026-09-30"));
        assert!(!cancellation.is_over(day("2026-12-31")));
        assert!(cancellation.is_over(day("2027-01-01")));
    }

    #[test]
    fn there_is_an_answer_for_the_last_day_of_all() {
        assert_eq!(end_after_notice(Date::MAX), Date::MAX);
    }

    #[test]
    fn an_account_number_is_checked() {
        for right in ["DE89 3704 0044 0532 0130 00", "de89370400440532013000", "AT611904300234573201"] {
            assert!(Iban::parse(right).is_ok(), "{right}");
        }
        for wrong in
            ["", "DE", "DE89 3704 0044 0532 0130 01", "DE8937040044053201300", "ÄÖ893704004405320130", "0089"]
        {
            assert_eq!(Iban::parse(wrong), Err(InvalidIban), "{wrong}");
        }
        assert_eq!(format!("{:?}", Iban::parse("AT611904300234573201").unwrap()), "Iban(..)");
    }

    #[test]
    fn an_account_from_which_nothing_can_be_collected_is_refused() {
        for outside in ["CH93 0076 2011 6238 5295 7", "GB29 NWBK 6016 1331 9268 19"] {
            assert_eq!(Iban::parse(outside), Err(InvalidIban), "{outside}");
        }
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1_i64..900_000).prop_map(|days| day("0001-01-01").checked_add(days.days()).unwrap())
    }

    fn is_end_of_quarter(date: Date) -> bool {
        date == date.last_of_month() && date.month() % 3 == 0
    }

    proptest! {
        #[test]
        fn the_end_is_that_of_a_quarter_and_three_months_lie_before_it(given in any_day()) {
            let ends = end_after_notice(given);
            prop_assert!(is_end_of_quarter(ends));
            // A month may be shorter than the one of the notice: three months after 30 November is the end of February.
            prop_assert!(given.checked_add(3.months()).unwrap() <= ends);
        }

        #[test]
        fn no_earlier_end_of_a_quarter_would_do(given in any_day()) {
            let ends = end_after_notice(given);
            let before = ends.first_of_month().checked_sub(2.months()).unwrap().checked_sub(1.days()).unwrap();
            prop_assert!(is_end_of_quarter(before));
            // The notice would have had to arrive with the quarter before that one.
            let latest = before.first_of_month().checked_sub(2.months()).unwrap().checked_sub(1.days()).unwrap();
            prop_assert!(given > latest);
        }

        #[test]
        fn who_gives_notice_later_never_ends_earlier(given in any_day(), later in 0_i64..4_000) {
            let after = given.checked_add(later.days()).unwrap();
            prop_assert!(end_after_notice(given) <= end_after_notice(after));
        }
    }
}
