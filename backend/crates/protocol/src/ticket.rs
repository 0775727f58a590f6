//! Messages to the manufacturer: questions, and reports about security.

use serde::{Deserialize, Serialize};

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TicketKind {
    /// A question about the use. Source: DiGAV Anlage 2, Nutzerfreundlichkeit; § 5(6): answered within 24 hours.
    Support,
    /// A weakness or an incident. Source: BSI TR-03161, a barrier-free way to report security problems.
    Security,
}

impl TicketKind {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Security => "security",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Support, Self::Security].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Longest message, in characters.
pub const MESSAGE: usize = 4_000;
/// Longest way to answer, in characters.
pub const CONTACT: usize = 200;

/// A message as it is sent. It carries no account: whoever writes decides what to say about themselves.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct NewTicket {
    /// What about.
    pub kind: TicketKind,
    /// 1 to 4,000 characters.
    pub message: String,
    /// How to answer, for example a mail address; at most 200 characters, may be empty.
    #[serde(default)]
    pub contact: String,
}

impl std::fmt::Debug for NewTicket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewTicket({:?}, ..)", self.kind)
    }
}

/// Answer: the number to name when asking again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct TicketTaken {
    /// For example `H-7K3M-9QXT`.
    pub number: String,
}
