//! Guessing is slowed down per name, and unknown names are answered like known ones.

use heilsam_protocol::path;
use serde_json::{Value, json};

use crate::account::attempts::{ALLOWED, Attempts, WINDOW};
use crate::evidence::{Findings, Outcome, Subject};

/// Most failures in a row before a name has to wait. Source: BSI TR-03161-3, O.Auth_9.
const MOST: u32 = 20;

/// Fails on purpose.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    findings.demand(ALLOWED <= MOST, || {
        format!("{ALLOWED} Fehlversuche sind erlaubt; höchstens {MOST} sind angemessen.")
    });
    let (attempts, name) = (Attempts::default(), [7; 32]);
    for _ in 0..ALLOWED {
        attempts.failed(name, subject.now);
    }
    findings.demand(attempts.wait(&name, subject.now).is_some(), || {
        format!("Nach {ALLOWED} Fehlversuchen muss niemand warten.")
    });
    let later = subject.now.saturating_add(WINDOW)?;
    findings.demand(attempts.wait(&name, later).is_none(), || "Die Sperre endet nie.".to_owned());

    let trial = subject.trials.start().await?;
    // An element of P-384 is 49 bytes; this one is no point, and is refused for every name alike.
    let start = |name: &str| json!({ "login_name": name, "opaque": "AAAA" });
    let mut answers: Vec<(u16, Value)> = Vec::new();
    for name in ["erika", "niemand", "dr-weber"] {
        let reply = trial.json(None, "POST", path::LOGIN_PASSPHRASE_START, &start(name)).await?;
        answers.push((reply.status.as_u16(), reply.json()));
    }
    findings.demand(answers.windows(2).all(|pair| pair.first() == pair.last()), || {
        "Die Antworten verraten, ob es einen Anmeldenamen gibt.".to_owned()
    });
    // The last character is a checksum: both are wrong.
    for code in ["77AAAAAAAAAAAAAA", "77AAAAAAAAAAAAAB"] {
        let body = json!({ "code": { "kind": "activation", "code": code } });
        let reply = trial.json(None, "POST", path::REGISTRATIONS, &body).await?;
        findings.demand(reply.status.is_client_error(), || "Ein erfundener Code wird angenommen.".to_owned());
    }
    findings.saw(format!("{ALLOWED} Fehlversuche, 3 Namen, 2 erfundene Codes."));
    findings.verdict()
}
