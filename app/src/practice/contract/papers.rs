//! What belongs to the contract: the agreement on processing data, and the certificates of the service.
//! Source: Art. 28(3) DSGVO; Anlage 31b BMV-Ä § 5(5).

use dioxus::prelude::*;
use heilsam_client::appointment::zone;
use heilsam_protocol::contract::ContractPage;

use super::confirmation::Confirmation;
use super::{Office, agreement, day};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, Shape};
use crate::practice::papers::writer;
use crate::{browser, format, t};

const PDF: &str = "application/pdf";

/// Both lists.
#[component]
pub(super) fn ContractPapers(page: ContractPage, office: Office) -> Element {
    let mut making = use_signal(|| false);
    let mut made = use_signal(|| None::<bool>);
    let certificates = page.certificates.clone();
    let confirmed = page.clone();
    let make = move |()| {
        let document = agreement::compose(&page);
        making.set(true);
        spawn(async move {
            let done = match document {
                Some(document) => writer::save(&document, &t!("agreement-file")).await.is_ok(),
                None => false,
            };
            made.set(Some(done));
            making.set(false);
        });
    };
    rsx! {
        section { class: "stack", "aria-labelledby": "contract-papers",
            h2 { id: "contract-papers", {t!("contract-papers")} }
            p { {t!("contract-agreement-text")} }
            div { class: "row",
                Button { id: "make-agreement", kind: ButtonKind::Second, icon: Shape::Download, busy: making(), onpress: make, {t!("contract-agreement")} }
            }
            match made() {
                None => rsx! {},
                Some(true) => rsx! { Notice { kind: Kind::Success, id: "agreement-made", announce: true, p { {t!("papers-made")} } } },
                Some(false) => rsx! { Notice { kind: Kind::Warning, announce: true, p { {t!("papers-failed")} } } },
            }
            h3 { {t!("contract-certificates")} }
            if certificates.is_empty() {
                p { id: "contract-no-certificates", {t!("contract-no-certificates")} }
            } else {
                ul { class: "card-list", id: "certificates",
                    for (number , certificate) in certificates.into_iter().enumerate() {
                        li { key: "{number}", class: "card",
                            p { strong { "{certificate.title}" } }
                            p { {t!("contract-certificate-facts", issuer = certificate.issuer.clone(), day = day(certificate.valid_until))} }
                            if certificate.valid_until < zone::local(format::now()).date() {
                                Badge { kind: Kind::Warning, icon: Shape::Warning, {t!("contract-certificate-over")} }
                            }
                            Save { number, office }
                        }
                    }
                }
            }
            Confirmation { page: confirmed }
        }
    }
}

#[component]
fn Save(number: usize, office: Office) -> Element {
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let save = move |()| {
        busy.set(true);
        trouble.set(None);
        spawn(async move {
            match office.certificate(number).await {
                Ok(bytes)
                    if browser::offer_file(
                        &t!("contract-certificate-file", number = number + 1),
                        PDF,
                        &bytes,
                    ) => {}
                Ok(_) => trouble.set(Some(Trouble::Storage)),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        TroubleNotice { trouble: trouble() }
        div { class: "row",
            Button { id: "certificate-{number}", kind: ButtonKind::Second, icon: Shape::Download, busy: busy(), onpress: save, {t!("contract-certificate-save")} }
        }
    }
}
