//! How long the certificates of the service hold, and the reminder before one of them ends.
//! Source: Anlage 31b BMV-Ä § 5(5), (6): without a valid one nothing may be billed, and at the end of its time it is presented anew.

use dioxus::prelude::*;
use heilsam_client::appointment::zone;
use heilsam_protocol::contract::{Certificate, CertificateKind};
use jiff::civil::Date;

use super::day;
use crate::components::{Kind, Notice};
use crate::{format, t};

/// Days before the last one from which the page of the contract reminds.
const SOON: i32 = 90;
/// Days before the last one from which the first page of the app reminds.
const NOW: i32 = 30;

/// How long a certificate still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Validity {
    Over,
    /// So many days are left after today.
    Soon(i32),
    Long,
}

/// How long a certificate with this last day holds.
pub(super) fn validity(last: Date, today: Date) -> Validity {
    match today.until(last).map_or(0, |span| span.get_days()) {
        left if left < 0 => Validity::Over,
        left if left <= SOON => Validity::Soon(left),
        _ => Validity::Long,
    }
}

/// Reminds of certificates that end in a few days or have ended; nothing as long as there is time.
#[component]
pub(super) fn Reminder(certificates: Vec<Certificate>) -> Element {
    let today = zone::local(format::now()).date();
    let words = |certificate: &Certificate| {
        let (title, last) = (certificate.title.clone(), day(certificate.valid_until));
        if certificate.valid_until < today {
            t!("contract-certificate-ended", title = title, day = last)
        } else {
            t!("contract-certificate-ends", title = title, day = last)
        }
    };
    let said: Vec<String> = ending(&certificates, today).into_iter().map(words).collect();
    rsx! {
        for text in said {
            Notice { key: "{text}", kind: Kind::Warning, p { "{text}" } }
        }
    }
}

/// Those that end soon or have ended, and that no later one of the same kind takes the place of.
fn ending(certificates: &[Certificate], today: Date) -> Vec<&Certificate> {
    let is_renewed = |one: &Certificate| {
        one.kind != CertificateKind::Other
            && certificates.iter().any(|it| it.kind == one.kind && it.valid_until > one.valid_until)
    };
    let ends = |one: &&Certificate| match validity(one.valid_until, today) {
        Validity::Over => true,
        Validity::Soon(left) => left <= NOW,
        Validity::Long => false,
    };
    certificates.iter().filter(ends).filter(|one| !is_renewed(one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::fixtures::certificate;

    const fn on(month: i8, day: i8) -> Date {
        Date::constant(2027, month, day)
    }

    #[test]
    fn a_certificate_counts_its_last_ninety_days() {
        let last = on(6, 30);
        assert_eq!(validity(last, on(4, 1)), Validity::Soon(90));
        assert_eq!(validity(last, on(3, 31)), Validity::Long);
        assert_eq!(validity(last, last), Validity::Soon(0));
        assert_eq!(validity(last, on(7, 1)), Validity::Over);
    }

    #[test]
    fn the_first_page_reminds_of_what_ends_and_was_not_renewed() {
        let old = certificate(CertificateKind::Security, "A-1", "2027-06-30");
        let new = certificate(CertificateKind::Security, "A-2", "2029-06-30");
        let privacy = certificate(CertificateKind::Privacy, "B-1", "2027-07-20");
        let both = [old.clone(), privacy.clone()];
        assert_eq!(ending(&both, on(5, 30)), Vec::<&Certificate>::new());
        assert_eq!(ending(&both, on(6, 1)), [&old]);
        assert_eq!(ending(&both, on(7, 1)), [&old, &privacy]);
        assert_eq!(ending(&[old, new, privacy.clone()], on(7, 1)), [&privacy]);
    }
}
