//! The session's secret is in a protected cookie and nowhere else.

use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::Role;
use heilsam_protocol::path;

use crate::account::session::{COOKIE, SessionToken};
use crate::evidence::{Findings, Outcome, Subject};

const ATTRIBUTES: [&str; 4] = ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"];

/// Looks at the cookie that begins a session and the one that ends it, and for the secret in the files of a trial.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let one: [u8; 32] = subject.entropy.bytes();
    let begun = SessionToken::from_random(one).to_cookie();
    let person = trial.person(Role::Patient, false).await?;
    let ended = trial.ask(Some(&person), "DELETE", path::SESSION_CURRENT, None).await?;
    let ended = ended.header(&axum::http::header::SET_COOKIE).to_owned();
    for (cookie, when) in [(&begun, "zu Beginn"), (&ended, "am Ende")] {
        findings.demand(cookie.starts_with(COOKIE) && COOKIE.starts_with("__Host-"), || {
            format!("Das Cookie {when} heißt nicht {COOKIE}.")
        });
        for attribute in ATTRIBUTES {
            findings.demand(cookie.contains(attribute), || format!("Dem Cookie {when} fehlt „{attribute}“."));
        }
        findings.demand(!cookie.to_lowercase().contains("domain="), || {
            format!("Das Cookie {when} gilt auch für andere Rechner der Domäne.")
        });
    }
    let person = trial.person(Role::Patient, false).await?;
    trial.ask(Some(&person), "GET", path::ACCOUNT, None).await?;
    let token = person.cookie.split_once('=').map(|(_, token)| token.to_owned()).unwrap_or_default();
    let raw = BASE64URL_NOPAD.decode(token.as_bytes()).unwrap_or_default();
    findings.demand(raw.len() >= 16, || "Das Geheimnis der Sitzung ist kürzer als 128 Bit.".to_owned());
    for entry in std::fs::read_dir(&trial.folder)? {
        let bytes = std::fs::read(entry?.path())?;
        let has = |part: &[u8]| bytes.windows(part.len().max(1)).any(|window| window == part);
        findings.demand(!has(token.as_bytes()), || {
            "Das Geheimnis der Sitzung steht in der Datenbank.".to_owned()
        });
    }
    findings.saw("Cookie zu Beginn und Ende, Dateien der Probe nach dem Geheimnis durchsucht.");
    findings.verdict()
}
