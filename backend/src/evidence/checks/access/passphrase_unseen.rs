//! No message of the API carries a password: the passphrase is proven (OPAQUE), never sent.

use heilsam_protocol::path;
use serde_json::Value;

use crate::evidence::{Findings, Outcome, Subject};

/// Members that would carry a password.
const FORBIDDEN: [&str; 6] = ["password", "passphrase", "passwort", "pwd", "pin", "secret_phrase"];

/// Reads the description of every message.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let described = subject.door.get(path::OPENAPI).await?.json();
    let schemas =
        described.pointer("/components/schemas").and_then(Value::as_object).cloned().unwrap_or_default();
    for (name, schema) in schemas.iter().filter(|(name, _)| !name.starts_with("Demo")) {
        let members = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
        for member in members.keys().filter(|member| FORBIDDEN.contains(&member.to_lowercase().as_str())) {
            findings.red(format!("Die Nachricht {name} trägt „{member}“ im Klartext."));
        }
    }
    if !schemas.is_empty() {
        findings.saw(format!("{} Nachrichten der Schnittstelle.", schemas.len()));
    }
    findings.verdict()
}
