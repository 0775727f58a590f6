//! Reminds the operator of certificates of the service that end: in the log every day, by e-mail on a few of them.
//! Source: Anlage 31b BMV-Ä § 5(6): certificates are presented anew at the end of their time.

use heilsam_protocol::contract::CertificateKind;
use jiff::civil::Date;
use lettre::Address;

use super::today;
use crate::AppState;
use crate::config::CertificateDraft;
use crate::gateway::day;
use crate::gateway::mail::Letter;

/// Days before the last one from which the log reminds.
const SOON: i32 = 90;
/// On which of them a letter goes to the operator.
const LETTERS: [i32; 6] = [90, 60, 30, 14, 7, 1];

/// Says which certificates end, once on every day; `reminded` is the last day on which it did. Says how many letters went.
pub async fn remind(state: &AppState, reminded: &mut Option<Date>) -> usize {
    let today = today(state);
    if *reminded == Some(today) {
        return 0;
    }
    *reminded = Some(today);
    let mut sent = 0;
    for (certificate, left) in ending(&state.config.contract.certificates, today) {
        let (title, until) = (&certificate.title, certificate.valid_until);
        if left < 0 {
            tracing::warn!(title, %until, "a certificate of the service has ended: practices may not bill without it");
        } else {
            tracing::warn!(title, %until, left, "a certificate of the service ends soon: have it renewed");
        }
        if LETTERS.contains(&left) && write(state, certificate).await {
            sent += 1;
        }
    }
    sent
}

/// Those that end soon or have ended, with the days left, and that no later one of the same kind takes the place of.
fn ending(certificates: &[CertificateDraft], today: Date) -> Vec<(&CertificateDraft, i32)> {
    let is_renewed = |one: &CertificateDraft| {
        one.kind != CertificateKind::Other
            && certificates.iter().any(|it| it.kind == one.kind && it.valid_until > one.valid_until)
    };
    let left = |one: &CertificateDraft| today.until(one.valid_until).map_or(0, |span| span.get_days());
    let ends = certificates.iter().map(|one| (one, left(one))).filter(|(_, left)| *left <= SOON);
    ends.filter(|(one, _)| !is_renewed(one)).collect()
}

/// A letter to the operator, where a mail server and an address are set up.
async fn write(state: &AppState, certificate: &CertificateDraft) -> bool {
    let Some(line) = &state.gateway.mail else { return false };
    let Ok(to) = state.config.contract.email.parse::<Address>() else { return false };
    let text = format!(
        "Guten Tag,\n\ndie Bescheinigung „{}“ (ausgestellt von: {}) gilt nur noch bis zum {}.\n\nBitte lassen Sie sie rechtzeitig erneuern, legen \
         Sie die neue der Kassenärztlichen Bundesvereinigung und dem GKV-Spitzenverband vor, und tragen Sie sie bei contract.certificates \
         ein. Ohne gültige Bescheinigung dürfen Praxen nicht abrechnen.\n",
        certificate.title,
        certificate.issuer,
        day(certificate.valid_until)
    );
    let subject = "Eine Bescheinigung des Videodienstes läuft ab".to_owned();
    match line.send(Letter { to, subject, text, calendar: None }).await {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "the letter about a certificate that ends did not go");
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(kind: CertificateKind, until: &str) -> CertificateDraft {
        CertificateDraft {
            title: "Videodienst".to_owned(),
            issuer: "Prüfstelle".to_owned(),
            valid_until: until.parse().unwrap(),
            file: "it.pdf".into(),
            kind,
            number: String::new(),
        }
    }

    fn left(certificates: &[CertificateDraft], today: &str) -> Vec<i32> {
        ending(certificates, today.parse().unwrap()).into_iter().map(|(_, left)| left).collect()
    }

    #[test]
    fn a_certificate_that_ends_is_said_from_ninety_days_before_until_it_is_renewed() {
        let old = certificate(CertificateKind::Security, "2027-06-30");
        let one = [old.clone()];
        assert_eq!(left(&one, "2027-03-31"), Vec::<i32>::new());
        assert_eq!(left(&one, "2027-04-01"), [90]);
        assert_eq!(left(&one, "2027-07-01"), [-1]);
        let renewed = [old, certificate(CertificateKind::Security, "2029-06-30")];
        assert_eq!(left(&renewed, "2027-07-01"), Vec::<i32>::new());
    }
}
