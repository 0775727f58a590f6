//! Consents, recovery sheet, devices, leaving.

use dioxus::prelude::*;
use heilsam_domain::Purpose;

use super::consents::{ASKED, consent_text, paragraphs, title};
use super::routes::Route;
use crate::account::access::use_account;
use crate::account::devices::{Devices, LogOut};
use crate::account::sheet::SheetCard;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Dialog, Kind, Notice, PageTitle, Shape};
use crate::record::use_record;
use crate::{format, t};

/// The account.
#[component]
pub fn AccountPage() -> Element {
    let account = use_account();
    let record = use_record();
    let navigator = use_navigator();
    rsx! {
        PageTitle { title: t!("account-title") }
        div { class: "stack-wide",
            if let Some(until) = account.entitled_until() {
                Notice { p { {t!("account-until", when = format::day(until))} } }
            }
            Consents {}
            SheetCard { onopen: move |()| { navigator.push(Route::Sheet {}); } }
            Devices {}
            LogOut { waiting: record.waiting(), onout: move |()| { navigator.replace(Route::Home {}); } }
        }
    }
}

#[component]
fn Consents() -> Element {
    rsx! {
        section { class: "stack",
            h2 { {t!("account-consents")} }
            p { {t!("account-consents-text")} }
            for purpose in ASKED {
                ConsentCard { key: "{purpose}", purpose }
            }
        }
    }
}

#[component]
fn ConsentCard(purpose: Purpose) -> Element {
    let record = use_record();
    let mut asking = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let given = record.has_consent(purpose);
    let mut change = move |give: bool| {
        asking.set(false);
        spawn(async move {
            busy.set(true);
            trouble.set(record.change_consent(give, consent_text(purpose)).await.err());
            busy.set(false);
        });
    };
    rsx! {
        div { class: "card",
            div { class: "row-apart",
                h3 { {title(purpose)} }
                if given {
                    Badge { kind: Kind::Success, icon: Shape::Check, {t!("account-given")} }
                } else {
                    Badge { {t!("account-not-given")} }
                }
            }
            p { class: "soft", {paragraphs(purpose).first().copied().unwrap_or_default()} }
            details {
                summary { {t!("consent-details")} span { class: "visually-hidden", ": {title(purpose)}" } }
                div { class: "stack",
                    for paragraph in paragraphs(purpose).into_iter().skip(1) {
                        p { class: "soft", "{paragraph}" }
                    }
                }
            }
            TroubleNotice { trouble: trouble() }
            div { class: "row",
                if given {
                    Button { id: "withdraw-{purpose}", kind: ButtonKind::Second, busy: busy(), onpress: move |()| asking.set(true),
                        span { "aria-hidden": "true", {t!("account-withdraw")} }
                        span { class: "visually-hidden", {t!("account-withdraw-label", purpose = title(purpose))} }
                    }
                } else {
                    Button { id: "give-{purpose}", kind: ButtonKind::Second, busy: busy(), onpress: move |()| change(true),
                        span { "aria-hidden": "true", {t!("account-give")} }
                        span { class: "visually-hidden", {t!("account-give-label", purpose = title(purpose))} }
                    }
                }
            }
        }
        if asking() {
            Dialog { id: "withdraw", title: t!("account-withdraw-title"), onclose: move |()| asking.set(false),
                p { {title(purpose)} }
                p { {t!("account-withdraw-text")} }
                if purpose.is_required() {
                    Notice { kind: Kind::Warning, p { {t!("account-withdraw-required")} } }
                }
                Button { id: "withdraw-yes", wide: true, onpress: move |()| change(false), {t!("account-withdraw")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-cancel")} }
            }
        }
    }
}
