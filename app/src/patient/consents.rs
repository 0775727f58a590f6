//! The texts of consent, as they stand on the screen and as they are signed: every version stays readable.
//! Below: where they are asked for and withdrawn.

pub mod card;
pub mod centre;
pub mod step;

use heilsam_client::client::ConsentText;
use heilsam_domain::{Consent, ConsentAction, Purpose};
use heilsam_protocol::site::Site;

use crate::i18n::{self, Language};

/// Purposes a patient is asked for at the start, in this order; the last one on its own.
pub const ASKED: [Purpose; 5] = [
    Purpose::IntendedUse,
    Purpose::EvidenceOfEffect,
    Purpose::OutcomeReporting,
    Purpose::Remuneration,
    Purpose::Improvement,
];

/// One version of a text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// For example `2026-1`.
    pub version: &'static str,
    /// German; the first line is the title.
    pub german: &'static str,
    /// English.
    pub english: &'static str,
}

macro_rules! text {
    ($version:literal, $name:literal) => {
        Text {
            version: $version,
            german: include_str!(concat!("../../../assets/legal/de/", $name, ".txt")),
            english: include_str!(concat!("../../../assets/legal/en/", $name, ".txt")),
        }
    };
}

/// All versions of the text of a purpose, the newest first. A version that was ever shown stays here.
#[must_use]
pub const fn versions(purpose: Purpose) -> &'static [Text] {
    match purpose {
        // 2026-1 named blood pressure, pulse, time and notes only.
        Purpose::IntendedUse => {
            &[text!("2026-2", "consent-intended-use"), text!("2026-1", "2026-1/consent-intended-use")]
        }
        Purpose::EvidenceOfEffect => &[text!("2026-1", "consent-evidence-of-effect")],
        Purpose::WorkCapacity => &[text!("2026-1", "consent-work-capacity")],
        // 2026-1 named the wrong number of § 4(2).
        Purpose::OutcomeReporting => &[
            text!("2026-2", "consent-outcome-reporting"),
            text!("2026-1", "2026-1/consent-outcome-reporting"),
        ],
        Purpose::Remuneration => &[text!("2026-1", "consent-remuneration")],
        Purpose::Improvement => &[text!("2026-1", "consent-improvement")],
        // 2026-1 knew of no third person in a call.
        Purpose::VideoConsultation => &[
            text!("2026-2", "consent-video-consultation"),
            text!("2026-1", "2026-1/consent-video-consultation"),
        ],
        Purpose::Sharing => &[text!("2026-1", "consent-sharing")],
        // 2026-1 spoke of the account of the person, who needs none.
        Purpose::RecoveryContact => {
            &[text!("2026-2", "consent-recovery-contact"), text!("2026-1", "2026-1/consent-recovery-contact")]
        }
        // 2026-1 named neither photos nor appointments.
        Purpose::PatientRecord => {
            &[text!("2026-2", "consent-patient-record"), text!("2026-1", "2026-1/consent-patient-record")]
        }
        Purpose::DeviceData => &[text!("2026-1", "consent-device-data")],
    }
}

impl Text {
    /// In the reader's language.
    #[must_use]
    pub fn here(&self) -> &'static str {
        match i18n::language() {
            Language::De => self.german,
            Language::En => self.english,
        }
    }

    /// First line, in the reader's language.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.here().lines().next().unwrap_or_default()
    }
}

/// The present text of a purpose.
#[must_use]
pub fn newest(purpose: Purpose) -> Text {
    versions(purpose).first().copied().unwrap_or(Text { version: "", german: "", english: "" })
}

/// What is signed for a purpose: exactly what stands on the screen.
#[must_use]
pub fn consent_text(purpose: Purpose) -> ConsentText<'static> {
    let text = newest(purpose);
    ConsentText { purpose, version: text.version, text: text.here() }
}

/// The text that an act of consent was about, as it stood on the screen: found by version and hash.
#[must_use]
pub fn text_of(act: &Consent) -> Option<&'static str> {
    let text = versions(act.purpose).iter().find(|text| text.version == act.text_version)?;
    [text.german, text.english].into_iter().find(|text| heilsam_client::text_sha384(text) == act.text_sha384)
}

/// Whether a newer text waits for an answer: consent was given to an older one.
#[must_use]
pub fn is_asked_again(history: &[Consent], purpose: Purpose) -> bool {
    let last = history.iter().rfind(|act| act.purpose == purpose);
    last.is_some_and(|act| act.action == ConsentAction::Given && act.text_version != newest(purpose).version)
}

/// Whether an answer for a purpose changes anything here: what only an offer of the operator needs is shown with that offer,
/// and wherever it was answered before.
#[must_use]
pub fn is_usable(purpose: Purpose, site: Option<&Site>, history: &[Consent]) -> bool {
    let offered = match purpose {
        Purpose::PatientRecord => site.is_some_and(|site| site.epa.is_some()),
        Purpose::DeviceData => site.is_some_and(|site| !site.recorders.is_empty()),
        Purpose::IntendedUse
        | Purpose::EvidenceOfEffect
        | Purpose::WorkCapacity
        | Purpose::OutcomeReporting
        | Purpose::Remuneration
        | Purpose::Improvement
        | Purpose::VideoConsultation
        | Purpose::Sharing
        | Purpose::RecoveryContact => true,
    };
    offered || history.iter().any(|act| act.purpose == purpose)
}

