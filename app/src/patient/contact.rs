//! Writing to the manufacturer: a question, or a report about security. Without a login.

use dioxus::prelude::*;
use heilsam_protocol::ticket::{MESSAGE, NewTicket, TicketKind};

use crate::account::access::use_account;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Field, Kind, Notice, PageTitle, TextArea};
use crate::{browser, t};

/// A question about the use.
#[component]
pub fn Support() -> Element {
    rsx! {
        PageTitle { title: t!("support-title"), lead: t!("support-lead") }
        ContactForm { about: TicketKind::Support }
    }
}

/// A weakness or an incident.
#[component]
pub fn ReportSecurity() -> Element {
    rsx! {
        PageTitle { title: t!("security-title"), lead: t!("security-lead") }
        ContactForm { about: TicketKind::Security }
    }
}

/// Message, way to answer, number.
#[component]
fn ContactForm(about: TicketKind) -> Element {
    let account = use_account();
    let mut message = use_signal(String::new);
    let mut contact = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut number = use_signal(|| None::<String>);
    let wrong = use_memo(move || match message().trim().chars().count() {
        0 => Some(t!("contact-error-empty")),
        length if length > MESSAGE => Some(t!("contact-error-long", most = MESSAGE)),
        _ => None,
    });
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        if busy() {
            return;
        }
        if wrong().is_some() {
            return browser::focus("contact-message");
        }
        spawn(async move {
            busy.set(true);
            let ticket = NewTicket { kind: about, message: message(), contact: contact() };
            let written = match account.device() {
                Ok(device) => device.write_ticket(&ticket).await.map_err(Trouble::from),
                Err(error) => Err(error),
            };
            match written {
                Ok(taken) => number.set(Some(taken.number)),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    if let Some(number) = number() {
        return rsx! {
            Notice { kind: Kind::Success, announce: true, id: "contact-done", title: t!("contact-done"),
                p { {t!("contact-number")} }
                p { code { class: "code-block", id: "contact-ticket", "{number}" } }
                p { {t!("contact-next")} }
            }
        };
    }
    let error = wrong().filter(|_| asked());
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: submit,
            TroubleNotice { trouble: trouble() }
            Notice { p { {t!("contact-private")} } }
            TextArea { id: "contact-message", label: t!("contact-message"), rows: 7, value: message(), error, oninput: move |it| message.set(it) }
            Field {
                id: "contact-way",
                label: t!("contact-way"),
                hint: t!("contact-way-hint"),
                maxlength: 200,
                value: contact,
                oninput: move |it| contact.set(it),
            }
            Button { id: "contact-send", submit: true, wide: true, busy: busy(), {t!("contact-send")} }
        }
    }
}
