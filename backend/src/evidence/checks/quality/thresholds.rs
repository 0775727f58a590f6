//! Every dangerous value or complaint has words that tell to call 112, the practice, or the on-call service.

use heilsam_domain::blood_pressure::{Assessment, BloodPressure};

use crate::evidence::{Findings, Outcome, Subject};

/// Reasons for which somebody must be told to call 112.
const EMERGENCY: [&str; 5] =
    ["very-high-with-complaints", "very-high", "very-high-twice", "emergency-complaints", "swollen-face"];
/// Reasons for which a doctor must be asked.
const DOCTOR: [&str; 12] = [
    "stays-very-high",
    "stays-high",
    "low-with-complaints",
    "pulse-very-slow",
    "pulse-very-fast",
    "irregular-pulse-often",
    "weight-rises-fast",
    "weight-falls-fast",
    "severe-side-effect",
    "side-effect",
    "fainted",
    "mood-stays-low",
];

/// Reads the advice and tries the limits.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let advice = subject.content.advice()?;
    let told = |reason: &str| {
        let found = advice.iter().find(|advice| advice.reason == reason)?;
        Some(found.steps.iter().map(|step| step.de.as_str()).collect::<Vec<_>>().join(" "))
    };
    for (reasons, words, whom) in [
        (&EMERGENCY[..], &["112"][..], "den Notruf 112"),
        (&DOCTOR[..], &["Praxis", "112", "116 117"][..], "ärztlichen Rat"),
    ] {
        for reason in reasons {
            match told(reason) {
                None => findings.red(format!("Zu „{reason}“ gibt es keinen Rat.")),
                Some(text) => findings.demand(words.iter().any(|word| text.contains(word)), || {
                    format!("Der Rat zu „{reason}“ nennt {whom} nicht.")
                }),
            }
        }
    }
    for (systolic, diastolic) in [(180, 80), (120, 110), (200, 120)] {
        let critical = BloodPressure::new(systolic, diastolic, None).map(BloodPressure::assess)
            == Ok(Assessment::Critical);
        findings.demand(critical, || format!("{systolic}/{diastolic} mmHg gilt nicht als gefährlich."));
    }
    findings.saw(format!("{} Ratschläge gelesen, 3 Grenzwerte versucht.", advice.len()));
    findings.verdict()
}
