//! What patients show to this practice: the code that they need for it, and the list.

mod along;
pub mod content;

use dioxus::prelude::*;
use heilsam_client::sharing::ReceivedView;

use super::routes::Route;
use crate::account::access::use_account;
use crate::account::trouble::Trouble;
use crate::components::{
    Button, ButtonKind, Empty, ErrorState, Loading, PageTitle, QrCode, Shape, use_toasts,
};
use crate::{browser, format, share_words, t, today};

/// Code and list.
#[component]
pub fn Shared() -> Element {
    let account = use_account();
    let mut shares = use_resource(move || async move {
        let device = account.device()?;
        // Patients find the code from now on.
        device.open_for_sharing().await.map_err(|error| account.trouble(error))?;
        device.received_shares().await.map_err(|error| account.trouble(error))
    });
    let content = match &*shares.read() {
        None => rsx! { Loading {} },
        Some(Err(trouble)) => {
            rsx! { ErrorState { text: Trouble::text(trouble), onretry: move |()| shares.restart() } }
        }
        Some(Ok(found)) => rsx! {
            List { found: found.clone() }
            OwnCode {}
        },
    };
    rsx! {
        PageTitle { title: t!("shared-title"), lead: t!("shared-lead") }
        div { class: "stack-wide", {content} }
    }
}

#[component]
fn List(found: Vec<ReceivedView>) -> Element {
    if found.is_empty() {
        return rsx! { Empty { shape: Shape::Person, title: t!("shared-empty-title"), text: t!("shared-empty-text") } };
    }
    rsx! {
        ul { class: "card-list", id: "shared",
            for share in found {
                li { key: "{share.id}", class: "card", Card { share } }
            }
        }
    }
}

#[component]
fn Card(share: ReceivedView) -> Element {
    let navigator = use_navigator();
    let Some(cover) = share.cover else {
        return rsx! { p { {t!("shared-closed")} } };
    };
    let id = share.id;
    rsx! {
        h2 { "{cover.name}" }
        dl { class: "facts",
            if let Some(birth) = cover.birth {
                dt { {t!("shared-birth")} }
                dd { {today::day(birth)} }
            }
            dt { {t!("shared-what")} }
            dd { {share_words::choice(&cover.choice)} }
            dt { {t!("shared-as-of")} }
            dd { {format::moment(cover.made_at)} }
            dt { {t!("shared-until")} }
            dd { {format::day(share.expires_at)} }
            dt { {t!("shared-patient-code")} }
            dd { code { "{share.patient_code}" } }
        }
        div { class: "row",
            Button { id: "shared-open-{id}", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::SharedPage { share_id: id }); },
                {t!("shared-open")} span { class: "visually-hidden", ": {cover.name}" }
            }
        }
    }
}

/// What a patient types or scans.
#[component]
fn OwnCode() -> Element {
    let account = use_account();
    let mut toasts = use_toasts();
    let code = account.watched().and_then(|device| device.sharing_code().ok()).map(|code| code.to_string());
    let Some(code) = code else { return rsx! {} };
    let shown = use_signal(|| code.clone());
    rsx! {
        section { class: "card", id: "shared-code-card",
            h2 { {t!("shared-code")} }
            p { {t!("shared-code-text")} }
            p { class: "numbers", code { id: "shared-code", "{code}" } }
            QrCode { text: shown, label: t!("shared-code-qr") }
            div { class: "row no-print",
                Button { kind: ButtonKind::Second,
                    onpress: move |()| {
                        let code = shown.peek().clone();
                        spawn(async move {
                            if browser::copy(&code).await {
                                toasts.say(|| t!("shared-copied"));
                            }
                        });
                    },
                    {t!("shared-copy")}
                }
                Button { kind: ButtonKind::Second, icon: Shape::Printer, onpress: |()| browser::print(), {t!("shared-print")} }
            }
        }
    }
}
