//! Changing what one logs in with demands that somebody has just logged in.

use heilsam_domain::Role;
use heilsam_protocol::path;
use jiff::SignedDuration;

use crate::evidence::{Findings, Outcome, Subject};

/// Older than this a login is not fresh any more; shorter than every idle limit.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// Tries to add a passkey without a session, and with one that is used but old.
pub(super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let reply = trial.ask(None, "POST", path::CREDENTIAL_PASSKEY_START, None).await?;
    findings.demand(reply.status.as_u16() == 401, || {
        "Ohne Sitzung lässt sich ein Passkey hinzufügen.".to_owned()
    });
    let person = trial.person(Role::Patient, false).await?;
    for _ in 0..2 {
        trial.advance(FRESH);
        trial.ask(Some(&person), "GET", path::ACCOUNT, None).await?;
    }
    let reply = trial.ask(Some(&person), "POST", path::CREDENTIAL_PASSKEY_START, None).await?;
    findings.demand(!reply.status.is_success(), || {
        "20 Minuten nach dem Anmelden lässt sich ein Passkey hinzufügen, ohne sich noch einmal auszuweisen.".to_owned()
    });
    findings.saw("Passkey hinzufügen ohne Sitzung und mit einer alten.");
    findings.verdict()
}
