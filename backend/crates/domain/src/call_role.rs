//! As whom somebody takes part in a call. Staff of the practice are none of these: they organise and never take part.
//!
//! Source: Anlage 31b BMV-Ä § 1(1)-(3).

use serde::{Deserialize, Serialize};

/// As whom a guest of the doctor takes part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallRole {
    /// The patient.
    #[default]
    Patient,
    /// Somebody of the patient's family, or who is close.
    Relative,
    /// A carer or nursing staff, § 1(2).
    Carer,
    /// Somebody who interprets.
    Interpreter,
    /// Another doctor, § 1(3).
    Doctor,
}

impl CallRole {
    /// The most frequent first.
    pub const ALL: [Self; 5] = [Self::Patient, Self::Relative, Self::Carer, Self::Interpreter, Self::Doctor];

    /// A short word without spaces, for addresses and messages between devices.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Relative => "relative",
            Self::Carer => "carer",
            Self::Interpreter => "interpreter",
            Self::Doctor => "doctor",
        }
    }

    /// Reads [`CallRole::as_str`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_as_it_is_written_and_staff_is_none() {
        for role in CallRole::ALL {
            assert_eq!(CallRole::parse(role.as_str()), Some(role));
        }
        assert_eq!(CallRole::parse("staff"), None);
    }
}
