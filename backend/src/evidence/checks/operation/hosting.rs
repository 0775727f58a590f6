//! Where the data lie, and with whom the server speaks: only places that the law permits, only peers that are configured.

use crate::evidence::{Findings, Outcome, Subject};

/// Reads the configuration.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let config = &subject.config;
    findings.saw(format!(
        "Die Daten liegen nach der Konfiguration in {} (§ 4 Absatz 3 DiGAV).",
        config.operator.hosting_country
    ));
    let origin = &config.server.public_origin;
    let local =
        ["http://localhost", "http://127.", "http://[::1]"].iter().any(|start| origin.starts_with(start));
    findings.demand(local || origin.starts_with("https://"), || {
        format!("Die öffentliche Adresse {origin} ist nicht verschlüsselt.")
    });
    for url in &config.video.turn_urls {
        findings.saw(format!("Vermittlung von Videosprechstunden über {url}."));
        findings.demand(url.starts_with("turns:") || url.starts_with("turn:"), || {
            format!("{url} ist keine Adresse einer Vermittlung.")
        });
    }
    findings.verdict()
}
