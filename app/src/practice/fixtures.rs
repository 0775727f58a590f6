//! What tests of several papers need.

use heilsam_protocol::contract::{Certificate, CertificateKind};

/// A certificate of the service.
pub fn certificate(kind: CertificateKind, number: &str, until: &str) -> Certificate {
    Certificate {
        title: "Videodienst".to_owned(),
        issuer: "Muster GmbH".to_owned(),
        valid_until: until.parse().unwrap(),
        kind,
        number: number.to_owned(),
    }
}
