//! The two states of the law that an application can be prepared for.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which text of the DiGAV applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LegalDate {
    /// As promulgated on 21 April 2020 (BGBl. I p. 768).
    #[serde(rename = "2020-04-21")]
    Of2020,
    /// As amended on 27 January 2026 (BGBl. 2026 I Nr. 22), in force since 1 February 2026.
    #[serde(rename = "2026-02-01")]
    Of2026,
}

impl LegalDate {
    /// Both, oldest first.
    pub const ALL: [Self; 2] = [Self::Of2020, Self::Of2026];

    /// First day of the text.
    #[must_use]
    pub const fn date(self) -> Date {
        match self {
            Self::Of2020 => Date::constant(2020, 4, 21),
            Self::Of2026 => Date::constant(2026, 2, 1),
        }
    }

    /// The text for an application filed on a day; `None` before the ordinance existed.
    ///
    /// Between the two there were other amendments; for a day among them the text of 2020 is the nearest that is at hand.
    #[must_use]
    pub fn on(day: Date) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|legal| legal.date() <= day)
    }

    /// What the ids of this text's catalogues begin with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Of2020 => "digav-2020",
            Self::Of2026 => "digav-2026",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_belongs_to_the_newest_text_in_force() {
        assert_eq!(LegalDate::on(date(2020, 4, 20)), None);
        assert_eq!(LegalDate::on(date(2020, 4, 21)), Some(LegalDate::Of2020));
        assert_eq!(LegalDate::on(date(2026, 1, 31)), Some(LegalDate::Of2020));
        assert_eq!(LegalDate::on(date(2026, 2, 1)), Some(LegalDate::Of2026));
    }
}
