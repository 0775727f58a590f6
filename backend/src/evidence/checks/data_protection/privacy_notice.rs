//! The privacy notice can be read without a login, says what it must, and is linked from where somebody begins.

use crate::evidence::page::tags;
use crate::evidence::{Findings, Outcome, Subject};

/// Headings that a notice needs (Art. 13 GDPR): who, what for, which, how long, rights, complaint.
const NEEDED: [(&str, &[&str]); 5] = [
    ("wer verantwortlich ist", &["verantwortlich"]),
    ("wofür Daten verarbeitet werden", &["wofür", "zweck"]),
    ("wie lange Daten bleiben", &["wie lange", "gelöscht", "löschen"]),
    ("welche Rechte es gibt", &["rechte", "auskunft"]),
    ("wo man sich beschwert", &["aufsichtsbehörde", "beschweren", "beschwerde"]),
];

/// Reads the notice and the way to it.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let notice = subject.door.get("/privacy").await?;
    if !notice.status.is_success() {
        findings.red(format!("/privacy antwortet mit {}.", notice.status.as_u16()));
        return findings.verdict();
    }
    let text = notice.text().to_lowercase();
    for (what, words) in NEEDED {
        findings.demand(words.iter().any(|word| text.contains(word)), || {
            format!("Die Datenschutzerklärung sagt nicht, {what}.")
        });
    }
    for path in ["/", "/security", "/imprint"] {
        let page = subject.door.get(path).await?;
        let linked = tags(&page.text()).iter().any(|tag| tag.get("href") == Some("/privacy"));
        findings.demand(linked, || format!("{path} führt nicht zur Datenschutzerklärung."));
    }
    findings.saw("Datenschutzerklärung gelesen, Wege dorthin von 3 Seiten gegangen.");
    findings.verdict()
}
