//! Readings of medical devices: from the device itself by Bluetooth, or fetched from its manufacturer with consent, pairing,
//! fetching, ending.

mod bluetooth;
mod client;
mod pairing;
mod pull;
mod state;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_domain::Purpose;
use heilsam_hddt::{End, Pulled};
use heilsam_protocol::site::RecorderFacts;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::advice::{Advice, about_taken};

use self::bluetooth::BluetoothCard;
use self::client::Failure;
use self::state::State;
use super::consents::card::ConsentCard;
use super::diary::advice::AdvicePage;
use super::offered::use_site;
use super::routes::Route;
use crate::account::access::use_account;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Kind, Loading, Notice, PageTitle, Shape};
use crate::record::use_record;
use crate::{browser, format, t};

pub use pairing::end_all;

/// The page of devices.
#[component]
pub fn Devices() -> Element {
    let account = use_account();
    let record = use_record();
    let navigator = use_navigator();
    // The recorder sends the patient back with its answer in the address.
    let query = use_hook(client::returned);
    let mut recorders = use_signal(|| None::<Result<Vec<RecorderFacts>, Trouble>>);
    let mut state = use_signal(|| None::<State>);
    let mut failure = use_signal(|| None::<Failure>);
    let mut urgent = use_signal(|| None::<(DiaryEntry, Vec<Advice>)>);
    use_future(move || {
        let query = query.clone();
        async move {
            let listed = match account.device() {
                Ok(device) => {
                    device.site().await.map(|site| site.recorders).map_err(|error| account.trouble(error))
                }
                Err(trouble) => Err(trouble),
            };
            let mut current = state::load(account).await.unwrap_or_default();
            if let (Ok(listed), false) = (&listed, query.is_empty()) {
                failure.set(pairing::finish(account, listed, &mut current, &query).await.err());
            } else if !record.has_consent(Purpose::DeviceData) {
                // Withdrawn on another device: nothing stays on this one either.
                current = State::default();
                spawn_forever(end_all(account));
            }
            state.set(Some(current));
            recorders.set(Some(listed));
        }
    });
    let content = match (recorders(), state()) {
        (Some(Err(trouble)), _) => rsx! { TroubleNotice { trouble } },
        (Some(Ok(recorders)), Some(_)) if recorders.is_empty() => rsx! {
            if !bluetooth::is_supported() {
                Notice { id: "devices-none", p { {t!("devices-none")} } }
            }
        },
        // The desktop window speaks with the provider's server only.
        (Some(Ok(_)), Some(_)) if browser::is_desktop_window() => rsx! {
            Notice { id: "devices-in-browser", p { {t!("devices-in-browser", address = browser::origin())} } }
        },
        (Some(Ok(recorders)), Some(current)) => rsx! {
            if let Some(failure) = failure() {
                FailureNotice { failure }
            }
            if record.has_consent(Purpose::DeviceData) {
                for facts in recorders {
                    RecorderCard { key: "{facts.origin}", facts, state: current.clone(), onkept: move |it| state.set(Some(it)), onurgent: move |found| urgent.set(Some(found)) }
                }
            } else {
                ConsentCard { purpose: Purpose::DeviceData, id: "devices-consent" }
            }
        },
        _ => rsx! { Loading {} },
    };
    let is_urgent = urgent.read().is_some();
    rsx! {
        if let Some((entry, advice)) = urgent() {
            AdvicePage { entry, advice, onagain: move |()| urgent.set(None), ondone: move |()| { navigator.push(Route::Home {}); } }
        } else {
            PageTitle { title: t!("devices-title"), lead: t!("devices-lead") }
        }
        // Out of sight, not gone: the connection lives with its card, and so do readings that were not taken over yet.
        div { class: "stack-wide", hidden: is_urgent,
            if bluetooth::is_supported() {
                BluetoothCard { onurgent: move |found| urgent.set(Some(found)) }
            }
            {content}
            div { class: "actions",
                Button { kind: ButtonKind::Quiet, icon: Shape::Back, onpress: move |()| { navigator.push(Route::History {}); }, {t!("history-title")} }
            }
        }
    }
}

