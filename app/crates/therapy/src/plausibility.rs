//! Doubts about an entry before it is used: unlikely by itself, or not fitting to what is already there.
//!
//! A doubt never refuses: the patient looks once more and decides. What cannot be is refused earlier, by the types.
//! Source: DiGAV Anlage 2, Patientensicherheit 5 and Robustheit 3.

mod history;

use heilsam_domain::blood_pressure::Doubt as PressureDoubt;
use serde::{Deserialize, Serialize};

use crate::diary::{Activity, DiaryEntry, Effort, Measurement, Sleep};

pub use history::doubts_with_history;

/// Something unlikely that the patient is asked to look at once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Upper and lower value are less than 15 mmHg apart.
    CloseTogether,
    /// Upper and lower value are more than 110 mmHg apart.
    FarApart,
    /// Pulse below 40 or above 150 per minute.
    UnusualPulse,
    /// Weight below 35 or above 250 kg.
    UnusualWeight,
    /// More than four hours of one activity, or more than two of hard effort.
    LongActivity,
    /// More steps than the minutes allow (over 200 per minute).
    TooManySteps,
    /// Sleep of less than three or more than twelve hours.
    UnusualSleep,
    /// The same values of the same kind within five minutes: most likely entered twice.
    Twice,
    /// Systolic more than 40 mmHg away from all readings of the last 30 days.
    FarFromOtherReadings,
    /// More than 3 % of weight per week, and more than 1.5 kg, away from the last weight.
    WeightJumped,
    /// This intake is already in the diary.
    IntakeTwice,
    /// Overlaps with another sleep.
    SleepsOverlap,
    /// Activities and sleep of the day add up to more than 24 hours.
    DayTooLong,
    /// More than a year ago.
    LongAgo,
    /// A reading within five minutes after hard effort or during an activity.
    RightAfterEffort,
}

/// Doubts about the entry alone.
#[must_use]
pub fn doubts(entry: &DiaryEntry) -> Vec<Doubt> {
    match &entry.measurement {
        Measurement::BloodPressure(value) => value.doubts().into_iter().map(Doubt::from).collect(),
        Measurement::Pulse(pulse) => unless((40..=150).contains(&pulse.per_minute()), Doubt::UnusualPulse),
        Measurement::Weight(weight) => {
            unless((35_000..=250_000).contains(&weight.grams()), Doubt::UnusualWeight)
        }
        Measurement::Activity(activity) => about_activity(*activity),
        Measurement::Sleep(sleep) => about_sleep(*sleep),
        Measurement::MedicationIntake(_)
        | Measurement::SideEffect(_)
        | Measurement::Mood(_)
        | Measurement::FreeNote {} => Vec::new(),
    }
}

fn unless(usual: bool, doubt: Doubt) -> Vec<Doubt> {
    if usual { Vec::new() } else { vec![doubt] }
}

fn about_activity(activity: Activity) -> Vec<Doubt> {
    let limit = if activity.effort() == Effort::Vigorous { 120 } else { 240 };
    let too_many = activity.steps().is_some_and(|steps| steps > 200 * u32::from(activity.minutes()));
    [(activity.minutes() > limit).then_some(Doubt::LongActivity), too_many.then_some(Doubt::TooManySteps)]
        .into_iter()
        .flatten()
        .collect()
}

fn about_sleep(sleep: Sleep) -> Vec<Doubt> {
    unless((3 * 60..=12 * 60).contains(&sleep.minutes()), Doubt::UnusualSleep)
}

impl From<PressureDoubt> for Doubt {
    fn from(doubt: PressureDoubt) -> Self {
        match doubt {
            PressureDoubt::CloseTogether => Self::CloseTogether,
            PressureDoubt::FarApart => Self::FarApart,
            PressureDoubt::UnusualPulse => Self::UnusualPulse,
        }
    }
}

#[cfg(test)]
mod tests;
