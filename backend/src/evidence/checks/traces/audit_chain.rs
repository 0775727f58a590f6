//! The audit log is whole: every row follows the one before, and the end is the one that was anchored outside.

use crate::audit::anchor::AnchorKey;
use crate::evidence::{Findings, Outcome, Subject};

/// Verifies the chain and the anchors.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let anchors = match &subject.config.audit.anchor_file {
        None => Vec::new(),
        Some(path) => match std::fs::read_to_string(path) {
            Err(error) => {
                findings.red(format!("Die Ankerdatei kann nicht gelesen werden ({error})."));
                Vec::new()
            }
            Ok(text) => AnchorKey::derive(&subject.keys).read(&text).unwrap_or_else(|error| {
                findings.red(format!("Die Ankerdatei stammt nicht von diesem Server ({error})."));
                Vec::new()
            }),
        },
    };
    match subject.store.verify_audit(&anchors).await? {
        Err(broken) => findings.red(format!("Das Protokoll ist nicht unverändert: {broken}.")),
        Ok(rows) => {
            findings.demand(rows > 0, || "Das Protokoll ist leer, obwohl der Server läuft.".to_owned());
            findings.saw(format!("{rows} Einträge, {} Anker außerhalb der Datenbank.", anchors.len()));
        }
    }
    findings.verdict()
}
