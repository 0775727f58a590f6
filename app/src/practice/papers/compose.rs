//! The papers as documents: hand-out and consent for patients, notice for the association.

use heilsam_call::consent::CONSULTATION;
use heilsam_client::appointment::zone;
use heilsam_protocol::contract::{Certificate, CertificateKind};
use heilsam_report::Document;
use heilsam_report::document::{Block, Fact, List, Section};
use jiff::civil::Date;

use super::blank;
use super::master::Master;
use super::regions::Region;
use crate::practice::calendar::words;
use crate::{format, i18n, t};

/// Where somebody writes by hand.
pub const LINE: &str = "______________________________";

/// What a patient has to know, on one page.
pub fn hand_out(master: &Master) -> Document {
    let sections = vec![
        section(t!("doc-how"), texts([t!("doc-how-1"), t!("doc-how-2"), t!("doc-how-3"), t!("doc-how-4")])),
        section(t!("doc-needs"), vec![Block::Text(t!("doc-needs-text"))]),
        section(t!("doc-private"), texts([t!("doc-private-1"), t!("doc-private-2"), t!("doc-private-3")])),
        section(t!("doc-trouble"), vec![Block::Text(t!("doc-trouble-text", phone = master.phone.clone()))]),
        section(t!("doc-voluntary"), vec![Block::Text(t!("doc-voluntary-text"))]),
    ];
    document(master, t!("doc-hand-out-title"), sections)
}

/// The consent of § 4(2) Anlage 31b on paper, in the words that the guest page shows.
pub fn consent(master: &Master) -> Document {
    let text =
        if i18n::language() == i18n::Language::De { CONSULTATION.german } else { CONSULTATION.english };
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let heading = lines.next().unwrap_or_default().to_owned();
    let blocks = lines.map(|line| Block::Text(line.to_owned())).collect();
    let by_hand = vec![
        Block::Text(t!("doc-consent-text")),
        Block::Facts(vec![
            Fact::new(t!("doc-patient"), LINE),
            Fact::new(t!("doc-born"), LINE),
            Fact::new(t!("doc-place-day"), LINE),
            Fact::new(t!("doc-signature"), LINE),
        ]),
        Block::SmallPrint(t!("doc-consent-small")),
    ];
    document(
        master,
        t!("doc-consent-title"),
        vec![section(heading, blocks), section(t!("doc-consent-given"), by_hand)],
    )
}

/// What the practice tells its association, or asks of it, with what goes along. `certificates` are those of the service, as far
/// as they are known.
pub fn letter(master: &Master, region: &Region, certificates: &[Certificate]) -> Document {
    let mut facts = vec![Fact::new(t!("doc-to"), region.name.clone())];
    facts.extend(practice(master));
    let today = zone::local(format::now()).date();
    let known = shown(certificates, today);
    let mut by_hand: Vec<Fact> = known.iter().map(|it| Fact::new(it.title.clone(), facts_of(it))).collect();
    if by_hand.is_empty() {
        by_hand.push(Fact::new(t!("doc-certificate"), LINE));
    }
    by_hand.push(Fact::new(t!("doc-place-day"), LINE));
    by_hand.push(Fact::new(t!("doc-signature"), LINE));
    let (title, what, text) = if region.is_asked() {
        (t!("doc-application-title"), t!("doc-application-what"), t!("doc-application-text"))
    } else {
        (t!("doc-notice-title"), t!("doc-notice-what"), t!("doc-notice-text"))
    };
    let blocks = vec![
        Block::Text(text),
        Block::List(List { title: t!("doc-along"), items: along(region, &known) }),
        Block::Facts(by_hand),
        Block::SmallPrint(t!("doc-notice-small")),
    ];
    let who = section(t!("doc-notice-who"), vec![Block::Facts(facts)]);
    document(master, title, vec![who, section(what, blocks)])
}

/// What an association knows a practice by.
pub(super) fn practice(master: &Master) -> [Fact; 5] {
    [
        Fact::new(t!("doc-practice"), master.practice.clone()),
        Fact::new(t!("doc-address"), master.address.clone()),
        Fact::new(t!("doc-doctor"), master.doctor.clone()),
        Fact::new(t!("doc-lanr"), master.lanr.clone()),
        Fact::new(t!("doc-bsnr"), master.bsnr.clone()),
    ]
}

/// What is enclosed: the association's own papers, the contract, the provider's confirmation, the certificates.
fn along(region: &Region, certificates: &[&Certificate]) -> Vec<String> {
    let own = region.to_fill_in().map(|paper| paper.label.clone());
    let certificates: Vec<String> = if certificates.is_empty() {
        vec![t!("doc-along-security"), t!("doc-along-privacy")]
    } else {
        certificates.iter().map(|it| it.title.clone()).collect()
    };
    own.chain([t!("doc-along-confirmation"), t!("doc-along-contract")]).chain(certificates).collect()
}

/// The certificates that an association asks for, while they are valid.
pub(super) fn shown(certificates: &[Certificate], today: Date) -> Vec<&Certificate> {
    let asked = |it: &&Certificate| {
        matches!(it.kind, CertificateKind::Security | CertificateKind::Privacy)
            && !it.number.trim().is_empty()
            && it.valid_until >= today
    };
    certificates.iter().filter(asked).collect()
}

pub(super) fn facts_of(certificate: &Certificate) -> String {
    t!(
        "doc-certificate-facts",
        number = certificate.number.clone(),
        issuer = certificate.issuer.clone(),
        day = words::full_day(certificate.valid_until)
    )
}

pub(super) fn document(master: &Master, title: String, sections: Vec<Section>) -> Document {
    let blank = blank();
    let from = [&master.practice, &master.address, &master.phone];
    let foot: Vec<&str> = from.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    Document {
        language: i18n::language().tag().to_owned(),
        title,
        about: vec![
            Fact::new(t!("doc-practice"), master.practice.clone()),
            Fact::new(t!("doc-made"), words::full_day(blank.made_at.date())),
        ],
        foot: foot.join(", "),
        sections,
        ..blank
    }
}

pub(super) fn section(title: String, blocks: Vec<Block>) -> Section {
    Section { title, on_new_page: false, blocks }
}

fn texts<const N: usize>(lines: [String; N]) -> Vec<Block> {
    lines.into_iter().map(Block::Text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::fixtures::certificate;

    #[test]
    fn only_valid_certificates_with_a_number_stand_in_the_letter() {
        let all = [
            certificate(CertificateKind::Security, "A-1", "2027-01-15"),
            certificate(CertificateKind::Privacy, "B-2", "2027-01-14"),
            certificate(CertificateKind::Privacy, " ", "2028-01-01"),
            certificate(CertificateKind::Declaration, "C-3", "2028-01-01"),
        ];
        let numbers = |day: &str| -> Vec<String> {
            shown(&all, day.parse().unwrap()).into_iter().map(|it| it.number.clone()).collect()
        };
        assert_eq!(numbers("2027-01-14"), ["A-1", "B-2"]);
        assert_eq!(numbers("2027-01-15"), ["A-1"]);
        assert!(numbers("2027-01-16").is_empty());
    }
}
