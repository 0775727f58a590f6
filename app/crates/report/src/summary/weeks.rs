//! Averages of blood pressure by calendar week.

use std::collections::BTreeMap;

use heilsam_therapy::Measurement;
use heilsam_therapy::statistics::week::monday_of;
use heilsam_therapy::statistics::{PressureSummary, Timed, summarise};
use jiff::civil::Date;

/// The readings of one week (Monday first).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekOfPressure {
    /// Its Monday.
    pub monday: Date,
    /// What its readings come to.
    pub summary: PressureSummary,
}

/// The newest week first; weeks without readings are left out.
pub(super) fn averages(timed: &[Timed<'_>]) -> Vec<WeekOfPressure> {
    let mut weeks: BTreeMap<Date, Vec<Timed<'_>>> = BTreeMap::new();
    for it in timed.iter().filter(|it| matches!(it.entry.measurement, Measurement::BloodPressure(_))) {
        weeks.entry(monday_of(it.local.date())).or_default().push(*it);
    }
    let week = |(monday, readings): (Date, Vec<Timed<'_>>)| {
        Some(WeekOfPressure { monday, summary: summarise(&readings)? })
    };
    weeks.into_iter().rev().filter_map(week).collect()
}
