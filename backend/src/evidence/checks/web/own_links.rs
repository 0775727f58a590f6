//! Links that lead away from the application do not tell the other side where somebody came from.

use crate::evidence::page::{is_foreign, tags};
use crate::evidence::{Findings, Outcome, Subject};

const PAGES: [&str; 8] =
    ["/", "/app/", "/practice/", "/manufacturer/", "/v", "/security", "/imprint", "/privacy"];

/// Looks at every link of the pages.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let origin = subject.origin();
    let mut findings = Findings::new();
    let (mut links, mut outside) = (0, 0);
    for path in PAGES {
        let reply = subject.door.get(path).await?;
        if !reply.status.is_success() {
            continue;
        }
        for tag in tags(&reply.text()).into_iter().filter(|tag| tag.name == "a") {
            let Some(address) = tag.get("href") else { continue };
            links += 1;
            if is_foreign(address, &origin) {
                outside += 1;
                let rel = tag.get("rel").unwrap_or_default();
                findings.demand(rel.split_whitespace().any(|word| word == "noreferrer"), || {
                    format!("{path}: Der Verweis auf „{address}“ hat kein rel=\"noreferrer\".")
                });
                findings.demand(address.starts_with("https://"), || {
                    format!("{path}: Der Verweis auf „{address}“ ist nicht verschlüsselt.")
                });
            }
            findings.demand(!address.starts_with("javascript:"), || {
                format!("{path}: Ein Verweis führt ein Programm aus.")
            });
        }
    }
    if links > 0 {
        findings.saw(format!("{links} Verweise, davon {outside} nach außen."));
    }
    findings.verdict()
}