/// First line.
#[must_use]
pub fn title(purpose: Purpose) -> &'static str {
    newest(purpose).title()
}

/// Paragraphs after the first line.
#[must_use]
pub fn paragraphs(purpose: Purpose) -> Vec<&'static str> {
    body(newest(purpose).here())
}

/// Paragraphs of a text after its first line.
#[must_use]
pub fn body(text: &str) -> Vec<&str> {
    let body = text.split_once('\n').map(|(_, body)| body).unwrap_or_default();
    body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn every_text_names_its_legal_basis_and_the_right_to_withdraw() {
        for purpose in Purpose::ALL {
            for text in versions(purpose) {
                let german = text.german;
                assert!(german.contains("Grundlage: "), "{purpose} has no legal basis");
                assert!(german.contains("widerruf") || german.contains("beenden"), "{purpose}: no way back");
                assert!(body(german).len() >= 2 && body(text.english).len() >= 2);
            }
        }
    }

    #[test]
    fn the_number_in_the_text_is_the_number_of_the_law() {
        for purpose in Purpose::ALL {
            if let Some(number) = purpose.number() {
                let basis = format!("§ 4 Absatz 2 Satz 1 Nummer {number} DiGAV");
                assert!(newest(purpose).german.contains(&basis), "{purpose}");
            }
        }
    }

    #[test]
    fn the_consent_that_the_app_needs_names_every_kind_of_record() {
        let Text { german, english, .. } = newest(Purpose::IntendedUse);
        let words = [
            ("Blutdruck", "blood pressure"),
            ("Puls", "pulse"),
            ("Gewicht", "weight"),
            ("Medikamente", "medicines"),
            ("Beschwerden und Nebenwirkungen", "symptoms and side effects"),
            ("Bewegung", "activity"),
            ("Schlaf", "sleep"),
            ("Stimmung", "mood"),
            ("Notizen", "notes"),
            ("Fotos", "photos"),
            ("Fragebögen", "questionnaires"),
            ("PHQ-9", "PHQ-9"),
            ("GAD-7", "GAD-7"),
            ("Ziele", "goals"),
            ("Plan", "plan"),
            ("Programm", "programme"),
            ("Termine", "appointments"),
            ("Dateien", "files"),
            ("Messgeräten", "measuring devices"),
        ];
        // What stands beside the box, before anything is unfolded.
        let (german, english) = (body(german), body(english));
        for (in_german, in_english) in words {
            assert!(german.first().is_some_and(|text| text.contains(in_german)), "{in_german}");
            assert!(english.first().is_some_and(|text| text.contains(in_english)), "{in_english}");
        }
    }

    #[test]
    fn versions_of_a_purpose_differ() {
        for purpose in Purpose::ALL {
            let mut names: Vec<&str> = versions(purpose).iter().map(|text| text.version).collect();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{purpose}");
        }
    }

    #[test]
    fn consent_to_an_older_text_is_asked_for_again_and_the_old_text_is_found() {
        let purpose = Purpose::OutcomeReporting;
        let [new, old] = versions(purpose) else { panic!("two versions") };
        let act = |text: &Text, action| Consent {
            purpose,
            action,
            text_version: text.version.to_owned(),
            text_sha384: heilsam_client::text_sha384(text.german),
            at: Timestamp::UNIX_EPOCH,
        };
        let given = act(old, ConsentAction::Given);
        assert!(is_asked_again(std::slice::from_ref(&given), purpose));
        assert_eq!(text_of(&given), Some(old.german));
        assert!(!is_asked_again(&[given.clone(), act(new, ConsentAction::Given)], purpose));
        assert!(!is_asked_again(&[given, act(old, ConsentAction::Withdrawn)], purpose));
        assert!(!is_asked_again(&[], purpose));
    }

    #[test]
    fn what_the_operator_does_not_offer_is_not_asked_but_can_be_withdrawn() {
        let site: Site = serde_json::from_value(serde_json::json!({
            "deployment_id": "018f3c1e-0000-7000-8000-000000000000", "operator": "", "hosting_country": "DE", "version": "",
            "demo": false, "diga": {"name": "", "diga_ve_id": "", "pzn": "", "manufacturer": ""},
            "recorders": [{"name": "", "origin": "", "fhir": "", "stand_in": true}],
        }))
        .unwrap();
        assert!(is_usable(Purpose::Sharing, None, &[]));
        assert!(is_usable(Purpose::DeviceData, Some(&site), &[]));
        assert!(!is_usable(Purpose::PatientRecord, Some(&site), &[]));
        assert!(!is_usable(Purpose::DeviceData, None, &[]));
        let given = Consent {
            purpose: Purpose::PatientRecord,
            action: ConsentAction::Given,
            text_version: String::new(),
            text_sha384: String::new(),
            at: Timestamp::UNIX_EPOCH,
        };
        assert!(is_usable(Purpose::PatientRecord, Some(&site), &[given]));
    }

    #[test]
    fn the_separate_purpose_comes_last() {
        let separate: Vec<usize> =
            (0..ASKED.len()).filter(|index| ASKED[*index].is_asked_separately()).collect();
        assert_eq!(separate, [ASKED.len() - 1]);
    }
}
