//! From a card to an authority that the configuration names, every certificate valid now.
//!
//! Source: RFC 5280 section 6.1, without policies and name constraints: a certificate that demands them is refused.

use jiff::Timestamp;
use x509_cert::Certificate;
use x509_cert::der::Encode;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};
use x509_cert::time::Time;

use super::admission;
use super::key::Scheme;
use super::signature::Signed;

/// Authorities between a card and an anchor, at most.
const DEEPEST: u8 = 3;
/// Critical extensions that are looked at here, or that ask for nothing more: key usage, basic constraints, policies,
/// extended key usage.
const UNDERSTOOD: [&str; 4] = ["2.5.29.15", "2.5.29.19", "2.5.29.32", "2.5.29.37"];

/// Whether the certificate is one that signs for a person, now.
pub(super) fn is_card(card: &Certificate, now: Timestamp) -> bool {
    let signs = card
        .tbs_certificate()
        .get_extension::<KeyUsage>()
        .is_ok_and(|it| it.is_some_and(|(_, usage)| usage.digital_signature() || usage.non_repudiation()));
    signs && !is_authority(card) && is_valid(card, now) && is_understood(card)
}

/// Whether the certificate may sign certificates.
pub(super) fn is_authority(certificate: &Certificate) -> bool {
    let certificate = certificate.tbs_certificate();
    let authority = certificate
        .get_extension::<BasicConstraints>()
        .is_ok_and(|it| it.is_some_and(|(_, constraints)| constraints.ca));
    let signs = certificate
        .get_extension::<KeyUsage>()
        .is_ok_and(|it| it.is_none_or(|(_, usage)| usage.key_cert_sign()));
    authority && signs
}

/// Whether the card comes from one of the anchors, directly or over authorities that came along.
pub(super) fn is_issued(signed: &Signed, anchors: &[Certificate], now: Timestamp) -> bool {
    let mut current = &signed.card;
    for between in 0..=DEEPEST {
        if anchors.iter().any(|anchor| is_valid(anchor, now) && issued(anchor, current)) {
            return true;
        }
        let fits = |it: &Certificate| {
            is_authority(it) && allows(it, between) && is_valid(it, now) && is_understood(it)
        };
        let Some(above) = signed.others.iter().find(|it| fits(it) && issued(it, current)) else {
            return false;
        };
        current = above;
    }
    false
}

/// The end of a certificate's validity.
pub(super) fn valid_until(certificate: &Certificate) -> Option<Timestamp> {
    moment(certificate.tbs_certificate().validity().not_after)
}

fn is_valid(certificate: &Certificate, now: Timestamp) -> bool {
    let validity = certificate.tbs_certificate().validity();
    moment(validity.not_before).is_some_and(|from| from <= now)
        && moment(validity.not_after).is_some_and(|until| now <= until)
}

fn moment(time: Time) -> Option<Timestamp> {
    Timestamp::from_second(i64::try_from(time.to_unix_duration().as_secs()).ok()?).ok()
}

fn issued(authority: &Certificate, below: &Certificate) -> bool {
    let (above, tbs) = (authority.tbs_certificate(), below.tbs_certificate());
    let (Ok(message), Some(signature)) = (tbs.to_der(), below.signature().as_bytes()) else { return false };
    above.subject() == tbs.issuer()
        && tbs.signature() == below.signature_algorithm()
        && Scheme::of(below.signature_algorithm())
            .is_some_and(|it| it.holds(above.subject_public_key_info(), &message, signature))
}

/// Whether so many authorities may stand between this one and the card.
fn allows(authority: &Certificate, between: u8) -> bool {
    let found = authority.tbs_certificate().get_extension::<BasicConstraints>();
    found.is_ok_and(|it| {
        it.is_none_or(|(_, limits)| limits.path_len_constraint.is_none_or(|most| between <= most))
    })
}

fn is_understood(certificate: &Certificate) -> bool {
    let known =
        |oid: ObjectIdentifier| oid == admission::OID || UNDERSTOOD.contains(&oid.to_string().as_str());
    let extensions = certificate.tbs_certificate().extensions();
    extensions.into_iter().flatten().all(|it| !it.critical || known(it.extn_id))
}
