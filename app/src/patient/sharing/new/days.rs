//! From which day on something is shown, and when that ends by itself.

use jiff::civil::Date;

use crate::t;

/// From which day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// From today on.
    Today,
    /// So many days back, today as well, and on.
    Days(i32),
    /// Everything, and on.
    All,
    /// Between two days.
    Own,
}

/// What is offered, with the end of the field's id.
pub const SINCE: [(&str, Since); 5] = [
    ("today", Since::Today),
    ("30", Since::Days(30)),
    ("90", Since::Days(90)),
    ("all", Since::All),
    ("own", Since::Own),
];

/// Days after which a share ends by itself.
pub const ENDS: [i64; 3] = [30, 90, 365];

impl Since {
    /// First day, and the last one where there is one; `None` for two days that make no span.
    #[must_use]
    pub fn days(self, oldest: Date, today: Date, from: &str, until: &str) -> Option<(Date, Option<Date>)> {
        Some(match self {
            Self::Today => (today, None),
            Self::Days(days) => (today.checked_sub(jiff::Span::new().days(days - 1)).ok()?, None),
            Self::All => (oldest.min(today), None),
            Self::Own => {
                let (first, last): (Date, Date) = (from.parse().ok()?, until.parse().ok()?);
                (first <= last).then_some((first, Some(last)))?
            }
        })
    }

    /// In words.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Today => t!("sharing-since-today"),
            Self::Days(30) => t!("sharing-since-30"),
            Self::Days(_) => t!("sharing-since-90"),
            Self::All => t!("sharing-since-all"),
            Self::Own => t!("sharing-since-own"),
        }
    }
}

/// One of [`ENDS`] in words.
#[must_use]
pub fn end_text(days: i64) -> String {
    match days {
        30 => t!("sharing-until-30"),
        90 => t!("sharing-until-90"),
        _ => t!("sharing-until-365"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(since: Since, from: &str, until: &str) -> Option<(Date, Option<Date>)> {
        since.days(date(2026, 1, 5), date(2026, 3, 31), from, until)
    }

    #[test]
    fn what_is_to_come_is_shown_unless_days_were_chosen() {
        assert_eq!(days(Since::Today, "", ""), Some((date(2026, 3, 31), None)));
        assert_eq!(days(Since::Days(30), "", ""), Some((date(2026, 3, 2), None)));
        assert_eq!(days(Since::All, "", ""), Some((date(2026, 1, 5), None)));
        let own = Some((date(2026, 2, 1), Some(date(2026, 2, 3))));
        assert_eq!(days(Since::Own, "2026-02-01", "2026-02-03"), own);
    }

    #[test]
    fn days_that_are_turned_round_or_missing_are_none() {
        assert_eq!(days(Since::Own, "2026-02-03", "2026-02-01"), None);
        assert_eq!(days(Since::Own, "", "2026-02-01"), None);
    }
}
