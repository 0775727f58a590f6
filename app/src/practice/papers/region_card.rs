//! What one association has for practices that offer video consultations, and whom to ask for what is missing.

use dioxus::prelude::*;

use super::regions::{Paper, PaperKind, Region, Step};
use crate::practice::routes::Route;
use crate::practice::spoken::Spoken;
use crate::t;

/// The card below the choice. `source` is where the list comes from; `operator_email` who is asked for another confirmation.
#[component]
pub(super) fn RegionCard(region: Region, source: Spoken, operator_email: Option<String>) -> Element {
    rsx! {
        div { class: "card stack", id: "region-papers",
            h3 { "{region.name}" }
            if !region.documents.is_empty() {
                p { {t!("papers-region-has")} }
                ul {
                    for paper in &region.documents {
                        li { key: "{paper.label}",
                            if let Some(page) = &paper.page {
                                a { href: "{page}", target: "_blank", rel: "noopener noreferrer", Named { paper: paper.clone() } }
                            } else {
                                Named { paper: paper.clone() }
                            }
                        }
                    }
                }
            }
            p {
                a { id: "region-site", href: "{region.site}", target: "_blank", rel: "noopener noreferrer",
                    {t!("papers-region-site", name = region.name.clone())}
                }
            }
            p { {t!("papers-steps")} }
            ol { id: "region-steps",
                for step in region.steps() {
                    li { key: "{step:?}", {said(step)} }
                }
            }
            if region.is_declared() {
                p {
                    {t!("papers-region-provider")}
                    " "
                    Link { id: "to-confirmation", to: Route::ContractPage {}, {t!("contract-open")} }
                }
            }
            p { id: "region-missing",
                if let Some(email) = operator_email {
                    {t!("papers-region-missing-to", email = email)}
                } else {
                    {t!("papers-region-missing")}
                }
            }
            if let Some(note) = &region.note {
                p { "{note}" }
            }
            p { class: "soft", "{source}" }
        }
    }
}

/// The title of a paper, which is German everywhere, and what it is for.
#[component]
fn Named(paper: Paper) -> Element {
    let kind = kind(paper.kind);
    rsx! {
        span { lang: "de", "{paper.label}" }
        " ({kind})"
    }
}

/// The same on paper.
pub(super) fn named(paper: &Paper) -> String {
    format!("{} ({})", paper.label, kind(paper.kind))
}

fn kind(kind: PaperKind) -> String {
    match kind {
        PaperKind::Info => t!("papers-kind-info"),
        PaperKind::Notice => t!("papers-kind-notice"),
        PaperKind::Application => t!("papers-kind-application"),
        PaperKind::WebForm => t!("papers-kind-web-form"),
        PaperKind::ProviderDeclaration | PaperKind::GeneralConfirmation | PaperKind::Conformity => {
            t!("papers-kind-provider")
        }
    }
}

fn said(step: Step) -> String {
    match step {
        Step::Read => t!("papers-step-read"),
        Step::NoForm => t!("papers-step-no-form"),
        Step::Get => t!("papers-step-get"),
        Step::FillIn => t!("papers-step-fill-in"),
        Step::Declare => t!("papers-step-declare"),
        Step::ProviderForm => t!("papers-step-provider-form"),
        Step::Online => t!("papers-step-online"),
        Step::Send => t!("papers-step-send"),
    }
}
