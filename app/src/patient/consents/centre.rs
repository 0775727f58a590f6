//! The consent centre: one card per purpose, withdrawing as easy as giving, every act with its text and receipt.
//!
//! Source: DiGAV § 4(2); Anlage 1, Datenschutz 2 to 8; BSI TR-03161, O.Purp.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_domain::{Consent, ConsentAction, Purpose};

use super::{body, consent_text, is_asked_again, is_usable, newest, paragraphs, text_of, title};
use crate::account::access::use_account;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Dialog, Kind, Notice, PageTitle, Shape};
use crate::patient::devices;
use crate::patient::offered::use_site;
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::to_the_end::to_the_end;
use crate::{browser, format, t};

/// Numbers 1 to 3 of the ordinance, then what other rules ask for; number 4 stands apart.
const CENTRE: [Purpose; 10] = [
    Purpose::IntendedUse,
    Purpose::EvidenceOfEffect,
    Purpose::WorkCapacity,
    Purpose::OutcomeReporting,
    Purpose::Remuneration,
    Purpose::VideoConsultation,
    Purpose::Sharing,
    Purpose::RecoveryContact,
    Purpose::PatientRecord,
    Purpose::DeviceData,
];
const APART: Purpose = Purpose::Improvement;

/// What ends with a withdrawal; said before it.
fn effect(purpose: Purpose) -> String {
    match purpose {
        Purpose::IntendedUse => t!("account-withdraw-required"),
        Purpose::EvidenceOfEffect | Purpose::WorkCapacity | Purpose::Remuneration => t!("effect-results"),
        Purpose::OutcomeReporting => t!("effect-outcome"),
        Purpose::Improvement => t!("effect-improvement"),
        Purpose::VideoConsultation => t!("effect-video"),
        Purpose::Sharing => t!("effect-sharing"),
        Purpose::RecoveryContact => t!("effect-contact"),
        Purpose::PatientRecord => t!("effect-record"),
        Purpose::DeviceData => t!("effect-devices"),
    }
}

/// All purposes that mean something here.
#[component]
pub fn ConsentCentre() -> Element {
    let history = use_record().consents();
    let site = use_site();
    let shown = CENTRE.into_iter().filter(|purpose| is_usable(*purpose, site.as_ref(), &history));
    rsx! {
        PageTitle { title: t!("account-consents"), lead: t!("account-consents-text") }
        div { class: "stack-wide",
            ul { class: "card-list", id: "consents",
                for purpose in shown {
                    li { key: "{purpose}", class: "card", PurposeCard { purpose } }
                }
            }
            section { class: "stack", "aria-labelledby": "consents-apart",
                h2 { id: "consents-apart", {t!("consent-separate-title")} }
                p { {t!("consent-separate-text")} }
                div { class: "card", PurposeCard { purpose: APART } }
            }
        }
    }
}

/// On the start page: texts that changed since they were agreed to. The older consent stays in force, for what its text said,
/// until it is answered anew or withdrawn; what needs the new text waits for it, as the patient record does.
#[component]
pub fn AskedAgain() -> Element {
    let record = use_record();
    let history = record.consents();
    let changed: Vec<Purpose> =
        Purpose::ALL.into_iter().filter(|purpose| is_asked_again(&history, *purpose)).collect();
    if changed.is_empty() {
        return rsx! {};
    }
    rsx! {
        Notice { id: "consent-changed", title: t!("consent-changed-title"),
            p { {t!("consent-changed-text")} }
            ul {
                for purpose in changed {
                    li { key: "{purpose}", {title(purpose)} }
                }
            }
            p { Link { to: Route::ConsentCentre {}, {t!("consent-changed-link")} } }
        }
    }
}

