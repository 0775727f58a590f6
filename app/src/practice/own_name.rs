//! The name that patients see. Asked before a waiting room opens: the press also lets the browser play sound.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use super::desk::use_desk;
use crate::components::{Button, Field};
use crate::{browser, t};

/// The question; the answer is proposed the next time.
#[component]
pub fn OwnName(known: String, onopen: EventHandler<String>) -> Element {
    let desk = use_desk();
    let mut name = use_signal(move || known);
    let mut missing = use_signal(|| false);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        let doctor_name = name().trim().to_owned();
        if doctor_name.is_empty() {
            missing.set(true);
            return browser::focus("doctor-name");
        }
        let keep = doctor_name.clone();
        spawn_forever(async move {
            // A device that cannot keep it asks again next time.
            let _ = desk.keep_name(&keep).await;
        });
        onopen.call(doctor_name);
    };
    rsx! {
        form { class: "stack", onsubmit: submit, novalidate: true,
            Field {
                id: "doctor-name",
                label: t!("room-name"),
                hint: t!("room-name-hint"),
                value: name,
                error: missing().then(|| t!("field-missing")),
                required: true,
                oninput: move |text| {
                    name.set(text);
                    missing.set(false);
                },
            }
            div { class: "actions",
                Button { id: "room-open", submit: true, {t!("room-open")} }
            }
        }
    }
}
