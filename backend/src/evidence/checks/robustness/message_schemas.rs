//! Messages that are not what a route expects are refused, never stored and never a fault of the server.

use heilsam_protocol::path::fill;

use crate::evidence::checks::access::login_wall::NOBODY;
use crate::evidence::{Findings, Outcome, Subject};
use crate::route::Access;

/// Messages that no route expects.
const WRONG: [&[u8]; 8] = [
    b"",
    b"null",
    b"[]",
    b"{\"unexpected\":true}",
    b"{\"token\":",
    b"\xff\xfe\x00",
    b"{\"token\":{\"$ne\":null},\"code\":\"' OR 1=1 --\"}",
    b"\"<script>alert(1)</script>\"",
];

/// Sends wrong messages to every route that takes one, as a role that may call it.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let mut asked = 0;
    for route in subject.routes.iter().filter(|route| route.takes.is_some()) {
        let role = match route.access {
            Access::Public => None,
            Access::AnyRole => Some(heilsam_domain::Role::Patient),
            Access::Roles(roles) => roles.first().copied(),
        };
        let person = match role {
            Some(role) => Some(trial.person(role, false).await?),
            None => None,
        };
        let method = route.verb.as_str().to_uppercase();
        let path = fill(route.path, NOBODY);
        for wrong in WRONG {
            let reply = trial.ask(person.as_ref(), &method, &path, Some(wrong)).await?;
            asked += 1;
            let status = reply.status.as_u16();
            findings.demand((400..500).contains(&status), || {
                let shown: String = String::from_utf8_lossy(wrong).chars().take(30).collect();
                format!("{method} {} beantwortet „{shown}“ mit {status}.", route.path)
            });
        }
    }
    findings.saw(format!("{asked} falsche Nachrichten."));
    findings.verdict()
}
