//! How regularly medicines were taken.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Timed;
use super::exact::percent;
use crate::diary::{Intake, IntakeResult, Measurement, SkipReason};

/// How regularly medicines were taken in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adherence {
    /// Planned intakes: what the plan asked for, at least what was logged.
    pub planned: usize,
    /// Taken.
    pub taken: usize,
    /// Logged as left out.
    pub skipped: usize,
    /// Taken of planned, one digit behind the point.
    pub percent: Decimal,
    /// Why intakes were left out, most frequent first.
    pub reasons: Vec<(SkipReason, usize)>,
}

/// Adherence from the logged intakes; `planned` is how many the plan asked for in the period.
///
/// An intake that the doctor stopped counts neither as planned nor as left out. `None` when nothing was planned or logged.
#[must_use]
pub fn adherence(entries: &[Timed<'_>], planned: usize) -> Option<Adherence> {
    let intakes: Vec<&Intake> = entries
        .iter()
        .filter_map(|timed| match &timed.entry.measurement {
            Measurement::MedicationIntake(intake) => Some(intake),
            _ => None,
        })
        .collect();
    let stopped = IntakeResult::Skipped(SkipReason::DoctorSaidSo);
    let excused = intakes.iter().filter(|intake| intake.result() == stopped).count();
    let taken = intakes.iter().filter(|intake| intake.taken()).count();
    let skipped = intakes.len() - taken - excused;
    let planned = planned.saturating_sub(excused).max(taken + skipped);
    let mut counts: BTreeMap<u8, (SkipReason, usize)> = BTreeMap::new();
    for intake in intakes {
        if let IntakeResult::Skipped(reason) = intake.result() {
            counts.entry(reason as u8).or_insert((reason, 0)).1 += 1;
        }
    }
    let mut reasons: Vec<(SkipReason, usize)> = counts.into_values().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Some(Adherence { planned, taken, skipped, percent: percent(taken, planned)?, reasons })
}
