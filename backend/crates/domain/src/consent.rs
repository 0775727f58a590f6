//! Consent by purpose.
//!
//! Source: DiGAV § 4(2) in the text of 2026: purposes 1, 2, 2a and 3; the consent for no. 4 must be given separately.
//! Number 3 names two things, outcome reporting and the agreements on remuneration: each is asked on its own.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What personal data may be processed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Intended use by the patient. Source: § 4(2) S. 1 no. 1.
    IntendedUse,
    /// Proof of positive effects during trial. Source: § 4(2) S. 1 no. 2.
    EvidenceOfEffect,
    /// Proof during trial that people stay able to work. Source: § 4(2) S. 1 no. 2a.
    WorkCapacity,
    /// Outcome reporting (Anlage 4). Source: § 4(2) S. 1 no. 3, first half; § 139e(13) S. 2 SGB V.
    OutcomeReporting,
    /// Proof towards insurers for agreeing on remuneration. Source: § 4(2) S. 1 no. 3, second half; § 134(1) S. 3 SGB V.
    Remuneration,
    /// Lasting guarantee and improvement of function, usability and safety; asked separately. Source: § 4(2) S. 1 no. 4.
    Improvement,
    /// Processing by the video service. Source: Anlage 31b BMV-Ä § 4(2).
    VideoConsultation,
    /// Showing entries to a practice that the patient chose.
    Sharing,
    /// A trusted person who can help to get back into the account.
    RecoveryContact,
    /// Transfer to the electronic patient record. Source: § 6a DiGAV, § 351 SGB V.
    PatientRecord,
    /// Fetching readings from the manufacturer of the patient's device. Source: § 374a SGB V.
    DeviceData,
}

impl Purpose {
    /// All purposes, in the order in which they are asked.
    pub const ALL: [Self; 11] = [
        Self::IntendedUse,
        Self::EvidenceOfEffect,
        Self::WorkCapacity,
        Self::OutcomeReporting,
        Self::Remuneration,
        Self::Improvement,
        Self::VideoConsultation,
        Self::Sharing,
        Self::RecoveryContact,
        Self::PatientRecord,
        Self::DeviceData,
    ];

    /// The name used on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IntendedUse => "intended-use",
            Self::EvidenceOfEffect => "evidence-of-effect",
            Self::OutcomeReporting => "outcome-reporting",
            Self::Remuneration => "remuneration",
            Self::Improvement => "improvement",
            Self::VideoConsultation => "video-consultation",
            Self::WorkCapacity => "work-capacity",
            Self::Sharing => "sharing",
            Self::RecoveryContact => "recovery-contact",
            Self::PatientRecord => "patient-record",
            Self::DeviceData => "device-data",
        }
    }

    /// The purpose with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == name)
    }

    /// Whether the law demands an act of consent of its own, apart from all others.
    #[must_use]
    pub const fn is_asked_separately(self) -> bool {
        matches!(self, Self::Improvement)
    }

    /// Number in § 4(2) S. 1 DiGAV; none for what another rule asks for.
    #[must_use]
    pub const fn number(self) -> Option<&'static str> {
        match self {
            Self::IntendedUse => Some("1"),
            Self::EvidenceOfEffect => Some("2"),
            Self::WorkCapacity => Some("2a"),
            Self::OutcomeReporting | Self::Remuneration => Some("3"),
            Self::Improvement => Some("4"),
            Self::VideoConsultation
            | Self::Sharing
            | Self::RecoveryContact
            | Self::PatientRecord
            | Self::DeviceData => None,
        }
    }

    /// Whether the app cannot be used without it.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::IntendedUse)
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ConsentAction {
    /// Consent given by an active act.
    Given,
    /// Consent withdrawn.
    Withdrawn,
}

/// One act: giving or withdrawing consent to one purpose, bound to the text that was on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Consent {
    /// For what.
    pub purpose: Purpose,
    /// Given or withdrawn.
    pub action: ConsentAction,
    /// Version of the text shown, for example `2026-1`.
    pub text_version: String,
    /// SHA-384 of the text shown, hexadecimal.
    pub text_sha384: String,
    /// When.
    pub at: Timestamp,
}

/// Whether consent to a purpose is in force after a history of acts, oldest first.
#[must_use]
pub fn in_force<'a>(history: impl IntoIterator<Item = &'a Consent>, purpose: Purpose) -> bool {
    history
        .into_iter()
        .filter(|consent| consent.purpose == purpose)
        .last()
        .is_some_and(|consent| consent.action == ConsentAction::Given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn act(purpose: Purpose, action: ConsentAction) -> Consent {
        Consent {
            purpose,
            action,
            text_version: "1".into(),
            text_sha384: String::new(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn nothing_is_in_force_before_an_act() {
        assert!(!in_force([], Purpose::IntendedUse));
    }

    #[test]
    fn withdrawal_ends_it_and_a_new_act_restores_it() {
        use ConsentAction::{Given, Withdrawn};
        let mut history = vec![act(Purpose::IntendedUse, Given), act(Purpose::Improvement, Withdrawn)];
        assert!(in_force(&history, Purpose::IntendedUse));
        history.push(act(Purpose::IntendedUse, Withdrawn));
        assert!(!in_force(&history, Purpose::IntendedUse));
        history.push(act(Purpose::IntendedUse, Given));
        assert!(in_force(&history, Purpose::IntendedUse));
    }

    #[test]
    fn only_purpose_four_is_asked_separately() {
        let separate: Vec<Purpose> = Purpose::ALL.into_iter().filter(|p| p.is_asked_separately()).collect();
        assert_eq!(separate, [Purpose::Improvement]);
    }

    #[test]
    fn outcome_reporting_falls_under_number_three() {
        assert_eq!(Purpose::OutcomeReporting.number(), Some("3"));
        assert_eq!(Purpose::WorkCapacity.number(), Some("2a"));
    }

    #[test]
    fn every_purpose_has_one_name_everywhere() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_name(purpose.as_str()), Some(purpose));
            assert_eq!(serde_json::to_string(&purpose).unwrap(), format!("\"{purpose}\""));
        }
    }
}
