//! What the operator sends for a practice. The server keeps nothing of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An invitation for the operator's mail or SMS gateway. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Invite {
    /// E-mail address, or telephone number.
    pub to: String,
    /// Who invites: the name of the practice, at most 80 characters.
    pub practice: String,
    /// The invitation, a whole address of this server.
    pub link: String,
    /// Where the person cancels, a whole address of this server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancel_link: Option<String>,
    /// When the appointment begins.
    pub begins_at: Timestamp,
    /// How long it takes.
    pub minutes: u16,
    /// How often the appointment was moved: calendar programs take the file with the highest number.
    #[serde(default)]
    pub moved: u32,
    /// Whether the person was invited before and is only reminded now.
    #[serde(default)]
    pub reminder: bool,
}

impl std::fmt::Debug for Invite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Invite(..)")
    }
}
