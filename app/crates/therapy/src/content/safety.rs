//! Words to advice, and hints in context.

use serde::{Deserialize, Serialize};

use crate::advice::Reason;
use crate::text::Text;

/// The words to an advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdviceText {
    /// To which.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub reason: Reason,
    /// What was noticed.
    pub title: Text,
    /// What to do now, in order.
    pub steps: Vec<Text>,
    /// What the programme does meanwhile; may be left out.
    #[serde(default)]
    pub programme: Option<Text>,
}

/// Where a hint is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// Before a blood pressure reading is typed.
    BeforeReading,
    /// After a high reading.
    AfterHighReading,
    /// After a low reading.
    AfterLowReading,
    /// Before an exercise of movement.
    BeforeMovement,
    /// When an intake is left out.
    IntakeSkipped,
    /// When a side effect is written down.
    SideEffect,
    /// When weight is typed.
    BeforeWeight,
    /// When sleep was short.
    ShortNight,
    /// When mood is low.
    LowMood,
    /// After three days without an entry.
    LongPause,
    /// In the first week.
    FirstWeek,
    /// Before the programme ends.
    LastWeek,
}

impl Trigger {
    /// All places; a package has a hint for each.
    pub const ALL: [Self; 12] = [
        Self::BeforeReading,
        Self::AfterHighReading,
        Self::AfterLowReading,
        Self::BeforeMovement,
        Self::IntakeSkipped,
        Self::SideEffect,
        Self::BeforeWeight,
        Self::ShortNight,
        Self::LowMood,
        Self::LongPause,
        Self::FirstWeek,
        Self::LastWeek,
    ];
}

/// A hint in context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Hint {
    /// Where.
    pub trigger: Trigger,
    /// The words.
    pub text: Text,
    /// Module to read on; may be left out.
    #[serde(default)]
    pub module: Option<String>,
}
