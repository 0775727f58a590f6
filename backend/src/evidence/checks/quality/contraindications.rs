//! For whom the application is not meant is written down, and can be read before anybody registers.

use crate::evidence::{Findings, Outcome, Subject};

/// Groups that must be named for high blood pressure (intended purpose of the reference product).
const GROUPS: [(&str, &str); 4] = [
    ("schwanger", "Schwangere"),
    ("18 Jahre", "Minderjährige"),
    ("Herzinfarkt", "Personen nach einem Herzinfarkt"),
    ("Herzschwäche", "Personen mit schwerer Herzschwäche"),
];

/// Reads the programme's description.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let package = subject.content.package()?;
    findings.demand(!package.for_whom.de.trim().is_empty(), || {
        "Für wen die Anwendung ist, steht nirgends.".to_owned()
    });
    let text: String = package.not_for.iter().map(|text| text.de.as_str()).collect::<Vec<_>>().join(" ");
    for (word, whom) in GROUPS {
        findings.demand(text.contains(word), || format!("Nicht ausgeschlossen werden: {whom}."));
    }
    findings.saw(format!("{} Gegenanzeigen.", package.not_for.len()));
    findings.verdict()
}
