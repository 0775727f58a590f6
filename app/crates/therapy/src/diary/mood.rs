//! Mood and tension of a day.

use serde::{Deserialize, Serialize};

use super::rating::Rating;

/// How someone feels: two choices, the second may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mood {
    /// 1 (very bad) to 5 (very good).
    pub mood: Rating,
    /// 1 (very calm) to 5 (very tense).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tension: Option<Rating>,
}
