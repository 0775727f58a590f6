//! Counting minutes and uses, on the device only.
//!
//! The ordinance does not say when a use begins and ends. Here it begins when the app is opened and ends five minutes after the last
//! sign of the patient; who comes back earlier continues it. Time counts while there are signs, with gaps of up to two
//! minutes: an app left open is not used.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A gap between two signs that still counts as time of use, in seconds.
const IDLE_SECONDS: i64 = 2 * 60;
/// After this many seconds without a sign, the next one begins a new use.
const PAUSE_SECONDS: i64 = 5 * 60;

/// What was counted, by local day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UsageLog {
    days: BTreeMap<Date, DayOfUse>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_sign: Option<Timestamp>,
}

/// The use of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DayOfUse {
    /// Seconds.
    pub seconds: u32,
    /// Uses that began on this day.
    pub uses: u32,
}

impl UsageLog {
    /// Notes a sign of the patient (opened, touched, typed, scrolled) at a moment of a local day.
    ///
    /// A clock that was set back begins a new use and adds no time.
    pub fn sign(&mut self, at: Timestamp, today: Date) {
        let gap = self.last_sign.map(|last| at.as_second() - last.as_second());
        let day = self.days.entry(today).or_default();
        match gap {
            Some(gap) if (0..=IDLE_SECONDS).contains(&gap) => {
                day.seconds = day.seconds.saturating_add(u32::try_from(gap).unwrap_or_default());
            }
            Some(gap) if (0..=PAUSE_SECONDS).contains(&gap) => {}
            _ => day.uses = day.uses.saturating_add(1),
        }
        self.last_sign = Some(at);
    }

    /// Days with use, oldest first.
    #[must_use]
    pub const fn days(&self) -> &BTreeMap<Date, DayOfUse> {
        &self.days
    }

    /// First day of use.
    #[must_use]
    pub fn first_use(&self) -> Option<Date> {
        self.days.keys().next().copied()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn log(seconds: &[i64]) -> DayOfUse {
        let mut log = UsageLog::default();
        for second in seconds {
            log.sign(Timestamp::from_second(*second).unwrap(), date(2026, 3, 1));
        }
        log.days.values().next().copied().unwrap()
    }

    #[test]
    fn time_counts_between_signs() {
        assert_eq!(log(&[0]), DayOfUse { seconds: 0, uses: 1 });
        assert_eq!(log(&[0, 60, 180]), DayOfUse { seconds: 180, uses: 1 });
    }

    #[test]
    fn an_app_left_open_is_not_used() {
        assert_eq!(log(&[0, 121]), DayOfUse { seconds: 0, uses: 1 });
        assert_eq!(log(&[0, 300, 360]), DayOfUse { seconds: 60, uses: 1 });
        assert_eq!(log(&[0, 301]), DayOfUse { seconds: 0, uses: 2 });
    }

    #[test]
    fn a_clock_set_back_adds_no_time() {
        assert_eq!(log(&[1_000, 400, 460]), DayOfUse { seconds: 60, uses: 2 });
    }

    #[test]
    fn a_use_over_midnight_is_one_use() {
        let mut log = UsageLog::default();
        log.sign(Timestamp::from_second(0).unwrap(), date(2026, 3, 1));
        log.sign(Timestamp::from_second(60).unwrap(), date(2026, 3, 2));
        let days: Vec<DayOfUse> = log.days().values().copied().collect();
        assert_eq!(days, [DayOfUse { seconds: 0, uses: 1 }, DayOfUse { seconds: 60, uses: 0 }]);
    }
}
