//! The intended purpose in the imprint is the one of the application, word by word.

use heilsam_protocol::path;

use crate::evidence::page::tags;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Compares the published purpose with the one of the dossier.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let Some(wanted) = &subject.purpose else {
        return Err(Obstacle(
            "Im Antrag steht noch keine Zweckbestimmung (§ 2 Absatz 1 Nummer 2): Es gibt nichts zu vergleichen.".to_owned(),
        ));
    };
    let mut findings = Findings::new();
    let page = subject.door.get("/imprint").await?;
    let shown = page.status.is_success()
        && tags(&page.text()).iter().any(|tag| tag.get("data-site") == Some("purpose"));
    findings.demand(shown, || "Das Impressum zeigt keine Zweckbestimmung.".to_owned());
    let site = subject.door.get(path::SITE).await?.json();
    let published = site.get("purpose").and_then(serde_json::Value::as_str).unwrap_or_default();
    findings.demand(plain(published) == plain(wanted), || {
        let excerpt: String = published.chars().take(120).collect();
        format!("Veröffentlicht ist „{excerpt}“. Das ist nicht der Text des Antrags.")
    });
    findings.saw("Zweckbestimmung im Impressum und im Antrag verglichen.");
    findings.verdict()
}

/// The text without the line breaks of whoever wrote it.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
