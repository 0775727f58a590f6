//! Nothing in configuration or API switches the second factor off: there is no fallback to explain or to take back.

use crate::config::ConfigDraft;
use crate::evidence::{Findings, Outcome, Subject};

/// Words of settings that would switch a factor off.
const WORDS: [&str; 8] = [
    "single_factor",
    "one_factor",
    "skip_totp",
    "without_totp",
    "disable_totp",
    "mfa",
    "two_factor",
    "remember_device",
];

/// Reads all keys of the configuration and all routes.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    of(&serde_json::to_string(&schemars::schema_for!(ConfigDraft))?, subject)
}

/// Looks at a schema of the configuration.
///
/// # Errors
/// Never; only to be called like the others.
pub fn of(schema: &str, subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    for word in WORDS {
        findings.demand(!schema.contains(word), || format!("Die Konfiguration kennt „{word}“."));
        for route in &subject.routes {
            findings.demand(!route.path.contains(word), || {
                format!("Der Weg {} spricht von „{word}“.", route.path)
            });
        }
    }
    findings.saw(format!("Konfiguration und {} Wege.", subject.routes.len()));
    findings.verdict()
}
