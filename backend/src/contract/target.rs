//! Days on which the banks of Europe settle payments.
//!
//! Source: European Central Bank, calendar of the TARGET services.

use heilsam_compliance::procedure::calendar::easter;
use jiff::civil::{Date, Weekday};

/// The day itself, or the next one on which banks settle: what is due on another day is collected then.
pub(super) fn day_or_next(mut day: Date) -> Date {
    while !settles(day) {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    day
}

/// The last of this many banking days after a day, which is not counted.
pub(super) fn days_after(day: Date, days: u8) -> Date {
    (0..days).fold(day, |day, _| day_or_next(day.tomorrow().unwrap_or(Date::MAX)))
}

fn settles(day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let fixed = matches!((day.month(), day.day()), (1 | 5, 1) | (12, 25 | 26));
    // Good Friday and Easter Monday.
    let movable = easter(day.year()).is_some_and(|easter| matches!((day - easter).get_days(), -2 | 1));
    !(weekend || fixed || movable)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_due_on_a_free_day_is_collected_on_the_next_banking_day() {
        for (due, collected) in [
            (date(2026, 2, 13), date(2026, 2, 13)),
            (date(2026, 2, 15), date(2026, 2, 16)),
            (date(2026, 4, 3), date(2026, 4, 7)),
            (date(2026, 5, 1), date(2026, 5, 4)),
            (date(2026, 12, 25), date(2026, 12, 28)),
        ] {
            assert_eq!(day_or_next(due), collected, "{due}");
        }
        // Ascension, Whit Monday, the day of German unity: free in Germany, and banks settle.
        for day in [date(2026, 5, 14), date(2026, 5, 25), date(2028, 10, 3)] {
            assert_eq!(day_or_next(day), day);
        }
    }

    #[test]
    fn two_banking_days_lie_between_a_file_and_its_first_debit() {
        assert_eq!(days_after(date(2026, 2, 10), 2), date(2026, 2, 12));
        assert_eq!(days_after(date(2026, 2, 13), 2), date(2026, 2, 17), "over a weekend");
        assert_eq!(days_after(date(2026, 4, 2), 2), date(2026, 4, 8), "over Easter");
    }
}
