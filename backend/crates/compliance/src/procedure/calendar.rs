//! Counting of periods in administrative procedure.
//!
//! Source: § 26 SGB X with §§ 187 to 193 BGB. BfArM sits in Bonn: holidays of North Rhine-Westphalia.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// Last day of a period of days that begins with an event: the day of the event is not counted.
#[must_use]
pub fn days_after(event: Date, days: i64) -> Option<Date> {
    working_day(event.checked_add(days.try_days().ok()?).ok()?)
}

/// Last day of a period of months: the day with the same number, or the last of a shorter month.
#[must_use]
pub fn months_after(event: Date, months: i64) -> Option<Date> {
    working_day(event.checked_add(months.try_months().ok()?).ok()?)
}

/// Latest day on which something can be filed "at the latest n months before" a day. It is never moved to a later day; a
/// Sunday or holiday moves it to the working day before, because what arrives later is late.
#[must_use]
pub fn months_before(end: Date, months: i64) -> Option<Date> {
    let mut day = end.checked_sub(months.try_months().ok()?).ok()?;
    while !is_working_day(day) {
        day = day.yesterday().ok()?;
    }
    Some(day)
}

/// The day itself, or the next working day if it is a Saturday, Sunday or public holiday (§ 26(3) SGB X).
#[must_use]
pub fn working_day(mut day: Date) -> Option<Date> {
    while !is_working_day(day) {
        day = day.tomorrow().ok()?;
    }
    Some(day)
}

/// Whether a day is a working day in Bonn.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// Whether a day is a public holiday in North Rhine-Westphalia.
#[must_use]
pub fn is_holiday(day: Date) -> bool {
    let fixed = matches!((day.month(), day.day()), (1 | 5 | 11, 1) | (10, 3) | (12, 25 | 26));
    // Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi: days from Easter Sunday.
    let movable = easter(day.year()).is_some_and(|easter| {
        let apart = (day - easter).get_days();
        matches!(apart, -2 | 1 | 39 | 50 | 60)
    });
    fixed || movable
}

/// Easter Sunday by the Gregorian calendar (Meeus, Jones and Butcher).
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = (n / 31, n % 31 + 1);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

trait Spans {
    fn try_days(self) -> Result<jiff::Span, jiff::Error>;
    fn try_months(self) -> Result<jiff::Span, jiff::Error>;
}

impl Spans for i64 {
    fn try_days(self) -> Result<jiff::Span, jiff::Error> {
        jiff::Span::new().try_days(self)
    }

    fn try_months(self) -> Result<jiff::Span, jiff::Error> {
        jiff::Span::new().try_months(self)
    }
}

/// The first day of a calendar year and the first of the next: how "a year" is counted for notices.
#[must_use]
pub fn year_of(day: Date) -> (Date, Date) {
    let first = day.first_of_year();
    (first, first.checked_add(1.year()).unwrap_or(Date::MAX))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn easter_is_the_published_one() {
        let known = [(2020, 4, 12), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)];
        for (year, month, day) in known {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn a_period_that_ends_on_a_free_day_ends_on_the_next_working_day() {
        // 21 days after Thursday 12 March 2026 is Maundy Thursday; after the 13th it is Good Friday: Easter Monday is free, too.
        assert_eq!(days_after(date(2026, 3, 12), 21), Some(date(2026, 4, 2)));
        assert_eq!(days_after(date(2026, 3, 13), 21), Some(date(2026, 4, 7)));
        assert_eq!(months_after(date(2026, 7, 3), 3), Some(date(2026, 10, 5)));
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(months_after(date(2026, 11, 30), 3), Some(date(2027, 3, 1)));
        assert_eq!(months_after(date(2025, 1, 31), 1), Some(date(2025, 2, 28)));
    }

    #[test]
    fn what_must_be_earlier_is_never_moved_to_later() {
        // Three months before Tuesday 1 September 2026 is Monday 1 June; before 2 August it is Saturday 2 May, and 1 May is free.
        assert_eq!(months_before(date(2026, 9, 1), 3), Some(date(2026, 6, 1)));
        assert_eq!(months_before(date(2026, 8, 2), 3), Some(date(2026, 4, 30)));
    }

    proptest! {
        #[test]
        fn periods_end_on_working_days(offset in 0..20_000_i64, days in 0..400_i64) {
            let event = date(2020, 1, 1).checked_add(offset.days()).unwrap();
            let end = days_after(event, days).unwrap();
            prop_assert!(is_working_day(end));
            prop_assert!((end - event).get_days() >= i32::try_from(days).unwrap());
            prop_assert!((end - event).get_days() <= i32::try_from(days).unwrap() + 5);
        }
    }
}
