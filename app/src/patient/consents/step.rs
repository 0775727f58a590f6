//! Consent by purpose: each an act of its own, number 4 apart from the others.

use dioxus::prelude::*;
use heilsam_domain::Purpose;

use super::{ASKED, paragraphs, title};
use crate::components::{Button, Choice, Notice};
use crate::{browser, t};

/// Lets the reader tick purposes; goes on when the required one is ticked.
#[component]
pub fn ConsentStep(ticked: Signal<Vec<Purpose>>, onnext: EventHandler<()>) -> Element {
    let mut asked = use_signal(|| false);
    let missing = use_memo(move || ASKED.iter().any(|it| it.is_required() && !ticked.read().contains(it)));
    rsx! {
        form {
            class: "stack-wide",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                asked.set(true);
                if missing() {
                    browser::focus("consent-intended-use");
                } else {
                    onnext.call(());
                }
            },
            fieldset { class: "choices",
                legend { class: "visually-hidden", {t!("consent-legend")} }
                for purpose in ASKED.into_iter().filter(|it| !it.is_asked_separately()) {
                    PurposeCard { key: "{purpose}", purpose, ticked, wrong: asked() && missing() && purpose.is_required() }
                }
            }
            section { class: "stack", "aria-labelledby": "consent-separate",
                h2 { id: "consent-separate", {t!("consent-separate-title")} }
                for purpose in ASKED.into_iter().filter(|it| it.is_asked_separately()) {
                    PurposeCard { key: "{purpose}", purpose, ticked, wrong: false }
                }
            }
            if asked() && missing() {
                Notice { kind: crate::components::Kind::Warning, announce: true, id: "consent-error", p { {t!("consent-error")} } }
            }
            p { a { href: "/privacy", target: "_blank", {t!("consent-privacy")} } }
            Button { id: "consent-next", submit: true, wide: true, {t!("action-next")} }
        }
    }
}

#[component]
fn PurposeCard(purpose: Purpose, ticked: Signal<Vec<Purpose>>, wrong: bool) -> Element {
    let mut ticked = ticked;
    let need = if purpose.is_required() { t!("consent-required") } else { t!("consent-optional") };
    rsx! {
        div { class: "stack",
            Choice {
                id: "consent-{purpose}",
                name: "consent-{purpose}",
                label: format!("{} {}", t!("consent-agree"), title(purpose).to_owned()),
                detail: format!("{need}. {}", paragraphs(purpose).first().copied().unwrap_or_default()),
                checked: ticked.read().contains(&purpose),
                described_by: wrong.then(|| "consent-error".to_owned()),
                onchange: move |on: bool| {
                    ticked.with_mut(|list| {
                        list.retain(|it| *it != purpose);
                        if on {
                            list.push(purpose);
                        }
                    });
                },
            }
            details {
                summary { {t!("consent-details")} span { class: "visually-hidden", ": {title(purpose)}" } }
                div { class: "stack",
                    for text in paragraphs(purpose).into_iter().skip(1) {
                        p { "{text}" }
                    }
                }
            }
        }
    }
}
