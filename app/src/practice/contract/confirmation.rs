//! The provider's confirmation for the association: what the practice shows there, with the numbers of the certificates.
//! Source: Anlage 31b BMV-Ä § 5(2), (5).

use dioxus::prelude::*;
use heilsam_client::appointment::zone;
use heilsam_protocol::contract::{Certificate, CertificateKind, ContractPage, OperatorFacts};
use heilsam_report::Document;
use heilsam_report::document::Fact;
use jiff::civil::Date;

use super::{agreement, day};
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::practice::papers::making::{Made, use_making};
use crate::practice::papers::{LINE, blank};
use crate::{format, t};

/// In the form of the agreement. German only: associations read it.
const TEXT: &str = include_str!("../../../../assets/legal/de/provider-confirmation.txt");
/// A certificate in one line of it.
const CERTIFICATE: &str = include_str!("../../../../assets/legal/de/provider-certificate.txt");
const LANGUAGE: &str = "de";

/// What the operator has to put into the configuration before anything can be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum Missing {
    Address,
    Security,
    Privacy,
}

impl Missing {
    fn text(self) -> String {
        match self {
            Self::Address => t!("confirmation-no-address"),
            Self::Security => t!("confirmation-no-security"),
            Self::Privacy => t!("confirmation-no-privacy"),
        }
    }
}

/// The proofs of the provider in words, as they stand on its papers.
pub(in crate::practice) struct Proofs {
    /// Certificate of information security.
    security: String,
    /// Certificate of data protection.
    privacy: String,
    /// Own declaration, or a line.
    declaration: String,
}

impl Proofs {
    /// The operator and its proofs, as values for the texts of its papers.
    pub fn values<'a>(&'a self, operator: &'a OperatorFacts) -> [(&'a str, &'a str); 5] {
        [
            ("{operator}", operator.name.as_str()),
            ("{operator-address}", &operator.address),
            ("{security}", &self.security),
            ("{privacy}", &self.privacy),
            ("{declaration}", &self.declaration),
        ]
    }
}

/// The confirmation, or what is missing for it.
#[component]
pub(super) fn Confirmation(page: ContractPage) -> Element {
    let making = use_making();
    let lacking = missing(&page, zone::local(format::now()).date());
    let make = move |()| making.begin(compose(&page), t!("confirmation-file"));
    rsx! {
        h3 { {t!("confirmation-title")} }
        p { {t!("confirmation-text")} }
        if lacking.is_empty() {
            div { class: "row",
                Button { id: "make-confirmation", kind: ButtonKind::Second, icon: Shape::Download, busy: making.is_busy(), onpress: make, {t!("confirmation-make")} }
            }
        } else {
            Lacking { id: "confirmation-missing", lacking }
        }
        Made { making, id: "confirmation-made" }
    }
}

/// What the operator lacks for a paper that it signs.
#[component]
pub(in crate::practice) fn Lacking(id: String, lacking: Vec<Missing>) -> Element {
    rsx! {
        Notice { id: "{id}", kind: Kind::Warning, title: t!("confirmation-missing"),
            ul {
                for each in lacking {
                    li { key: "{each:?}", {each.text()} }
                }
            }
        }
    }
}

/// What has to be there before the provider confirms anything.
pub(in crate::practice) fn missing(page: &ContractPage, today: Date) -> Vec<Missing> {
    let lacks = |kind| valid(page, kind, today).is_none();
    let mut missing = Vec::new();
    missing.extend(page.operator.address.trim().is_empty().then_some(Missing::Address));
    missing.extend(lacks(CertificateKind::Security).then_some(Missing::Security));
    missing.extend(lacks(CertificateKind::Privacy).then_some(Missing::Privacy));
    missing
}

/// The certificate of this kind that is valid longest; one without a number confirms nothing.
fn valid(page: &ContractPage, kind: CertificateKind, today: Date) -> Option<&Certificate> {
    let fits = |it: &&Certificate| it.kind == kind && !it.number.trim().is_empty() && it.valid_until >= today;
    page.certificates.iter().filter(fits).max_by_key(|it| it.valid_until)
}

