//! Both ways to log in need two factors: a passkey that verifies its owner, or a passphrase with a one-time code.

use heilsam_protocol::path;
use serde_json::Value;

use crate::evidence::{Findings, Outcome, Subject};

/// Messages that end a registration or login with a passphrase.
const FINISH: [&str; 3] = ["FinishPassphraseLogin", "FinishWithPassphrase", "AddPassphrase"];

/// Asks for the terms of a login, and reads what the last messages need.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let started = subject.door.ask("POST", path::LOGIN_PASSKEY_START, None).await?;
    let verification = find(&started.json(), "userVerification").unwrap_or_default();
    findings.demand(verification == "required", || {
        format!("Passkeys prüfen ihren Besitzer nicht zwingend („{verification}“).")
    });
    let described = subject.door.get(path::OPENAPI).await?.json();
    for name in FINISH {
        let schema = described.pointer(&format!("/components/schemas/{name}")).cloned().unwrap_or_default();
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        findings.demand(required.iter().any(|field| field == "totp"), || {
            format!("{name} verlangt keinen Einmalcode.")
        });
    }
    findings.saw("Passkey-Anmeldung und 3 Nachrichten mit Passphrase.");
    findings.verdict()
}

/// The text of a member, wherever it stands.
fn find(value: &Value, name: &str) -> Option<String> {
    match value {
        Value::Object(members) => match members.get(name).and_then(Value::as_str) {
            Some(text) => Some(text.to_owned()),
            None => members.values().find_map(|value| find(value, name)),
        },
        Value::Array(items) => items.iter().find_map(|value| find(value, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
