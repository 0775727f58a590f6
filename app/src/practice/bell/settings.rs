//! How this device announces who comes: tone and message, each to be switched off.

use dioxus::prelude::*;

use super::{MESSAGES, SILENT, glue, is_silent, shows_messages};
use crate::components::{Choice, Kind, Notice};
use crate::practice::desk::use_desk;
use crate::{browser, t};

/// The two choices; they count at once, on this device.
#[component]
pub fn BellSettings() -> Element {
    let takes_part = use_desk().takes_part();
    let mut sounds = use_signal(|| !is_silent());
    let mut messages = use_signal(shows_messages);
    let mut denied = use_signal(|| false);
    let can_tell = use_hook(|| cfg!(target_arch = "wasm32") && glue::can_tell());
    let switch = move |on: bool| {
        denied.set(false);
        if !on {
            browser::switch(MESSAGES, false);
            return messages.set(false);
        }
        // Shown as it is until the browser has answered.
        messages.set(true);
        spawn(async move {
            let allowed = glue::ask().await.ok().and_then(|answer| answer.as_bool()).unwrap_or_default();
            browser::switch(MESSAGES, allowed);
            messages.set(allowed);
            denied.set(!allowed);
        });
    };
    rsx! {
        section { class: "stack", id: "bell-settings",
            h2 { {t!("bell-title")} }
            p { {t!("bell-text")} }
            if !takes_part {
                p { id: "bell-staff", {t!("bell-staff")} }
            }
            Choice {
                id: "bell-sound",
                name: "bell-sound",
                label: t!("bell-sound"),
                detail: t!("bell-sound-text"),
                checked: sounds(),
                onchange: move |on: bool| {
                    sounds.set(on);
                    browser::switch(SILENT, !on);
                },
            }
            if can_tell {
                Choice {
                    id: "bell-message",
                    name: "bell-message",
                    label: t!("bell-message"),
                    detail: t!("bell-message-text"),
                    checked: messages(),
                    onchange: switch,
                }
            }
            if denied() {
                Notice { kind: Kind::Warning, id: "bell-denied", announce: true, p { {t!("bell-denied")} } }
            }
        }
    }
}
