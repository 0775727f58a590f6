//! After the account is gone: what was erased, when, what may still lie in backups, and what shows that it is on record.
//!
//! Source: Art. 17 DSGVO.

use dioxus::prelude::*;
use heilsam_protocol::account::Erased;

use crate::account::access::use_account;
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::{browser, format, t};

/// The page; it stands in place of the start page until it is put away, and does not come again.
#[component]
pub fn ErasedPage() -> Element {
    let account = use_account();
    let Some(erased) = account.erased() else { return rsx! {} };
    let facts = facts(&erased);
    let text = text(&erased, &facts);
    let day = erased.erased_at.to_string();
    let save = move |()| {
        let name = t!("erased-file", day = day.get(..10).unwrap_or_default());
        let _ = browser::offer_file(&name, "text/plain;charset=utf-8", text.as_bytes());
    };
    rsx! {
        PageTitle { title: t!("erase-done"), lead: t!("erased-lead") }
        div { class: "stack-wide", id: "erased",
            section { class: "card stack",
                h2 { {t!("erased-server")} }
                dl { class: "facts", id: "erased-facts",
                    for (label, value) in facts {
                        dt { "{label}" }
                        dd { class: "numbers", "{value}" }
                    }
                }
                if has_rest(&erased) {
                    Notice { id: "erased-rest", kind: Kind::Warning, p { {t!("erased-rest")} } }
                }
                p { class: "soft", {t!("erased-check")} }
            }
            section { class: "card stack",
                h2 { {t!("erased-stays")} }
                for line in stays() {
                    p { "{line}" }
                }
            }
        }
        div { class: "actions stack",
            Button { id: "erased-done", wide: true, onpress: move |()| account.put_erased_away(), {t!("erased-done")} }
            Button { id: "erased-save", wide: true, kind: ButtonKind::Second, icon: Shape::Download, onpress: save, {t!("erased-save")} }
            Button { id: "erased-print", wide: true, kind: ButtonKind::Second, icon: Shape::Printer, onpress: |()| browser::print(), {t!("erased-print")} }
        }
    }
}

/// What the server says, line by line.
fn facts(erased: &Erased) -> Vec<(String, String)> {
    let mut facts = vec![(t!("erased-when"), format::moment(erased.erased_at))];
    facts.extend(erased.counts.iter().map(|counted| (kind(&counted.kind), counted.count.to_string())));
    facts.extend(erased.left.map(|rows| (t!("erased-left"), rows.to_string())));
    facts.push((t!("erased-row"), erased.audit_row.to_string()));
    facts.push((t!("erased-hash"), erased.audit_hash.clone()));
    facts
}

/// Whether the server found something afterwards.
fn has_rest(erased: &Erased) -> bool {
    erased.left.is_some_and(|rows| rows > 0)
}

/// As the access report calls it.
fn kind(name: &str) -> String {
    match name {
        "records" => t!("erased-records"),
        "logins" => t!("data-logins"),
        "sessions" => t!("data-sessions"),
        "consents" => t!("data-consents"),
        "shares" => t!("data-shares"),
        "messages" => t!("data-messages"),
        "mail" => t!("data-mail"),
        "tokens" => t!("data-tokens"),
        _ => t!("erased-other"),
    }
}

/// What is not gone with the account, and on other devices.
fn stays() -> [String; 3] {
    [t!("erased-audit"), t!("erased-backup"), t!("erased-devices")]
}

fn text(erased: &Erased, facts: &[(String, String)]) -> String {
    let mut lines = vec![t!("erase-done"), String::new()];
    lines.extend(facts.iter().map(|(label, value)| format!("{label}: {value}")));
    if has_rest(erased) {
        lines.push(t!("erased-rest"));
    }
    lines.extend([String::new(), t!("erased-check"), t!("erased-stays")]);
    lines.extend(stays());
    lines.join("\r\n")
}
