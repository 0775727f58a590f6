//! The texts of consent, as they stand on the screen and as they are signed.

use heilsam_client::client::ConsentText;
use heilsam_domain::Purpose;

use crate::i18n::{self, Language};

/// Version of all texts below; a changed text gets a new version.
pub const TEXT_VERSION: &str = "2026-1";

/// Purposes a patient is asked for, in this order; the last one on its own.
pub const ASKED: [Purpose; 5] = [
    Purpose::IntendedUse,
    Purpose::EvidenceOfEffect,
    Purpose::OutcomeReporting,
    Purpose::Remuneration,
    Purpose::Improvement,
];

/// The full text of consent to a purpose in the reader's language; its first line is the title.
#[must_use]
pub fn text(purpose: Purpose) -> &'static str {
    macro_rules! pick {
        ($name:literal) => {
            match i18n::language() {
                Language::De => include_str!(concat!("../../../assets/legal/de/consent-", $name, ".txt")),
                Language::En => include_str!(concat!("../../../assets/legal/en/consent-", $name, ".txt")),
            }
        };
    }
    match purpose {
        Purpose::IntendedUse => pick!("intended-use"),
        Purpose::EvidenceOfEffect => pick!("evidence-of-effect"),
        Purpose::OutcomeReporting => pick!("outcome-reporting"),
        Purpose::Remuneration => pick!("remuneration"),
        Purpose::Improvement => pick!("improvement"),
        // Asked on the guest page, which has its own text.
        Purpose::VideoConsultation => "",
    }
}

/// What is signed for a purpose: exactly what stands on the screen.
#[must_use]
pub fn consent_text(purpose: Purpose) -> ConsentText<'static> {
    ConsentText { purpose, version: TEXT_VERSION, text: text(purpose) }
}

/// First line.
#[must_use]
pub fn title(purpose: Purpose) -> &'static str {
    text(purpose).lines().next().unwrap_or_default()
}

/// Paragraphs after the first line.
#[must_use]
pub fn paragraphs(purpose: Purpose) -> Vec<&'static str> {
    let body = text(purpose).split_once('\n').map(|(_, body)| body).unwrap_or_default();
    body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_asked_names_its_legal_basis_and_the_right_to_withdraw() {
        for purpose in ASKED {
            let text = text(purpose);
            assert!(text.contains("§ 4 Absatz 2"), "{purpose} has no legal basis");
            assert!(text.contains("widerruf"), "{purpose} does not say it can be withdrawn");
            assert!(paragraphs(purpose).len() >= 2);
        }
    }

    #[test]
    fn the_separate_purpose_comes_last() {
        let separate: Vec<usize> =
            (0..ASKED.len()).filter(|index| ASKED[*index].is_asked_separately()).collect();
        assert_eq!(separate, [ASKED.len() - 1]);
    }
}
