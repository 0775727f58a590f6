//! What is stored about the person: to read, to take along, to erase.
//!
//! Source: Art. 15, 17 and 20 DSGVO; DiGAV Anlage 1, Datenschutz.

mod audit;
pub mod brought;
pub mod erased;

use dioxus::prelude::*;
use heilsam_client::client::{AccessReport, RecordReport};

use self::audit::AuditKinds;
use super::routes::Route;
use crate::account::erase::EraseAccount;
use crate::components::{Button, ButtonKind, ErrorState, Kind, Loading, Notice, PageTitle, Shape};
use crate::record::use_record;
use crate::{browser, format, t};

/// The page.
#[component]
pub fn MyData() -> Element {
    rsx! {
        PageTitle { title: t!("data-title"), lead: t!("data-lead") }
        div { class: "stack-wide",
            Access {}
            Correct {}
            Erase {}
        }
    }
}

/// Everything that is stored, counted and as a file.
#[component]
fn Access() -> Element {
    let record = use_record();
    let mut report = use_resource(move || async move { record.access_report().await });
    let content = match &*report.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! { ErrorState { text: error.text(), onretry: move |()| report.restart() } },
        Some(Ok(found)) => rsx! { Found { report: std::rc::Rc::new(found.clone()) } },
    };
    rsx! {
        section { class: "card", id: "data-access",
            h2 { {t!("data-access")} }
            p { {t!("data-access-text")} }
            {content}
        }
    }
}

#[component]
fn Found(report: ReadSignal<std::rc::Rc<AccessReport>>) -> Element {
    let found = report.read().clone();
    let (server, record) = (&found.server, &found.record);
    let key = server.keys.signing.get(..16).unwrap_or_default().to_owned();
    let versions = record.programme.iter().map(|it| it.versions.len()).sum::<usize>();
    let save = move |()| {
        let found = report.read().clone();
        let day = found.made_at.to_string();
        let name = format!("heilsam-{}.json", day.get(..10).unwrap_or_default());
        let _ = browser::offer_file(&name, "application/json", found.to_json().as_bytes());
    };
    rsx! {
        h3 { {t!("data-sealed")} }
        dl { class: "facts", id: "data-sealed",
            dt { {t!("data-diary")} }
            dd { class: "numbers", {counted(&record.diary)} }
            dt { {t!("data-questionnaires")} }
            dd { class: "numbers", {counted(&record.questionnaires)} }
            dt { {t!("data-photos")} }
            dd { class: "numbers", {counted(&record.photos)} }
            dt { {t!("data-appointments")} }
            dd { class: "numbers", {counted(&record.appointments)} }
            dt { {t!("data-programme")} }
            dd {
                if versions == 0 {
                    {t!("data-none")}
                } else {
                    {t!("data-begun", count = versions)}
                }
            }
            dt { {t!("data-documents")} }
            dd { class: "numbers", {counted(&record.documents)} }
            if !record.others.is_empty() {
                dt { {t!("data-others")} }
                dd { class: "numbers", {counted(&record.others)} }
            }
            dt { {t!("data-shares")} }
            dd { class: "numbers", "{record.shares.len()}" }
        }
        h3 { {t!("data-server")} }
        dl { class: "facts", id: "data-server",
            dt { {t!("data-account")} }
            dd { code { "{server.account.account_id}" } }
            dt { {t!("data-since")} }
            dd { {format::day(server.account.created_at)} }
            dt { {t!("data-logins")} }
            dd { class: "numbers", "{server.credentials.len()}" }
            dt { {t!("data-sessions")} }
            dd { class: "numbers", "{server.sessions.len()}" }
            dt { {t!("data-consents")} }
            dd { class: "numbers", "{server.consents.len()}" }
            dt { {t!("data-messages")} }
            dd { class: "numbers", "{server.notifications.devices.len()}" }
            if let Some(address) = &server.notifications.mail {
                dt { {t!("data-mail")} }
                dd { "{address}" }
            }
            dt { {t!("data-audit")} }
            dd { class: "numbers", id: "data-audit", "{server.also_kept.audit_count}" }
            dt { {t!("data-tokens")} }
            dd { class: "numbers", "{server.also_kept.token_quarters.len()}" }
            if let Some(since) = server.also_kept.code_waits_since {
                dt { {t!("data-code")} }
                dd { {format::day(since)} }
            }
            dt { {t!("data-keys")} }
            dd { code { "{key}" } }
            dt { {t!("data-where")} }
            dd { "{found.operator}, {found.hosting_country}" }
        }
        AuditKinds { lines: server.also_kept.audit.clone() }
        p { class: "soft", {t!("data-not")} }
        div { class: "row",
            Button { id: "data-save", kind: ButtonKind::Second, icon: Shape::Download, onpress: save, {t!("data-save")} }
        }
    }
}

/// How many there are; what was deleted is kept with its versions and counted apart.
fn counted(records: &[RecordReport]) -> String {
    let there = records.iter().filter(|record| record.is_there()).count();
    match records.len() - there {
        0 => there.to_string(),
        deleted => t!("data-deleted", there = there, deleted = deleted),
    }
}

/// Where entries are corrected.
#[component]
fn Correct() -> Element {
    rsx! {
        section { class: "card",
            h2 { {t!("data-correct")} }
            p { {t!("data-correct-text")} }
            p { Link { to: Route::History {}, {t!("nav-history")} } }
            p { {t!("data-correct-brought")} }
            p { Link { to: Route::BroughtPage {}, {t!("brought-title")} } }
        }
    }
}

/// Erasing the account: warning, offer to take everything along, one deliberate act.
#[component]
fn Erase() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    rsx! {
        section { class: "card", id: "data-erase",
            h2 { {t!("erase-title")} }
            p { {t!("erase-text")} }
            EraseAccount {
                sure: t!("erase-sure"),
                // There stands what was erased.
                onerased: move |()| { navigator.replace(Route::Home {}); },
                Notice { kind: Kind::Danger, p { {t!("erase-warning", count = record.entries().len())} } }
                p { {t!("erase-audit")} }
                p { Link { to: Route::Export {}, {t!("erase-export")} } }
            }
        }
    }
}
