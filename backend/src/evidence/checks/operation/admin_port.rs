//! The second listener with metrics and health is not reachable from outside.

use std::net::IpAddr;

use crate::evidence::{Findings, Outcome, Subject};

/// Looks at the address it listens on.
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
    findings.verdict()
}

/// Loopback, or a private network (RFC 1918, RFC 4193).
fn is_inner(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}
