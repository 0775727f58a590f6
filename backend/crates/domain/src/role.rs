//! Who an account is for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The role of an account; it never changes after registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Keeps a diary, consents, shares.
    Patient,
    /// Invites patients and takes part in consultations.
    Doctor,
    /// Organises for a practice and never takes part in a consultation. Source: Anlage 31b BMV-Ä § 5(1) no. 2.
    Staff,
    /// Answers the catalogues of the application to BfArM.
    ManufacturerAuthor,
    /// Approves what an author answered.
    ManufacturerReviewer,
    /// Runs the installation.
    Operator,
}

impl Role {
    /// All roles, in a fixed order.
    pub const ALL: [Self; 6] = [
        Self::Patient,
        Self::Doctor,
        Self::Staff,
        Self::ManufacturerAuthor,
        Self::ManufacturerReviewer,
        Self::Operator,
    ];

    /// The name used on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Doctor => "doctor",
            Self::Staff => "staff",
            Self::ManufacturerAuthor => "manufacturer-author",
            Self::ManufacturerReviewer => "manufacturer-reviewer",
            Self::Operator => "operator",
        }
    }

    /// The role with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_one_name_everywhere() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.as_str()), Some(role));
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{role}\""));
        }
    }
}