/// A recorder: pair with it, or fetch from it.
#[component]
fn RecorderCard(
    facts: RecorderFacts,
    state: State,
    onkept: EventHandler<State>,
    onurgent: EventHandler<(DiaryEntry, Vec<Advice>)>,
) -> Element {
    let account = use_account();
    let record = use_record();
    let mut busy = use_signal(|| false);
    let mut failure = use_signal(|| None::<Failure>);
    let mut pulled = use_signal(|| None::<Pulled>);
    let paired = state.pairing(&facts.origin);
    let is_paired = paired.is_some();
    let last = paired.and_then(|pairing| pairing.last);
    let (to_pair, to_pull, to_end) =
        ((facts.clone(), state.clone()), (facts.clone(), state.clone()), (facts.clone(), state));
    let pair = move |()| {
        let (facts, state) = to_pair.clone();
        spawn(async move {
            busy.set(true);
            failure.set(pairing::begin(account, &facts, state).await.err());
            busy.set(false);
        });
    };
    let fetch = move |()| {
        let (facts, mut state) = to_pull.clone();
        spawn(async move {
            busy.set(true);
            failure.set(None);
            pulled.set(None);
            let before: Vec<DiaryEntry> = record.entries().into_iter().map(|it| it.entry).collect();
            let done = pull::pull(account, record, &facts, &mut state).await;
            let urgent =
                done.as_ref().ok().and_then(|found| about_taken(&found.entries, &before, format::now()));
            match done {
                Ok(found) => pulled.set(Some(found)),
                Err(found) => failure.set(Some(found)),
            }
            onkept.call(state);
            busy.set(false);
            if let Some(urgent) = urgent {
                onurgent.call(urgent);
            }
        });
    };
    let end = move |()| {
        let (facts, mut state) = to_end.clone();
        spawn(async move {
            busy.set(true);
            failure.set(pairing::end(account, &facts, &mut state).await.err());
            pulled.set(None);
            onkept.call(state);
            busy.set(false);
        });
    };
    rsx! {
        section { class: "card",
            div { class: "row-apart",
                h2 { lang: "", "{facts.name}" }
                if is_paired {
                    Badge { kind: Kind::Success, icon: Shape::Check, {t!("devices-paired")} }
                }
            }
            if facts.stand_in {
                Notice { kind: Kind::Warning, id: "devices-stand-in", p { {t!("devices-stand-in")} } }
            }
            if let Some(failure) = failure() {
                FailureNotice { failure }
            }
            if let Some(found) = pulled() {
                PulledNotice { found }
            }
            if is_paired {
                match last {
                    Some(last) => rsx! { p { class: "soft", {t!("devices-last", when = format::moment(last))} } },
                    None => rsx! { p { class: "soft", {t!("devices-never")} } },
                }
                div { class: "row",
                    Button { id: "devices-pull", icon: Shape::Download, busy: busy(), onpress: fetch, {t!("devices-pull")} }
                    Button { id: "devices-end", kind: ButtonKind::Quiet, onpress: end, {t!("devices-end")} }
                }
            } else if account.keeps_nothing() {
                // The way to the manufacturer leaves the page, and with it everything.
                p { id: "devices-shared", {t!("devices-shared")} }
            } else {
                p { {t!("devices-pair-text")} }
                div { class: "row",
                    Button { id: "devices-pair", busy: busy(), onpress: pair, {t!("devices-pair")} }
                }
            }
        }
    }
}

#[component]
fn PulledNotice(found: Pulled) -> Element {
    let (new, changed, gone) = (found.entries.len(), found.changed.len(), found.gone.len());
    let says_new = new > 0 || (changed + gone == 0 && found.end == End::Complete);
    let kind = if found.end == End::Complete { Kind::Success } else { Kind::Warning };
    rsx! {
        Notice { kind, id: "devices-pulled", announce: true,
            if says_new {
                p { {t!("devices-pulled", count = new)} }
            }
            if changed > 0 {
                p { {t!("devices-changed", count = changed)} }
            }
            if gone > 0 {
                p { {t!("devices-gone", count = gone)} }
            }
            if found.known > 0 {
                p { {t!("devices-known", count = found.known)} }
            }
            if found.impossible > 0 {
                p { {t!("devices-impossible", count = found.impossible)} }
            }
            match found.end {
                End::Complete => rsx! {},
                End::More => rsx! { p { {t!("devices-more")} } },
                End::Elsewhere => rsx! { p { {t!("devices-elsewhere")} } },
            }
        }
    }
}

#[component]
fn FailureNotice(failure: Failure) -> Element {
    let text = match failure {
        Failure::Trouble(trouble) => return rsx! { TroubleNotice { trouble } },
        Failure::NoConsent => t!("devices-failed-consent"),
        Failure::Unreachable => t!("devices-failed-unreachable"),
        Failure::NotSupported => t!("devices-failed-answer"),
        Failure::Denied => t!("devices-failed-denied"),
        Failure::Foreign => t!("devices-failed-foreign"),
        Failure::Scope => t!("devices-failed-scope"),
        Failure::Ended => t!("devices-failed-ended"),
    };
    rsx! { Notice { kind: Kind::Warning, id: "devices-problem", announce: true, p { "{text}" } } }
}

/// The way to the page from others; shown where the operator lists recorders or this browser speaks Bluetooth.
#[component]
pub fn DevicesCard() -> Element {
    let navigator = use_navigator();
    let without_recorders = use_site().is_none_or(|site| site.recorders.is_empty());
    if without_recorders && !bluetooth::is_supported() {
        return rsx! {};
    }
    rsx! {
        section { class: "card",
            h2 { {t!("devices-title")} }
            p { {t!("devices-lead")} }
            div { class: "row",
                Button { id: "open-devices", kind: ButtonKind::Second, icon: Shape::Download, onpress: move |()| { navigator.push(Route::Devices {}); }, {t!("devices-open")} }
            }
        }
    }
}
