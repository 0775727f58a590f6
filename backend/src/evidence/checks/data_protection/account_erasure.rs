//! An account can be deleted by its owner, and nothing of it stays.

use heilsam_domain::Role;
use heilsam_protocol::path;

use crate::evidence::{Findings, Outcome, Subject};
use crate::route::Verb;

/// Deletes an account of a trial and looks for what is left.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let exists = subject.routes.iter().any(|route| route.path == path::ACCOUNT && route.verb == Verb::Delete);
    if !exists {
        findings.red("Es gibt keinen Weg, ein Konto zu löschen.");
        return findings.verdict();
    }
    let trial = subject.trials.start().await?;
    let person = trial.person(Role::Patient, false).await?;
    let reply = trial.ask(Some(&person), "DELETE", path::ACCOUNT, None).await?;
    findings.demand(reply.status.is_success(), || {
        format!("Das Löschen eines Kontos wird mit {} beantwortet.", reply.status.as_u16())
    });
    for (table, count) in trial.state.store.traces(person.account).await? {
        // A code that was used stays used: without this it could be redeemed again.
        findings
            .demand(table == "redeemed_codes", || format!("In {table} bleiben {count} Einträge des Kontos."));
    }
    let after = trial.ask(Some(&person), "GET", path::ACCOUNT, None).await?;
    findings.demand(after.status.as_u16() == 401, || {
        "Die Sitzung eines gelöschten Kontos gilt weiter.".to_owned()
    });
    findings.saw("Ein Konto gelöscht und alle Tabellen nach Resten durchsucht.");
    findings.verdict()
}
