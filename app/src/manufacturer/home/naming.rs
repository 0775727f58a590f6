//! The name under which somebody stands in the dossier.

use dioxus::prelude::*;

use crate::components::{Button, Field, Kind, Notice, use_toasts};
use crate::i18n::Words;
use crate::manufacturer::desk::use_desk;
use crate::{browser, t};

/// Asks for the name; the card goes when it is set.
#[component]
pub fn Naming() -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut name = use_signal(String::new);
    let mut busy = use_signal(|| false);
    let mut missing = use_signal(|| false);
    let mut refused = use_signal(Vec::<Words>::new);
    let mut save = move || {
        missing.set(name().trim().is_empty());
        if missing() {
            return browser::focus("naming-name");
        }
        spawn(async move {
            busy.set(true);
            refused.set(Vec::new());
            match desk.name(name().trim()).await {
                Ok(()) => toasts.say(|| t!("naming-done")),
                Err(why) => refused.set(why),
            }
            busy.set(false);
        });
    };
    let why: Vec<String> = refused.read().iter().map(Words::text).collect();
    rsx! {
        form {
            class: "card",
            id: "naming",
            novalidate: true,
            "aria-labelledby": "naming-title",
            onsubmit: move |event| {
                event.prevent_default();
                save();
            },
            h2 { id: "naming-title", {t!("naming-title")} }
            p { {t!("naming-text")} }
            Field { id: "naming-name", label: t!("naming-label"), value: name, maxlength: 80, required: true, error: missing().then(|| t!("field-missing")), oninput: move |it| { missing.set(false); name.set(it) } }
            for why in why {
                Notice { key: "{why}", kind: Kind::Danger, announce: true, p { "{why}" } }
            }
            div { class: "row", Button { id: "naming-save", submit: true, busy: busy(), {t!("naming-save")} } }
        }
    }
}
