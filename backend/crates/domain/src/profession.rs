//! The professions whose cards prove somebody who may hold consultations.
//!
//! Source: gematik gemSpec_OID, Tab_PKI_402 (roles of professions); Anlage 31b BMV-Ä § 4(3), which by § 1 of the agreement
//! holds for psychotherapists alike; Anlage 16 BMV-Z for dentists.

use serde::{Deserialize, Serialize};

/// A profession as the admission extension of a card names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Profession {
    /// Ärztin, Arzt.
    Physician,
    /// Zahnärztin, Zahnarzt.
    Dentist,
    /// Psychotherapeutin, Psychotherapeut, also psychological and for children.
    Psychotherapist,
}

impl Profession {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Physician, Self::Dentist, Self::Psychotherapist];

    /// The profession behind an object identifier; `None` for all others, such as pharmacists (`1.2.276.0.76.4.32`).
    #[must_use]
    pub fn of_oid(oid: &str) -> Option<Self> {
        match oid {
            "1.2.276.0.76.4.30" => Some(Self::Physician),
            "1.2.276.0.76.4.31" => Some(Self::Dentist),
            "1.2.276.0.76.4.45" | "1.2.276.0.76.4.46" | "1.2.276.0.76.4.47" => Some(Self::Psychotherapist),
            _ => None,
        }
    }

    /// Its name in databases and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Physician => "physician",
            Self::Dentist => "dentist",
            Self::Psychotherapist => "psychotherapist",
        }
    }

    /// The profession with this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_treat_have_a_card_that_counts() {
        assert_eq!(Profession::of_oid("1.2.276.0.76.4.30"), Some(Profession::Physician));
        assert_eq!(Profession::of_oid("1.2.276.0.76.4.46"), Some(Profession::Psychotherapist));
        for other in ["1.2.276.0.76.4.32", "1.2.276.0.76.4.50", "1.2.276.0.76.4.3", "", "1.2.276.0.76.4.300"]
        {
            assert_eq!(Profession::of_oid(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_leads_back_to_its_profession() {
        for each in Profession::ALL {
            assert_eq!(Profession::parse(each.as_str()), Some(each));
            assert_eq!(serde_json::to_value(each).unwrap(), each.as_str());
        }
    }
}
