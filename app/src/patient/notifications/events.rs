//! What happened to the account.

use dioxus::prelude::*;
use heilsam_protocol::notification::{SecurityEvent, SecurityKind};

use super::keep::use_messages;
use crate::components::{Button, ButtonKind, Notice};
use crate::patient::routes::Route;
use crate::{format, t};

fn words(kind: SecurityKind) -> String {
    match kind {
        SecurityKind::NewDevice => t!("event-new-device"),
        SecurityKind::WayAdded => t!("event-way-added"),
        SecurityKind::WayRemoved => t!("event-way-removed"),
        SecurityKind::SheetMade => t!("event-sheet-made"),
        SecurityKind::SheetRemoved => t!("event-sheet-removed"),
        SecurityKind::SheetUsed => t!("event-sheet-used"),
        SecurityKind::MailChanged => t!("event-mail-changed"),
        SecurityKind::ContactMade => t!("event-contact-made"),
        SecurityKind::ContactRemoved => t!("event-contact-removed"),
        SecurityKind::ContactAsked => t!("event-contact-asked"),
        SecurityKind::ContactUsed => t!("event-contact-used"),
    }
}

/// The list, newest first, and what to do when something was not oneself.
#[component]
pub fn Events(events: Vec<SecurityEvent>) -> Element {
    let messages = use_messages();
    use_effect(move || {
        // Whoever opens the page has seen them.
        let _ = messages.view();
        messages.look();
    });
    rsx! {
        section { class: "card", "aria-labelledby": "events-title",
            h2 { id: "events-title", {t!("events-title")} }
            p { {t!("events-text")} }
            ul { class: "plain-list stack", id: "events",
                for (index , event) in events.into_iter().enumerate() {
                    li { key: "{index}",
                        strong { {words(event.kind)} }
                        p { class: "soft", {t!("event-when", when = format::moment(event.at), device = event.device.clone())} }
                    }
                }
            }
            p { {t!("events-not-you")} }
            p { Link { to: Route::AccountPage {}, {t!("account-title")} } }
        }
    }
}

/// On the start page: something happened since somebody looked here last.
#[component]
pub fn NewEvents() -> Element {
    let messages = use_messages();
    let navigator = use_navigator();
    let count = messages.unseen();
    if count == 0 {
        return rsx! {};
    }
    rsx! {
        Notice { id: "events-new", title: t!("events-new-title"),
            p { {t!("events-new-text", count = count)} }
            div { class: "row",
                Button { id: "events-look", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::NotificationsPage {}); }, {t!("events-look")} }
            }
        }
    }
}
