//! Rows of the audit log carry ids and kinds, and nothing that names a person or a consultation.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::evidence::{Findings, Outcome, Subject};

/// Members that events have.
const KNOWN: [&str; 22] = [
    "at",
    "event",
    "account",
    "role",
    "kind",
    "session",
    "count",
    "credential",
    "slot",
    "purpose",
    "route",
    "version",
    "number",
    "digest",
    "member",
    "practice",
    "share",
    "operator",
    "accepted",
    "plan",
    "profession",
    "job",
];
/// Longest value: a digest.
const LONGEST: usize = 128;
const PAGE: u32 = 1_000;

/// Reads every row.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let mut unknown = BTreeSet::new();
    let mut from = 0;
    loop {
        let rows = subject.store.audit_rows(from, PAGE).await?;
        let Some(last) = rows.last() else { break };
        from = last.position + 1;
        for row in &rows {
            let Ok(Value::Object(members)) = serde_json::from_str(&row.event) else {
                findings.red(format!("Eintrag {} ist kein Ereignis.", row.position));
                continue;
            };
            for (name, value) in &members {
                if !KNOWN.contains(&name.as_str()) && !is_of_evidence(name) {
                    unknown.insert(name.clone());
                }
                let text = value.as_str().unwrap_or_default();
                let plain = text.len() <= LONGEST && !text.contains(['@', ' ', '\n']);
                findings.demand(plain, || {
                    format!("Eintrag {}: Das Feld „{name}“ enthält freien Text.", row.position)
                });
            }
        }
    }
    for name in unknown {
        findings.red(format!("Ereignisse tragen das unbekannte Feld „{name}“."));
    }
    if from > 0 {
        findings.saw(format!("{from} Einträge gelesen."));
    }
    findings.verdict()
}

/// Members of the event that results were recorded.
fn is_of_evidence(name: &str) -> bool {
    matches!(name, "commit" | "checks" | "red")
}
