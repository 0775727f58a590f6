//! What belongs to the contract: the agreement on processing data, and the certificates of the service.
//! Source: Art. 28(3) DSGVO; Anlage 31b BMV-Ä § 5(5).

use dioxus::prelude::*;
use heilsam_client::appointment::zone;
use heilsam_protocol::contract::ContractPage;

use super::confirmation::Confirmation;
use super::validity::{Validity, validity};
use super::{Office, agreement, day};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Kind, Shape};
use crate::practice::papers::making::{Made, use_making};
use crate::{browser, format, t};

const PDF: &str = "application/pdf";

/// Both lists.
#[component]
pub(super) fn ContractPapers(page: ContractPage, office: Office) -> Element {
    let making = use_making();
    let certificates = page.certificates.clone();
    let today = zone::local(format::now()).date();
    let confirmed = page.clone();
    let make = move |()| making.begin(agreement::compose(&page), t!("agreement-file"));
    rsx! {
        section { class: "stack", "aria-labelledby": "contract-papers",
            h2 { id: "contract-papers", {t!("contract-papers")} }
            p { {t!("contract-agreement-text")} }
            div { class: "row",
                Button { id: "make-agreement", kind: ButtonKind::Second, icon: Shape::Download, busy: making.is_busy(), onpress: make, {t!("contract-agreement")} }
            }
            Made { making, id: "agreement-made" }
            h3 { {t!("contract-certificates")} }
            if certificates.is_empty() {
                p { id: "contract-no-certificates", {t!("contract-no-certificates")} }
            } else {
                ul { class: "card-list", id: "certificates",
                    for (number , certificate) in certificates.into_iter().enumerate() {
                        li { key: "{number}", class: "card",
                            p { strong { "{certificate.title}" } }
                            p { {t!("contract-certificate-facts", issuer = certificate.issuer.clone(), day = day(certificate.valid_until))} }
                            match validity(certificate.valid_until, today) {
                                Validity::Over => rsx! {
                                    Badge { kind: Kind::Warning, icon: Shape::Warning, {t!("contract-certificate-over")} }
                                },
                                Validity::Soon(days) => rsx! {
                                    Badge { kind: Kind::Warning, icon: Shape::Warning, {t!("contract-certificate-soon", days = days)} }
                                },
                                Validity::Long => rsx! {},
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
