//! A doctor sees nothing of a patient by themselves.

use heilsam_domain::{CollectionId, Role};
use heilsam_protocol::path::{self, fill};

use crate::evidence::checks::robustness::rollback::{batch, ready, record};
use crate::evidence::{Findings, Obstacle, Outcome, Subject, Verdict};

/// Writes as a patient and looks as everybody else.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let collection = CollectionId::from_bytes([7; 16]);
    let patient = ready(&trial, collection).await?;
    let upload = fill(path::COLLECTION_RECORDS, collection);
    let one = batch(0, &[record(collection, 1, 1)?]);
    trial.json(Some(&patient), "POST", &upload, &one).await?;
    let own = trial.ask(Some(&patient), "GET", path::CHANGES, None).await?.text();
    if !own.contains("\"content\"") {
        return Err(Obstacle("Der Eintrag der Probe wurde nicht gespeichert.".to_owned()));
    }
    for role in Role::ALL {
        let other = trial.person(role, false).await?;
        for route in [path::CHANGES, path::COLLECTIONS] {
            let text = trial.ask(Some(&other), "GET", route, None).await?.text();
            let seen = text.contains("\"content\"") || text.contains(&collection.to_string());
            findings.demand(!seen, || format!("{role} sieht über {route} Einträge eines fremden Kontos."));
        }
        let more = batch(1, &[record(collection, 2, 1)?]);
        let reply = trial.json(Some(&other), "POST", &upload, &more).await?;
        findings.demand(!reply.status.is_success(), || format!("{role} schreibt in ein fremdes Tagebuch."));
    }
    findings.saw("Eintrag einer Person; alle Rollen haben gelesen und geschrieben.");
    match findings.verdict()? {
        Verdict::Passed { .. } if !subject.routes.iter().any(|route| route.path.contains("grant")) => Err(Obstacle(
            "Niemand sieht Einträge eines fremden Kontos. Freigaben an Leistungserbringer hat dieser Stand aber nicht; \
             sie lassen sich darum nicht prüfen."
                .to_owned(),
        )),
        verdict => Ok(verdict),
    }
}
