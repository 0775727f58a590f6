//! Goals and reminders that the programme offers.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Goals and reminders that the programme offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Goals to choose from.
    pub goals: Vec<GoalTemplate>,
    /// Reminders to switch on.
    pub reminders: Vec<ReminderTemplate>,
}

/// A goal to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GoalTemplate {
    /// Name.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Why it helps.
    pub why: Text,
    /// What is counted.
    pub measure: Measure,
    /// Suggested number per week.
    pub target: u32,
    /// Smallest and greatest number that can be chosen.
    pub range: (u32, u32),
    /// Module it belongs to.
    pub module: String,
}

/// What a goal counts in a calendar week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Days with a blood pressure reading.
    DaysMeasured,
    /// Days with a reading in the morning and one in the evening.
    DaysMeasuredTwice,
    /// Minutes of movement, hard ones twice, light ones not.
    ActiveMinutes,
    /// Days with movement.
    ActiveDays,
    /// Days on which every logged intake was taken, and at least one.
    DaysWithMedicine,
    /// Nights of seven hours or more.
    LongNights,
    /// Days with a weight.
    DaysWeighed,
    /// Days with the exercise of the week.
    ExerciseDays,
    /// Days with a note on the mood.
    MoodDays,
}

/// A reminder to switch on; all are off at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReminderTemplate {
    /// Name.
    pub id: String,
    /// What it says; seen on a locked screen, therefore without anything about health.
    pub text: Text,
    /// Suggested time.
    pub time: Time,
    /// Suggested days, 1 (Monday) to 7.
    pub weekdays: Vec<u8>,
}
