//! Changing what one logs in with, and erasing the account, demand that somebody has just logged in.

use heilsam_domain::{CredentialId, Role, SlotId};
use heilsam_protocol::path;
use jiff::SignedDuration;

use crate::evidence::{Findings, Outcome, Subject};

/// Older than this a login is not fresh any more; shorter than every idle limit.
const STALE: SignedDuration = SignedDuration::from_mins(10);
const NOT_FRESH: &str = "login-not-fresh";

/// Tries to change every credential without a session, with one that is used but old, and right after a login.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let reply = trial.ask(None, "POST", path::CREDENTIAL_PASSKEY_START, None).await?;
    findings.demand(reply.status.as_u16() == 401, || {
        "Ohne Sitzung lässt sich ein Passkey hinzufügen.".to_owned()
    });
    let fresh = trial.person(Role::Patient, false).await?;
    let reply = trial.ask(Some(&fresh), "POST", path::CREDENTIAL_PASSKEY_START, None).await?;
    findings.demand(reply.status.is_success(), || {
        "Gleich nach dem Anmelden lässt sich kein Passkey hinzufügen: Zugangsdaten kann niemand ändern."
            .to_owned()
    });
    let person = trial.person(Role::Patient, false).await?;
    for _ in 0..2 {
        trial.advance(STALE);
        trial.ask(Some(&person), "GET", path::ACCOUNT, None).await?;
    }
    let nobodys = |pattern| path::fill(pattern, CredentialId::from_bytes([7; 16]));
    let slot = path::fill(path::SLOT, SlotId::from_bytes([7; 16]));
    for (what, method, path) in [
        ("ein Passkey hinzufügen", "POST", path::CREDENTIAL_PASSKEY_START.to_owned()),
        ("eine Passphrase setzen", "POST", path::CREDENTIAL_PASSPHRASE_START.to_owned()),
        ("ein Zugang entfernen", "DELETE", nobodys(path::CREDENTIAL)),
        ("ein Wiederherstellungsbogen erstellen", "PUT", path::SLOTS.to_owned()),
        ("ein Wiederherstellungsbogen entfernen", "DELETE", slot),
        ("eine Vertrauensperson bestimmen", "PUT", path::RECOVERY_CONTACT.to_owned()),
        // Last: whoever is not refused has no account any more.
        ("das Konto löschen", "DELETE", path::ACCOUNT.to_owned()),
    ] {
        let body = (method != "DELETE").then_some(&b"{}"[..]);
        let reply = trial.ask(Some(&person), method, &path, body).await?;
        findings.demand(reply.problem() == NOT_FRESH, || {
            format!("20 Minuten nach dem Anmelden lässt sich {what}, ohne sich noch einmal auszuweisen.")
        });
    }
    findings.saw(
        "Passkey, Passphrase, Wiederherstellungsbogen, Vertrauensperson und Löschen des Kontos: ohne Sitzung, mit einer alten, mit einer frischen.",
    );
    findings.verdict()
}
