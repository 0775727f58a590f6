//! Every role at every route, in a trial: whoever the table does not name is refused.

use heilsam_domain::Role;
use heilsam_protocol::path::fill;

use super::login_wall::NOBODY;
use crate::evidence::{Findings, Outcome, Subject};
use crate::route::{Access, Route, Verb};

/// Asks every route as every role, also with a session from a recovery sheet.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let (mut asked, mut refused) = (0, 0);
    for role in Role::ALL {
        for recovering in [false, true] {
            let mut person = trial.person(role, recovering).await?;
            for route in &subject.routes {
                if route.access == Access::Public {
                    continue;
                }
                let method = route.verb.as_str().to_uppercase();
                let body = (route.takes.is_some()).then_some(&b"{}"[..]);
                let reply = trial.ask(Some(&person), &method, &fill(route.path, NOBODY), body).await?;
                asked += 1;
                // Some routes end the session that asks.
                if route.verb == Verb::Delete || reply.status.as_u16() == 401 {
                    person = trial.person(role, recovering).await?;
                }
                let status = reply.status.as_u16();
                if permitted(route, role, recovering) {
                    findings.demand(!matches!(status, 401 | 403 | 500), || {
                        format!(
                            "{method} {} lehnt {role} mit {status} ab, obwohl die Tabelle es erlaubt.",
                            route.path
                        )
                    });
                } else {
                    refused += 1;
                    findings.demand(status == 403, || {
                        let how =
                            if recovering { " mit einer Sitzung vom Wiederherstellungsbogen" } else { "" };
                        format!("{role}{how} erreicht {method} {} ({status}).", route.path)
                    });
                }
            }
        }
    }
    findings.saw(format!("{asked} Anfragen aller Rollen, {refused} davon waren abzulehnen."));
    findings.verdict()
}

fn permitted(route: &Route, role: Role, recovering: bool) -> bool {
    let fits = match route.access {
        Access::Public | Access::AnyRole => true,
        Access::Roles(roles) => roles.contains(&role),
    };
    fits && (route.recovering || !recovering)
}
