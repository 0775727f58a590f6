//! A page of somebody else cannot make a browser change anything.

use axum::http::{Request, header};
use heilsam_domain::Role;
use heilsam_protocol::path;

use crate::evidence::{Findings, Outcome, Subject};

/// Sends changes as other sites would.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://x.example")]
    {
        let person = trial.person(Role::Patient, false).await?;
        let request = Request::delete(path::SESSION_CURRENT)
            .header(header::COOKIE, &person.cookie)
            .header(name, value)
            .body(Vec::new())?;
        let status = trial.send(request).await?.status.as_u16();
        findings.demand(status == 403, || {
            format!("Eine Änderung mit {name}: {value} wird nicht abgelehnt ({status}).")
        });
    }
    let reply = subject.door.get(path::SITE).await?;
    let allowed = reply.header(&header::ACCESS_CONTROL_ALLOW_ORIGIN);
    findings.demand(allowed.is_empty(), || format!("Die Antworten sind für „{allowed}“ lesbar."));
    findings.saw("3 Änderungen von fremden Seiten, Freigabe für andere Herkunft.");
    findings.verdict()
}
