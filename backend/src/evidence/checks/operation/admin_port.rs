//! The second listener with metrics, health and the administration is not reachable from outside, and the administration has a
//! token that is one.

use std::net::IpAddr;

use crate::admin::token::AdminToken;
use crate::evidence::{Findings, Outcome, Subject};

/// Looks at the address it listens on, and at the file of the token.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    match subject.config.server.admin_listen {
        None => findings.saw("Es gibt keine Betriebsschnittstelle."),
        Some(address) => {
            findings.saw(format!("Die Betriebsschnittstelle lauscht auf Port {}.", address.port()));
            findings.demand(is_inner(address.ip()), || {
                format!(
                    "Die Betriebsschnittstelle lauscht auf {}: Sie ist von außen erreichbar.",
                    address.ip()
                )
            });
        }
    }
    match subject.config.server.admin_token_file.as_deref().map(AdminToken::read) {
        None => findings.saw("Die Verwaltung ist abgeschaltet."),
        Some(Ok(_)) => findings.saw("Die Verwaltung verlangt ein Token aus einer geschützten Datei."),
        Some(Err(error)) => findings.red(format!("Das Token der Verwaltung taugt nicht: {error}.")),
    }
    findings.verdict()
}

/// Loopback, or a private network (RFC 1918, RFC 4193).
fn is_inner(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}
