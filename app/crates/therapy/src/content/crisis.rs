//! The emergency and crisis page: reachable without login and without network.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The emergency and crisis page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Crisis {
    /// Danger to life: when to call 112.
    pub emergency: Part,
    /// Very high blood pressure, step by step.
    pub very_high: Part,
    /// Thoughts of suicide and despair.
    pub despair: Part,
    /// Not dangerous, but not to be put off.
    pub not_urgent: Part,
}

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Heading.
    pub heading: Text,
    /// Words before the points.
    pub lead: Text,
    /// Signs, or steps in order.
    pub points: Vec<Text>,
    /// Whom to call.
    pub phones: Vec<Phone>,
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// Digits to dial, without spaces.
    pub number: String,
    /// As people read it.
    pub shown: String,
    /// Who answers, and when.
    pub who: Text,
}
