//! The certificate of the public address: trusted as in a browser, for this host, and not about to end.

use jiff::{SignedDuration, Timestamp};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::evidence::door::DoorError;
use crate::evidence::live::Live;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Fewer days than this are too few to renew in peace.
const DAYS_LEFT: i64 = 14;

/// Shakes hands as a browser does.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    if subject.url.scheme() != "https" {
        return Err(Obstacle("Die Adresse beginnt mit http://: Es gibt kein Zertifikat.".to_owned()));
    }
    let mut findings = Findings::new();
    let live = Live::new(&subject.url, &subject.trusted)?;
    let stream = match live.handshake().await {
        Ok(stream) => stream,
        Err(DoorError::Untrusted(why)) => {
            findings.red(format!(
                "Das Zertifikat wird nicht anerkannt ({why}). Ein Browser würde nichts senden."
            ));
            return findings.verdict();
        }
        Err(other) => return Err(other.into()),
    };
    let certificates = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let Some(first) = certificates.first() else {
        return Err(Obstacle("Der Server hat kein Zertifikat gezeigt.".to_owned()));
    };
    let (_, read) = X509Certificate::from_der(first)?;
    let ends = Timestamp::from_second(read.validity().not_after.timestamp())?;
    let left = ends.duration_since(subject.now).as_hours() / 24;
    findings.saw(format!("Das Zertifikat wird anerkannt und gilt noch {left} Tage."));
    let enough = ends.duration_since(subject.now) >= SignedDuration::from_hours(24 * DAYS_LEFT);
    findings.demand(enough, || format!("Das Zertifikat gilt nur noch {left} Tage."));
    findings.verdict()
}
