//! How the parts of the service are that a consultation needs.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the page about the service shows beside whether server and database answer. It names nobody and no address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ServiceStatus {
    /// What brings two devices together.
    pub signalling: PartStatus,
    /// What passes picture and sound on where two devices do not reach each other.
    pub relay: PartStatus,
}

/// How one part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PartStatus {
    /// Its state.
    pub state: PartState,
    /// When the server looked at it last; absent before the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked_at: Option<Timestamp>,
}

/// The state of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PartState {
    /// It does its work.
    Runs,
    /// It does not, or not all of it.
    Disturbed,
    /// This installation has none.
    Absent,
    /// Nobody has looked at it lately.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_nobody_looked_at_has_no_time() {
        let part = PartStatus { state: PartState::Unknown, looked_at: None };
        assert_eq!(serde_json::to_string(&part).unwrap(), r#"{"state":"unknown"}"#);
        let part = PartStatus { state: PartState::Disturbed, looked_at: Some(Timestamp::UNIX_EPOCH) };
        let text = serde_json::to_string(&part).unwrap();
        assert_eq!(serde_json::from_str::<PartStatus>(&text).unwrap(), part, "{text}");
    }
}
