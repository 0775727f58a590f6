//! What concerns security is in the audit log: events are caused in a trial and looked up.

use heilsam_domain::{ConsentAction, Purpose, Role};
use heilsam_protocol::path;
use serde_json::{Value, json};

use crate::evidence::checks::access::login_wall::NOBODY;
use crate::evidence::{Findings, Outcome, Subject};

/// Causes events and reads the log.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let patient = trial.person(Role::Patient, false).await?;
    for action in [ConsentAction::Given, ConsentAction::Withdrawn] {
        let act = trial.consent(&patient, Purpose::IntendedUse, action)?;
        trial.json(Some(&patient), "POST", path::CONSENTS, &act).await?;
    }
    trial.ask(Some(&patient), "GET", path::CONSULTATIONS, None).await?;
    let code = json!({ "code": { "kind": "enrolment", "code": "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA" } });
    trial.json(None, "POST", path::REGISTRATIONS, &code).await?;
    let recover = json!({ "locator": text(16), "auth_key": text(32) });
    trial.json(None, "POST", path::RECOVERY, &recover).await?;
    let slot = json!({ "slot_id": NOBODY, "kind": "recovery-sheet", "credential_id": null,
        "sealed": text(120), "locator": text(16), "auth_key": text(32) });
    trial.json(Some(&patient), "PUT", path::SLOTS, &slot).await?;
    trial.ask(Some(&patient), "DELETE", path::SESSION_CURRENT, None).await?;
    let again = trial.person(Role::Patient, false).await?;
    trial.ask(Some(&again), "DELETE", path::SESSIONS, None).await?;
    let author = trial.person(Role::ManufacturerAuthor, false).await?;
    let act = json!({ "expected_count": 0, "actions": [{ "do": "set-filing", "on": null }] });
    trial.json(Some(&author), "POST", path::DOSSIER_ENTRIES, &act).await?;

    let rows = trial.state.store.audit_rows(0, 1_000).await?;
    let events: Vec<Value> = rows.iter().filter_map(|row| serde_json::from_str(&row.event).ok()).collect();
    let has = |name: &str| events.iter().any(|event| event.get("event").is_some_and(|it| it == name));
    for (name, what) in [
        ("consent-given", "eine Einwilligung"),
        ("consent-withdrawn", "ein Widerruf"),
        ("access-refused", "ein abgelehnter Zugriff"),
        ("code-refused", "ein abgelehnter Code"),
        ("login-refused", "eine abgelehnte Anmeldung"),
        ("slot-put", "ein neuer Wiederherstellungsbogen"),
        ("session-ended", "ein Abmelden"),
        ("sessions-ended", "ein Abmelden überall"),
        ("dossier-changed", "eine Änderung der Antragsunterlagen"),
    ] {
        findings.demand(has(name), || format!("Im Protokoll fehlt {what} ({name})."));
    }
    findings.demand(events.iter().all(|event| event.get("at").is_some()), || {
        "Einträge nennen keine Zeit.".to_owned()
    });
    findings.saw(format!("9 Arten von Ereignissen ausgelöst, {} Einträge gefunden.", events.len()));
    findings.verdict()
}

fn text(length: usize) -> String {
    data_encoding::BASE64URL_NOPAD.encode(&vec![7; length])
}
