//! Nothing of a patient is stored without a consent that the patient signed.

use heilsam_domain::{ConsentAction, Purpose, Role};
use heilsam_protocol::path;
use serde_json::{Value, json};

use crate::evidence::checks::access::login_wall::NOBODY;
use crate::evidence::{Findings, Outcome, Subject};

/// A collection as a device makes it.
pub(super) fn collection() -> Value {
    json!({ "collection_id": NOBODY, "sealed_keys": data_encoding::BASE64URL_NOPAD.encode(&[1; 80]) })
}

/// Writes before, with a forged, with another, and with the right consent.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let person = trial.person(Role::Patient, false).await?;
    let write = async || trial.json(Some(&person), "PUT", path::COLLECTIONS, &collection()).await;
    let before = write().await?;
    findings.demand(before.problem() == "consent-missing", || {
        format!("Ohne Einwilligung wird gespeichert ({}).", before.status.as_u16())
    });
    let mut forged = trial.consent(&person, Purpose::IntendedUse, ConsentAction::Given)?;
    if let Some(byte) = forged.signature.0.last_mut() {
        *byte ^= 1;
    }
    let reply = trial.json(Some(&person), "POST", path::CONSENTS, &forged).await?;
    findings.demand(reply.problem() == "signature-refused", || {
        "Eine Einwilligung mit falscher Unterschrift wird angenommen.".to_owned()
    });
    let other = trial.consent(&person, Purpose::Improvement, ConsentAction::Given)?;
    trial.json(Some(&person), "POST", path::CONSENTS, &other).await?;
    let reply = write().await?;
    findings.demand(reply.problem() == "consent-missing", || {
        "Die Einwilligung zu einem anderen Zweck öffnet das Tagebuch.".to_owned()
    });
    let right = trial.consent(&person, Purpose::IntendedUse, ConsentAction::Given)?;
    trial.json(Some(&person), "POST", path::CONSENTS, &right).await?;
    let reply = write().await?;
    findings.demand(reply.status.is_success(), || {
        format!("Mit Einwilligung wird nicht gespeichert ({}).", reply.status.as_u16())
    });
    let listed = trial.ask(Some(&person), "GET", path::CONSENTS, None).await?.json();
    let complete = listed.as_array().is_some_and(|acts| {
        acts.len() == 2
            && acts.iter().all(|act| {
                ["purpose", "text_version", "text_sha384", "at", "signature"].iter().all(|field| {
                    act.get(*field).is_some() || act.pointer(&format!("/consent/{field}")).is_some()
                })
            })
    });
    findings
        .demand(complete, || "Zweck, Fassung und Zeit der Einwilligung sind nicht festgehalten.".to_owned());
    findings.saw("Speichern ohne, mit gefälschter, mit anderer und mit richtiger Einwilligung.");
    findings.verdict()
}
