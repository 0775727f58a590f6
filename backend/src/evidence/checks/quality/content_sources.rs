//! Every module names sources that are listed with a full citation.

use crate::evidence::{Findings, Outcome, Subject};

/// Shorter than this a citation names nothing.
const CITATION: usize = 20;

/// Reads all modules.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let (package, modules) = (subject.content.package()?, subject.content.modules()?);
    for source in &package.sources {
        findings.demand(source.citation.chars().count() >= CITATION, || {
            format!("Die Quelle „{}“ nennt kein Werk.", source.id)
        });
    }
    for module in &modules {
        let title = &module.title.de;
        findings.demand(!module.sources.is_empty(), || format!("Das Modul „{title}“ nennt keine Quelle."));
        for id in &module.sources {
            findings.demand(package.sources.iter().any(|source| source.id == *id), || {
                format!("Das Modul „{title}“ nennt die Quelle „{id}“, die es nicht gibt.")
            });
        }
    }
    findings.demand(package.modules.len() == modules.len(), || {
        format!("Das Programm nennt {} Module, geprüft wurden {}.", package.modules.len(), modules.len())
    });
    findings.saw(format!("{} Module, {} Quellen.", modules.len(), package.sources.len()));
    findings.verdict()
}
