//! When authorisation cannot decide because the database fails, it refuses.

use heilsam_domain::Role;
use heilsam_protocol::path::fill;

use super::login_wall::NOBODY;
use crate::evidence::{Findings, Outcome, Subject};
use crate::route::Access;

/// Closes the database of a trial under a living session and asks every protected route.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let person = trial.person(Role::Patient, false).await?;
    trial.state.store.close().await;
    let mut asked = 0;
    for route in subject.routes.iter().filter(|route| route.access != Access::Public) {
        let method = route.verb.as_str().to_uppercase();
        let body = (route.takes.is_some()).then_some(&b"{}"[..]);
        let reply = trial.ask(Some(&person), &method, &fill(route.path, NOBODY), body).await?;
        asked += 1;
        let refused = reply.status.is_client_error() || reply.status.is_server_error();
        findings.demand(refused, || {
            format!("{method} {} antwortet ohne Datenbank mit {}.", route.path, reply.status.as_u16())
        });
    }
    findings.saw(format!("{asked} Wege ohne Datenbank gefragt."));
    findings.verdict()
}
