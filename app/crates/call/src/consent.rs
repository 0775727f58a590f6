//! The texts that somebody agrees to, or reads, before coming in, and what the doctor's side makes of a record of it.
//!
//! The guest's page shows these texts and records them with [`ConsentText::in_german`] or [`ConsentText::in_english`]; the
//! doctor's side compares with the same two functions.

use core::fmt::Write;

use sha2::{Digest, Sha256};

/// Bytes of a hash that are shown to people.
const SHORT: usize = 6;

/// Which information on the video service the patient agreed to.
/// Source: Anlage 31b BMV-Ä § 4(2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRecord {
    /// Version of the text, such as `2026-01`.
    pub version: String,
    /// SHA-256 of the text as it was shown.
    pub text_hash: [u8; 32],
}

impl ConsentRecord {
    /// The record for this text, exactly as it was shown.
    #[must_use]
    pub fn of(version: &str, text: &str) -> Self {
        Self { version: version.to_owned(), text_hash: Sha256::digest(text.as_bytes()).into() }
    }

    /// The beginning of the hash, hexadecimal, for people who compare.
    #[must_use]
    pub fn short_hash(&self) -> String {
        self.text_hash.iter().take(SHORT).fold(String::new(), |mut short, byte| {
            // Writing into a text does not fail.
            let _ = write!(short, "{byte:02x}");
            short
        })
    }
}

/// One version of a text, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentText {
    /// Changes with every change of the words.
    pub version: &'static str,
    /// The German words.
    pub german: &'static str,
    /// The English words.
    pub english: &'static str,
}

impl ConsentText {
    /// The record of somebody who saw the German words.
    #[must_use]
    pub fn in_german(&self) -> ConsentRecord {
        ConsentRecord::of(self.version, self.german)
    }

    /// The record of somebody who saw the English words.
    #[must_use]
    pub fn in_english(&self) -> ConsentRecord {
        ConsentRecord::of(self.version, self.english)
    }
}

/// What patients and those with them agree to.
pub const CONSULTATION: ConsentText = ConsentText {
    version: "2026-02",
    german: include_str!("../../../../assets/legal/de/consent-video-consultation.txt"),
    english: include_str!("../../../../assets/legal/en/consent-video-consultation.txt"),
};
/// What those read who meet in a case conference, without a patient.
pub const CASE_CONFERENCE: ConsentText = ConsentText {
    version: "k-2026-01",
    german: include_str!("../../../../assets/legal/de/information-case-conference.txt"),
    english: include_str!("../../../../assets/legal/en/information-case-conference.txt"),
};
/// In a pair of guests nobody is asked: both have agreed with their doctor, and the roster names both.
pub const ROSTER: ConsentText = ConsentText { version: "roster", german: "roster", english: "roster" };

/// The texts that a doctor's waiting room takes.
pub const FOR_THE_DOCTOR: &[ConsentText] = &[CONSULTATION, CASE_CONFERENCE];
/// The text that a pair of guests takes.
pub const FOR_A_PAIR: &[ConsentText] = &[ROSTER];

/// What the other side agreed to, as this program judges it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenConsent {
    /// What the other side said.
    pub record: ConsentRecord,
    /// Whether this program ships this version, with the same words; else it knows nothing of the version.
    pub known: bool,
}

impl GivenConsent {
    /// `None`: the version is known, and its words are others. Nobody can have agreed to that.
    pub(crate) fn judge(record: ConsentRecord, texts: &[ConsentText]) -> Option<Self> {
        let mut versions = texts.iter().filter(|text| text.version == record.version).peekable();
        if versions.peek().is_none() {
            return Some(Self { record, known: false });
        }
        let same = versions.any(|text| record == text.in_german() || record == text.in_english());
        same.then_some(Self { record, known: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_this_program_are_known_in_both_languages() {
        for text in FOR_THE_DOCTOR {
            for record in [text.in_german(), text.in_english()] {
                let given = GivenConsent::judge(record.clone(), FOR_THE_DOCTOR);
                assert_eq!(given, Some(GivenConsent { record, known: true }), "{}", text.version);
            }
            assert_ne!(text.in_german(), text.in_english(), "{}", text.version);
        }
    }

    #[test]
    fn other_words_under_a_known_version_are_no_consent() {
        let other = ConsentRecord::of(CONSULTATION.version, "Alles wird aufgezeichnet.");
        assert_eq!(GivenConsent::judge(other, FOR_THE_DOCTOR), None);
        let none = ConsentRecord { version: CONSULTATION.version.to_owned(), text_hash: [0; 32] };
        assert_eq!(GivenConsent::judge(none, FOR_THE_DOCTOR), None);
        let exchanged = ConsentRecord::of(CONSULTATION.version, CASE_CONFERENCE.german);
        assert_eq!(GivenConsent::judge(exchanged, FOR_THE_DOCTOR), None);
    }

    #[test]
    fn a_version_of_another_program_is_told_apart() {
        let newer = ConsentRecord::of("2999-01", CONSULTATION.german);
        assert!(!GivenConsent::judge(newer, FOR_THE_DOCTOR).unwrap().known);
        let of_a_pair = ROSTER.in_german();
        assert!(!GivenConsent::judge(of_a_pair.clone(), FOR_THE_DOCTOR).unwrap().known);
        assert!(GivenConsent::judge(of_a_pair, FOR_A_PAIR).unwrap().known);
    }

    #[test]
    fn twelve_digits_of_the_hash_are_shown() {
        let record = ConsentRecord { version: "1".to_owned(), text_hash: [0xa7; 32] };
        assert_eq!(record.short_hash(), "a7a7a7a7a7a7");
    }
}
