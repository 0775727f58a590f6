//! States in which the programme must pause or exercise must rest say so.

use crate::evidence::{Findings, Outcome, Subject};

/// Reasons for which the programme changes, and the word it must use.
const STATES: [(&str, &str); 11] = [
    ("very-high-with-complaints", "Pause"),
    ("very-high-twice", "Pause"),
    ("emergency-complaints", "Pause"),
    ("swollen-face", "Pause"),
    ("very-high", "ruhen"),
    ("low-with-complaints", "ruhen"),
    ("pulse-very-slow", "ruhen"),
    ("pulse-very-fast", "ruhen"),
    ("weight-rises-fast", "ruhen"),
    ("fainted", "ruhen"),
    ("severe-side-effect", "ruhen"),
];

/// Reads what the programme does meanwhile.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let advice = subject.content.advice()?;
    for (reason, word) in STATES {
        let found =
            advice.iter().find(|advice| advice.reason == reason).and_then(|advice| advice.programme.as_ref());
        findings.demand(found.is_some_and(|text| text.de.contains(word)), || {
            format!("Bei „{reason}“ sagt das Programm nicht, dass es ruht oder pausiert.")
        });
    }
    findings.saw(format!("{} Zustände.", STATES.len()));
    findings.verdict()
}
