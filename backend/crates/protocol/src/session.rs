//! Sessions as their owner sees them.

use heilsam_domain::SessionId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One login on one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Session {
    /// Its id.
    pub session_id: SessionId,
    /// Whether it is the one that asks.
    pub current: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub last_used_at: Timestamp,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
    /// Kind of browser and system in words, for example `Firefox, Linux`; no version, no address.
    pub device: String,
}
