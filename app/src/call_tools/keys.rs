//! Single keys for what the buttons do. They can be switched off (WCAG 2.1.4), and nothing is ended by one.

use dioxus::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::KeyboardEvent;

use super::tools::{Above, use_tools};
use crate::components::{Button, Choice, Dialog};
use crate::{browser, t};

/// Whether keys do nothing on this device.
const OFF: &str = "heilsam.call-keys";

/// The key, and the button it presses.
const KEYS: [(&str, &str); 10] = [
    ("m", "call-mute"),
    ("k", "call-camera"),
    ("c", "call-chat"),
    ("b", "call-share"),
    ("p", "call-float"),
    ("v", "call-full"),
    ("e", "call-own-picture"),
    ("h", "call-blur"),
    ("g", "call-devices"),
    ("?", "call-keys"),
];

/// What a key does, in words.
fn meaning(button: &str) -> String {
    match button {
        "call-mute" => t!("tools-key-mute"),
        "call-camera" => t!("tools-key-camera"),
        "call-chat" => t!("tools-key-chat"),
        "call-share" => t!("tools-key-share"),
        "call-float" => t!("tools-float"),
        "call-full" => t!("tools-full"),
        "call-own-picture" => t!("tools-key-own"),
        "call-blur" => t!("tools-key-blur"),
        "call-devices" => t!("tools-devices-title"),
        _ => t!("tools-keys-title"),
    }
}

fn are_on() -> bool {
    !browser::is_switched_on(OFF)
}

/// Listens as long as the program runs.
pub(super) fn use_keys() {
    use_hook(|| {
        let Some(window) = browser::window() else { return };
        let listener = Closure::<dyn FnMut(KeyboardEvent)>::new(|event: KeyboardEvent| pressed(&event));
        let listener = listener.into_js_value();
        // On the way down: on the way up this program keeps its events to itself.
        let _ = window.add_event_listener_with_callback_and_bool("keydown", listener.unchecked_ref(), true);
    });
}

fn pressed(event: &KeyboardEvent) {
    let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat();
    if modified || !are_on() || is_typing() {
        return;
    }
    let key = event.key().to_lowercase();
    let button = KEYS.iter().find(|(each, _)| *each == key).and_then(|(_, button)| browser::element(button));
    if let Some(button) = button {
        event.prevent_default();
        button.click();
    }
}

/// Whether keys belong to somebody else: a field, or a dialog above the call.
fn is_typing() -> bool {
    let Some(document) = browser::document() else { return true };
    let field = document.active_element().is_some_and(|element| {
        element.closest("input, textarea, select, [contenteditable]").ok().flatten().is_some()
    });
    field || document.query_selector("dialog[open]").ok().flatten().is_some()
}

/// The overview, with the switch.
#[component]
pub(super) fn Shortcuts() -> Element {
    let mut above = use_tools().above;
    let mut on = use_signal(are_on);
    let there = KEYS.iter().filter(|(_, button)| browser::element(button).is_some());
    rsx! {
        Dialog { id: "keys", title: t!("tools-keys-title"), onclose: move |()| above.set(Above::Nothing),
            dl { class: "tools-keys",
                for (key , button) in there {
                    div { key: "{key}",
                        dt { kbd { {key.to_uppercase()} } }
                        dd { {meaning(button)} }
                    }
                }
            }
            Choice {
                id: "keys-on",
                name: "keys-on",
                label: t!("tools-keys-on"),
                detail: t!("tools-keys-detail"),
                checked: on(),
                onchange: move |wanted: bool| {
                    on.set(wanted);
                    browser::switch(OFF, !wanted);
                },
            }
            Button { onpress: move |()| above.set(Above::Nothing), {t!("action-close")} }
        }
    }
}