#[component]
fn PurposeCard(purpose: Purpose) -> Element {
    let account = use_account();
    let record = use_record();
    let mut asking = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let given = record.has_consent(purpose);
    let history = record.consents();
    let again = is_asked_again(&history, purpose);
    let last = history.iter().rfind(|act| act.purpose == purpose).cloned();
    let mut change = move |give: bool| {
        asking.set(false);
        spawn(async move {
            busy.set(true);
            // Nobody has to stay on this page for it.
            let changed = to_the_end(async move {
                let changed = record.change_consent(give, consent_text(purpose)).await;
                if changed.is_ok() && !give && purpose == Purpose::DeviceData {
                    // Recorders may be slow to answer.
                    spawn_forever(devices::end_all(account));
                }
                changed
            })
            .await;
            trouble.set(changed.err());
            busy.set(false);
        });
    };
    rsx! {
        div { class: "row-apart",
            h2 { class: "card-title", {title(purpose)} }
            if given {
                Badge { kind: Kind::Success, icon: Shape::Check, {t!("account-given")} }
            } else {
                Badge { {t!("account-not-given")} }
            }
        }
        if let Some(act) = last {
            p { class: "soft", id: "since-{purpose}", {act_text(&act)} }
        }
        p { {paragraphs(purpose).first().copied().unwrap_or_default()} }
        details {
            summary { {t!("consent-details")} span { class: "visually-hidden", ": {title(purpose)}" } }
            div { class: "stack",
                for paragraph in paragraphs(purpose).into_iter().skip(1) {
                    p { class: "soft", "{paragraph}" }
                }
                p { class: "soft", {t!("consent-version", version = newest(purpose).version)} }
            }
        }
        if again {
            Notice { kind: Kind::Warning, id: "again-{purpose}", title: t!("consent-again-title"),
                p { {t!("consent-again-text")} }
                div { class: "row",
                    Button { id: "again-give-{purpose}", kind: ButtonKind::Second, busy: busy(), onpress: move |()| change(true), {t!("account-give")} }
                }
            }
        }
        History { purpose }
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
        if asking() {
            Dialog { id: "withdraw", title: t!("account-withdraw-title"), onclose: move |()| asking.set(false),
                p { {title(purpose)} }
                if purpose.is_required() {
                    Notice { kind: Kind::Warning, id: "withdraw-effect", p { {effect(purpose)} } }
                } else {
                    Notice { id: "withdraw-effect", p { {effect(purpose)} } }
                }
                p { {t!("account-withdraw-text")} }
                Button { id: "withdraw-yes", wide: true, onpress: move |()| change(false), {t!("account-withdraw")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-cancel")} }
            }
        }
    }
}

fn act_text(act: &Consent) -> String {
    let (when, version) = (format::moment(act.at), act.text_version.clone());
    match act.action {
        ConsentAction::Given => t!("consent-act-given", when = when, version = version),
        ConsentAction::Withdrawn => t!("consent-act-withdrawn", when = when, version = version),
    }
}

/// Every act for a purpose, the newest first, with the text it was about and its receipt.
#[component]
fn History(purpose: Purpose) -> Element {
    let record = use_record();
    let acts: Vec<(usize, Consent)> =
        record.consents().into_iter().enumerate().filter(|(_, act)| act.purpose == purpose).rev().collect();
    if acts.is_empty() {
        return rsx! {};
    }
    rsx! {
        details { id: "history-{purpose}",
            summary { {t!("consent-history", count = acts.len())} span { class: "visually-hidden", ": {title(purpose)}" } }
            ol { class: "stack plain-list",
                for (place , act) in acts {
                    li { key: "{place}", Act { place, act } }
                }
            }
        }
    }
}

#[component]
fn Act(place: usize, act: Consent) -> Element {
    let record = use_record();
    let text = text_of(&act);
    let fingerprint = act.text_sha384.get(..16).unwrap_or_default().to_owned();
    let save = {
        let name = format!("heilsam-{}-{}.json", act.purpose, place + 1);
        move |()| {
            if let Some(file) = text.and_then(|text| record.receipt(place, text)) {
                let _ = browser::offer_file(&name, "application/json", file.as_bytes());
            }
        }
    };
    rsx! {
        div { class: "stack",
            p { {act_text(&act)} }
            p { class: "soft", {t!("consent-fingerprint")} " " code { "{fingerprint}" } }
            if let Some(text) = text {
                details {
                    summary { {t!("consent-read")} span { class: "visually-hidden", ": {act_text(&act)}" } }
                    div { class: "stack",
                        for paragraph in body(text) {
                            p { class: "soft", "{paragraph}" }
                        }
                    }
                }
                div { class: "row",
                    Button { id: "receipt-{place}", kind: ButtonKind::Quiet, icon: Shape::Download, onpress: save,
                        {t!("consent-receipt")}
                        span { class: "visually-hidden", ": {act_text(&act)}" }
                    }
                }
            }
        }
    }
}
