//! Every route that is not public answers 401 to somebody without a session, at the running deployment.

use heilsam_protocol::path::fill;

use crate::evidence::{Findings, Outcome, Subject};
use crate::route::Access;

/// An id that belongs to nobody.
pub(in super::super) const NOBODY: &str = "018f3c1e-0000-7000-8000-000000000000";

/// Asks every route without a session and with a made-up one.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let mut asked = 0;
    let made_up = format!("{}={}", crate::account::session::COOKIE, "A".repeat(43));
    for route in subject.routes.iter().filter(|route| route.access != Access::Public) {
        let path = fill(route.path, NOBODY);
        let method = route.verb.as_str().to_uppercase();
        let body = (route.takes.is_some()).then_some(&b"{}"[..]);
        for cookie in [None, Some(made_up.as_str())] {
            let request = crate::evidence::door::request(&method, &path, cookie, body)?;
            let reply = subject.door.send(request).await?;
            asked += 1;
            findings.demand(reply.status.as_u16() == 401, || {
                let with = if cookie.is_some() { "mit erfundener Sitzung" } else { "ohne Sitzung" };
                format!("{method} {} antwortet {with} mit {} statt 401.", route.path, reply.status.as_u16())
            });
        }
    }
    findings.saw(format!("{asked} Anfragen ohne gültige Sitzung."));
    findings.verdict()
}
