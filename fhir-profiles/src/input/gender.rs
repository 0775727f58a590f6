//! The official gender entry in Germany.

use serde::{Deserialize, Serialize};

/// Gender as the register of births knows it.
///
/// Source: § 22 Abs. 3 PStG; FHIR extension gender-amtlich-de.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// weiblich
    Female,
    /// männlich
    Male,
    /// divers
    Diverse,
    /// no entry ("unbestimmt")
    Undetermined,
    /// not known to the app
    Unknown,
}

impl Gender {
    /// Code and display of the German extension, where FHIR's `other` is too coarse.
    pub(crate) fn official(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Diverse => Some(("D", "divers")),
            Self::Undetermined => Some(("X", "unbestimmt")),
            Self::Female | Self::Male | Self::Unknown => None,
        }
    }
}
