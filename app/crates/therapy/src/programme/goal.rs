//! Goals: a number per calendar week, counted from the diary.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Course;
use crate::content::{GoalTemplate, Measure};
use crate::diary::{Activity, DiaryEntry, Measurement};
use crate::statistics::Timed;

/// A goal the patient has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Name of the template.
    pub id: String,
    /// What is counted.
    pub measure: Measure,
    /// Number per week.
    pub target: u32,
    /// Since when.
    pub since: Date,
}

/// Why a goal cannot be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GoalError {
    /// The number is out of range.
    #[error("choose a number from {0} to {1}")]
    OutOfRange(u32, u32),
}

/// How far a goal is in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalProgress {
    /// Counted so far.
    pub done: u32,
    /// Wanted.
    pub target: u32,
}

impl Goal {
    /// Chooses a goal with a number of one's own.
    ///
    /// # Errors
    /// [`GoalError::OutOfRange`].
    pub fn choose(template: &GoalTemplate, target: u32, since: Date) -> Result<Self, GoalError> {
        let (min, max) = template.range;
        if !(min..=max).contains(&target) {
            return Err(GoalError::OutOfRange(min, max));
        }
        Ok(Self { id: template.id.clone(), measure: template.measure, target, since })
    }

    /// How far it is in the week that begins on `monday`.
    #[must_use]
    pub fn progress(&self, entries: &[Timed<'_>], course: &Course, monday: Date) -> GoalProgress {
        let end = monday.saturating_add(Span::new().days(7));
        let week: Vec<&Timed<'_>> =
            entries.iter().filter(|timed| (monday..end).contains(&day_of(timed))).collect();
        let done = match self.measure {
            Measure::ExerciseDays => {
                let days = course.modules.values().flat_map(|module| &module.exercised);
                let days: BTreeSet<&Date> = days.filter(|day| (monday..end).contains(day)).collect();
                u32::try_from(days.len()).unwrap_or(u32::MAX)
            }
            Measure::ActiveMinutes => {
                week.iter().filter_map(|timed| activity(timed.entry)).map(Activity::counted_minutes).sum()
            }
            measure => days(measure, &week),
        };
        GoalProgress { done, target: self.target }
    }
}

impl GoalProgress {
    /// Whether it is reached.
    #[must_use]
    pub const fn reached(self) -> bool {
        self.done >= self.target
    }

    /// In whole percent, at most 100.
    #[must_use]
    pub fn percent(self) -> u8 {
        let percent = u64::from(self.done) * 100 / u64::from(self.target.max(1));
        u8::try_from(percent.min(100)).unwrap_or(100)
    }
}

/// The day that an entry counts for: a night belongs to the day of waking up.
fn day_of(timed: &Timed<'_>) -> Date {
    match &timed.entry.measurement {
        Measurement::Sleep(sleep) => sleep.awake_at().date(),
        _ => timed.local.date(),
    }
}

const fn activity(entry: &DiaryEntry) -> Option<Activity> {
    match &entry.measurement {
        Measurement::Activity(activity) => Some(*activity),
        _ => None,
    }
}

/// Days whose entries fulfil a measure.
fn days(measure: Measure, week: &[&Timed<'_>]) -> u32 {
    let mut by_day: BTreeMap<Date, Vec<&Timed<'_>>> = BTreeMap::new();
    for timed in week {
        by_day.entry(day_of(timed)).or_default().push(timed);
    }
    let count = by_day.values().filter(|day| fulfils(measure, day)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn fulfils(measure: Measure, day: &[&Timed<'_>]) -> bool {
    let is_reading = |timed: &&&Timed<'_>| matches!(timed.entry.measurement, Measurement::BloodPressure(_));
    let mut readings = day.iter().filter(is_reading).map(|timed| timed.local.hour());
    match measure {
        Measure::DaysMeasured => readings.next().is_some(),
        Measure::DaysMeasuredTwice => {
            let hours: Vec<i8> = readings.collect();
            hours.iter().any(|hour| (4..12).contains(hour)) && hours.iter().any(|hour| (16..24).contains(hour))
        }
        Measure::ActiveDays => day.iter().any(|timed| activity(timed.entry).is_some()),
        Measure::DaysWithMedicine => {
            let mut taken = Vec::new();
            for timed in day {
                if let Measurement::MedicationIntake(intake) = &timed.entry.measurement {
                    taken.push(intake.taken());
                }
            }
            !taken.is_empty() && taken.into_iter().all(|it| it)
        }
        Measure::LongNights => day.iter().any(
            |timed| matches!(&timed.entry.measurement, Measurement::Sleep(sleep) if sleep.minutes() >= 7 * 60),
        ),
        Measure::DaysWeighed => day.iter().any(|timed| matches!(timed.entry.measurement, Measurement::Weight(_))),
        Measure::MoodDays => day.iter().any(|timed| matches!(timed.entry.measurement, Measurement::Mood(_))),
        Measure::ActiveMinutes | Measure::ExerciseDays => false,
    }
}
