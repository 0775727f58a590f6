//! A trusted person who helps back into an account: half a secret with that person, half with the operator.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Bytes;
use crate::account::Slot;
use crate::login::LoggedIn;

/// A new contact, in place of the one there was. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SetContact {
    /// The master key under both halves.
    pub slot: Slot,
    /// The operator's half, 32 bytes.
    pub half: Bytes,
    /// What the patient calls the person; sealed.
    pub note: Bytes,
}

impl std::fmt::Debug for SetContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetContact(..)")
    }
}

/// The contact of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Contact {
    /// What the patient calls the person; sealed.
    pub note: Bytes,
    /// Since when.
    pub made_at: Timestamp,
    /// From when on the operator's half is handed out, if somebody asked with the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Timestamp>,
}

/// The contact, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ContactPage {
    /// The contact.
    pub contact: Option<Contact>,
}

/// What follows from the code on the contact's sheet. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AskContact {
    /// 16 bytes.
    pub locator: Bytes,
    /// 32 bytes.
    pub auth_key: Bytes,
}

impl std::fmt::Debug for AskContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AskContact(..)")
    }
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum ContactAnswer {
    /// The patient was told and can object until then.
    Waits {
        /// When to come back with the sheet.
        opens_at: Timestamp,
    },
    /// Nobody objected: a session that sets new credentials.
    Open {
        /// The session, with the slot.
        login: Box<LoggedIn>,
        /// The operator's half.
        half: Bytes,
    },
}
