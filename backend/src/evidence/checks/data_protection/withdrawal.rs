//! A withdrawal counts from the next request on, for its purpose and for no other.

use heilsam_domain::{ConsentAction, Purpose, Role};
use heilsam_protocol::path;

use super::consent_gate::collection;
use crate::clock::Clock;
use crate::consents::proof::prove;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Gives two consents and withdraws one.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let person = trial.person(Role::Patient, false).await?;
    let act = async |purpose, action| {
        let signed = trial.consent(&person, purpose, action)?;
        let reply = trial.json(Some(&person), "POST", path::CONSENTS, &signed).await?;
        Ok::<bool, Obstacle>(reply.status.is_success())
    };
    act(Purpose::IntendedUse, ConsentAction::Given).await?;
    act(Purpose::Improvement, ConsentAction::Given).await?;
    let reply = trial.json(Some(&person), "PUT", path::COLLECTIONS, &collection()).await?;
    findings.demand(reply.status.is_success(), || "Mit Einwilligung wird nicht gespeichert.".to_owned());
    let withdrawn = act(Purpose::IntendedUse, ConsentAction::Withdrawn).await?;
    findings.demand(withdrawn, || "Ein Widerruf wird nicht angenommen.".to_owned());
    let reply = trial.json(Some(&person), "PUT", path::COLLECTIONS, &collection()).await?;
    findings.demand(reply.problem() == "consent-missing", || {
        format!("Nach dem Widerruf wird weiter gespeichert ({}).", reply.status.as_u16())
    });
    let reading = trial.ask(Some(&person), "GET", path::CHANGES, None).await?;
    findings.demand(reading.status.is_success(), || {
        "Nach dem Widerruf kommt die Person nicht mehr an ihre eigenen Daten.".to_owned()
    });
    let proof =
        prove(&trial.state.store, trial.state.keys.deployment_id(), person.account, trial.clock.now())
            .await?;
    let left: Vec<Purpose> = proof.in_force.iter().map(|proven| proven.consent.purpose).collect();
    findings.demand(left == [Purpose::Improvement], || {
        "Der Widerruf eines Zwecks hat einen anderen berührt.".to_owned()
    });
    findings.saw("Zwei Einwilligungen gegeben, eine widerrufen, danach geschrieben und gelesen.");
    findings.verdict()
}
