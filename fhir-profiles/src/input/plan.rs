//! What shall be done and reached, and what was done.

use heilsam_domain::RecordId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::coded::{Amount, Coded};

/// A goal of the therapy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// What shall be reached.
    pub what: Coded,
    /// Where the goal is in its life.
    pub status: GoalStatus,
    /// How far it is reached.
    #[serde(default)]
    pub achievement: Option<Achievement>,
    /// First day.
    #[serde(default)]
    pub start: Option<Date>,
    /// How it is measured.
    #[serde(default)]
    pub target: Option<GoalTarget>,
}

/// How a goal is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalTarget {
    /// What is measured.
    pub measure: Coded,
    /// Lowest value that is fine.
    pub low: Amount,
    /// Highest value that is fine.
    pub high: Amount,
    /// Day by which it shall be reached.
    #[serde(default)]
    pub due: Option<Date>,
}

/// Where a goal is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalStatus {
    /// Not begun.
    Planned,
    /// Begun.
    Active,
    /// Paused.
    OnHold,
    /// Done with.
    Completed,
    /// Given up.
    Cancelled,
}

/// How far a goal is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Achievement {
    /// On the way.
    InProgress,
    /// Reached.
    Achieved,
    /// Not reached.
    NotAchieved,
}

/// A plan for care with its planned activities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarePlan {
    /// Title as the patient reads it.
    pub title: String,
    /// Where the plan is in its life.
    pub status: PlanStatus,
    /// Records with the [`Goal`]s of the plan.
    #[serde(default)]
    pub goals: Vec<RecordId>,
    /// What shall be done, in order.
    #[serde(default)]
    pub activities: Vec<PlannedActivity>,
}

/// Where a plan or a planned activity is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// Not begun.
    Planned,
    /// Begun.
    Active,
    /// Paused.
    OnHold,
    /// Done with.
    Completed,
    /// Given up.
    Cancelled,
}

/// One planned activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedActivity {
    /// What shall be done.
    pub what: Coded,
    /// Where it is in its life.
    pub status: PlanStatus,
    /// First day.
    #[serde(default)]
    pub start: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub end: Option<Date>,
    /// How it is done; may be empty.
    #[serde(default)]
    pub description: String,
}

/// An exercise or a lesson that was done; begun at the entry's `measured_at`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// What was done.
    pub what: Coded,
    /// When it ended, where that is known.
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
}
