//! Everything that the patient app needs to start without a network is there, and no answer of the API is kept.

use crate::evidence::page::tags;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Reads the service worker and fetches what it keeps.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let page = subject.door.get("/app/").await?;
    if !page.status.is_success() {
        return Err(Obstacle("Unter /app/ wird keine Seite ausgeliefert.".to_owned()));
    }
    let worker = subject.door.get("/app/service-worker.js").await?;
    findings.demand(worker.status.is_success(), || "/app/service-worker.js fehlt.".to_owned());
    let text = worker.text();
    let kept: Vec<&str> = text
        .split_once("FILES")
        .and_then(|(_, rest)| rest.split_once('[')?.1.split_once(']'))
        .map(|(list, _)| list.split('"').filter(|part| part.starts_with('/')).collect())
        .unwrap_or_default();
    findings.demand(!kept.is_empty(), || "Der Service Worker hält keine Dateien bereit.".to_owned());
    for path in &kept {
        let reply = subject.door.get(path).await?;
        findings.demand(reply.status.is_success(), || {
            format!("{path} fehlt: Ohne diese Datei startet die App nicht ohne Netz.")
        });
        findings.demand(!path.starts_with("/api/"), || format!("{path} wird auf dem Gerät behalten."));
    }
    let needed = tags(&page.text())
        .into_iter()
        .filter(|tag| tag.name == "script" || tag.get("rel") == Some("stylesheet"));
    for tag in needed {
        let Some(path) = tag.get("src").or_else(|| tag.get("href")) else { continue };
        findings.demand(kept.contains(&path), || {
            format!("{path} wird nicht für den Betrieb ohne Netz bereitgehalten.")
        });
    }
    findings.saw(format!("{} Dateien, die ohne Netz bereitliegen.", kept.len()));
    findings.verdict()
}
