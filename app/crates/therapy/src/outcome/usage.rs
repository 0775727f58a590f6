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

    /// Takes the days out; the next sign goes on where the last one was.
    #[must_use]
    pub fn take(&mut self) -> Self {
        Self { days: std::mem::take(&mut self.days), last_sign: self.last_sign }
    }

    /// What was counted on two devices since they both knew `base`: both are added to it, day by day.
    #[must_use]
    pub fn merged(base: &Self, ours: &Self, theirs: &Self) -> Self {
        let mut merged = ours.clone();
        for (day, other) in &theirs.days {
            let before = base.days.get(day).copied().unwrap_or_default();
            let both = merged.days.entry(*day).or_default();
            both.seconds = both.seconds.saturating_add(other.seconds.saturating_sub(before.seconds));
            both.uses = both.uses.saturating_add(other.uses.saturating_sub(before.uses));
        }
        merged.last_sign = ours.last_sign.max(theirs.last_sign);
        merged
    }

    /// Days with use, oldest first.
    #[must_use]
    pub const fn days(&self) -> &BTreeMap<Date, DayOfUse> {
        &self.days
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
    fn a_use_goes_on_after_its_days_were_taken() {
        let mut log = UsageLog::default();
        let sign = |log: &mut UsageLog, second| {
            log.sign(Timestamp::from_second(second).unwrap(), date(2026, 3, 1));
        };
        sign(&mut log, 0);
        sign(&mut log, 60);
        let first = log.take();
        sign(&mut log, 120);
        let both = UsageLog::merged(&UsageLog::default(), &first, &log);
        assert_eq!(both.days.values().next(), Some(&DayOfUse { seconds: 120, uses: 1 }));
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
