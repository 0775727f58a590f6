//! Beside the encrypted address there is no plain one, or it does nothing but lead to the encrypted one.

use axum::http::header;
use url::Url;

use crate::evidence::door::{Door, DoorError};
use crate::evidence::live::Live;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Looks at port 80 of the same host, and at what is sent in the clear.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    if subject.is_loopback() && subject.url.scheme() == "http" {
        return Err(Obstacle("Auf diesem Rechner geht nichts über ein Netz.".to_owned()));
    }
    let mut plain = subject.url.clone();
    let _ = plain.set_scheme("http");
    let _ = plain.set_port(None);
    beside(&plain, subject.url.scheme() == "https").await
}

/// Looks at one plain address; `encrypted` says whether there is an encrypted one beside it.
///
/// # Errors
/// [`Obstacle`] if the address is none.
pub async fn beside(plain: &Url, encrypted: bool) -> Outcome {
    let mut findings = Findings::new();
    findings.demand(encrypted, || "Die öffentliche Adresse ist nicht verschlüsselt.".to_owned());
    let live = Live::new(plain, &[])?;
    let door: &dyn Door = &live;
    for path in ["/", "/api/v1/site", "/app/"] {
        match door.get(path).await {
            Err(DoorError::Unreachable { .. }) => {
                findings.saw(format!("Unverschlüsselt antwortet auf {path} niemand."));
            }
            Err(other) => return Err(other.into()),
            Ok(reply) => {
                let leads = reply.header(&header::LOCATION).starts_with("https://");
                findings.saw(format!("Unverschlüsselt antwortet {path} mit {}.", reply.status.as_u16()));
                findings.demand(reply.status.is_redirection() && leads, || {
                    format!("{path} wird unverschlüsselt ausgeliefert ({}).", reply.status.as_u16())
                });
            }
        }
    }
    findings.verdict()
}
