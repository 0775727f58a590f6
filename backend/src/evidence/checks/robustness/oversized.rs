//! A message larger than the limit is refused before it is read to its end.

use heilsam_protocol::{limit, path};

use crate::evidence::{Findings, Outcome, Subject};

/// Sends one byte more than is taken.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let large = vec![b' '; limit::BODY_BYTES + 1];
    for route in [path::REGISTRATIONS, path::LOGIN_PASSPHRASE_FINISH, path::RECOVERY] {
        let reply = trial.ask(None, "POST", route, Some(&large)).await?;
        findings.demand(reply.status.as_u16() == 413, || {
            format!("{route} beantwortet eine zu große Nachricht mit {}.", reply.status.as_u16())
        });
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let reply = trial.ask(None, "POST", path::REGISTRATIONS, Some(deep.as_bytes())).await?;
    findings.demand(reply.status.is_client_error(), || {
        format!("Eine tief geschachtelte Nachricht wird mit {} beantwortet.", reply.status.as_u16())
    });
    findings.saw(format!("Nachrichten über {} KiB und eine tief geschachtelte.", limit::BODY_BYTES / 1024));
    findings.verdict()
}
