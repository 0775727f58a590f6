//! Whoever asks too often has to wait: the limits of the deployment, tried out in a trial.

use heilsam_protocol::path;

use crate::evidence::{Findings, Outcome, Subject};

/// Most logins and look-ups of one network per minute that still protect against guessing.
const MOST_LOGINS: u32 = 120;
const MOST_LOOKUPS: u32 = 60;
const MOST_REQUESTS: u32 = 6_000;

/// Asks until it is refused.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let limits = &subject.config.limits;
    for (name, value, most) in [
        ("logins_per_minute", limits.logins_per_minute, MOST_LOGINS),
        ("lookups_per_minute", limits.lookups_per_minute, MOST_LOOKUPS),
        ("requests_per_minute", limits.requests_per_minute, MOST_REQUESTS),
    ] {
        findings
            .demand(value <= most, || format!("limits.{name} ist {value}; höchstens {most} schützen noch."));
    }
    let trial = subject.trials.strict().await?;
    let nameplate = path::fill(path::NAMEPLATE, "0000");
    for (what, method, place, body, limit) in [
        ("Anmelden", "POST", path::LOGIN_PASSKEY_START, None, limits.logins_per_minute.min(MOST_LOGINS)),
        (
            "Codes raten",
            "POST",
            path::REGISTRATIONS,
            Some(&b"{}"[..]),
            limits.logins_per_minute.min(MOST_LOGINS),
        ),
        ("Räume raten", "GET", nameplate.as_str(), None, limits.lookups_per_minute.min(MOST_LOOKUPS)),
    ] {
        let mut refused = None;
        for asked in 0..=limit {
            let reply = trial.ask(None, method, place, body).await?;
            if reply.status.as_u16() == 429 {
                refused = Some((asked, reply));
                break;
            }
        }
        match refused {
            None => findings
                .red(format!("{what}: Auch nach {limit} Anfragen in einer Minute wird nicht gebremst.")),
            Some((asked, reply)) => {
                findings.saw(format!("{what}: nach {asked} Anfragen gebremst."));
                let waits = reply.headers.contains_key(axum::http::header::RETRY_AFTER)
                    || reply.json().get("retry_after").is_some();
                findings
                    .demand(waits, || format!("{what}: Die Antwort sagt nicht, wie lange zu warten ist."));
            }
        }
    }
    findings.verdict()
}