/// The document; `None` without a contract, or while something is missing.
fn compose(page: &ContractPage) -> Option<Document> {
    let contract = page.contract.as_ref()?;
    let blank = blank();
    let today = blank.made_at.date();
    let proofs = proofs(page, today)?;
    let (data, operator) = (&contract.data, &page.operator);
    let own: [(&str, &str); 4] = [
        ("{practice}", data.practice.as_str()),
        ("{address}", &data.address),
        ("{doctor}", &data.doctor),
        ("{line}", LINE),
    ];
    let values = [own.as_slice(), proofs.values(operator).as_slice()].concat();
    let (title, sections) = agreement::read(TEXT, &values);
    Some(Document {
        language: LANGUAGE.to_owned(),
        title,
        about: vec![Fact::new(t!("doc-made"), day(today))],
        foot: [operator.name.as_str(), data.practice.as_str()].join(", "),
        sections,
        ..blank
    })
}

/// `None` while something is missing.
pub(in crate::practice) fn proofs(page: &ContractPage, today: Date) -> Option<Proofs> {
    if !missing(page, today).is_empty() {
        return None;
    }
    let of = |kind| valid(page, kind, today).map(named).unwrap_or_default();
    let declaration = page.certificates.iter().find(|it| it.kind == CertificateKind::Declaration);
    Some(Proofs {
        security: of(CertificateKind::Security),
        privacy: of(CertificateKind::Privacy),
        declaration: declaration.map_or_else(|| LINE.to_owned(), |it| format!("{}, {}", it.title, it.issuer)),
    })
}

/// A certificate in one line.
fn named(certificate: &Certificate) -> String {
    let until = certificate.valid_until.strftime("%d.%m.%Y").to_string();
    CERTIFICATE
        .trim()
        .replace("{until}", &until)
        .replace("{title}", &certificate.title)
        .replace("{issuer}", &certificate.issuer)
        .replace("{number}", &certificate.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::fixtures::certificate;

    fn page(address: &str, certificates: Vec<Certificate>) -> ContractPage {
        ContractPage {
            operator: OperatorFacts {
                name: "Betreiber GmbH".to_owned(),
                address: address.to_owned(),
                email: String::new(),
                creditor_id: String::new(),
            },
            plans: Vec::new(),
            certificates,
            mails: false,
            save_again: false,
            contract: None,
        }
    }

    #[test]
    fn nothing_is_confirmed_without_both_certificates_their_numbers_and_an_address() {
        let today = "2027-01-15".parse().unwrap();
        let (security, privacy) = (CertificateKind::Security, CertificateKind::Privacy);
        assert_eq!(
            missing(&page("", Vec::new()), today),
            [Missing::Address, Missing::Security, Missing::Privacy]
        );
        let over = vec![certificate(security, "A-1", "2027-01-14"), certificate(privacy, "", "2028-01-01")];
        assert_eq!(missing(&page("Weg 1", over), today), [Missing::Security, Missing::Privacy]);
        let both =
            vec![certificate(security, "A-1", "2027-01-15"), certificate(privacy, "B-2", "2028-01-01")];
        assert_eq!(missing(&page("Weg 1", both), today), []);
    }

    #[test]
    fn what_the_provider_signs_names_it_and_its_proofs() {
        let today = "2027-01-15".parse().unwrap();
        let mut page = page(
            "Weg 1",
            vec![
                certificate(CertificateKind::Security, "A-1", "2027-01-15"),
                certificate(CertificateKind::Privacy, "B-2", "2028-01-01"),
            ],
        );
        let (security, privacy) = (named(&page.certificates[0]), named(&page.certificates[1]));
        let values = |declaration| {
            [
                ("{operator}", "Betreiber GmbH"),
                ("{operator-address}", "Weg 1"),
                ("{security}", security.as_str()),
                ("{privacy}", privacy.as_str()),
                ("{declaration}", declaration),
            ]
        };
        assert_eq!(proofs(&page, today).unwrap().values(&page.operator), values(LINE));
        page.certificates.push(certificate(CertificateKind::Declaration, "", "2027-01-01"));
        let declared = values("Videodienst, Muster GmbH");
        assert_eq!(proofs(&page, today).unwrap().values(&page.operator), declared);
        assert!(declared.iter().all(|(name, _)| TEXT.contains(name)), "each has its place in the text");
    }

    #[test]
    fn a_certificate_is_named_with_its_number_and_its_last_day() {
        let line = named(&certificate(CertificateKind::Security, "A-1", "2027-01-15"));
        assert_eq!(line, "Videodienst, Nummer A-1, ausgestellt von Muster GmbH, gültig bis 15.01.2027");
    }
}
