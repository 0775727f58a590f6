//! A word to somebody who waits: ready-made ones, or an own short one.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use crate::components::{Button, ButtonKind, Field};
use crate::{browser, t};

/// What a person can read at a glance; also in the widest letters it fits into a word of the call.
const MOST: u16 = 120;

/// Ready-made words and own ones; what was said last stands below.
#[component]
pub fn WordsTo(room: RoomId, said: Option<String>, onsay: EventHandler<String>) -> Element {
    let id = room;
    let mut own = use_signal(String::new);
    let mut missing = use_signal(|| false);
    let mut say_own = move || {
        let text = own.peek().trim().to_owned();
        missing.set(text.is_empty());
        if missing() {
            return browser::focus(&format!("say-own-{id}"));
        }
        onsay.call(text);
        own.set(String::new());
    };
    rsx! {
        details {
            summary { {t!("hall-say")} }
            div { class: "stack",
                div { class: "row",
                    for (key , text) in [("soon", t!("hall-say-soon")), ("five", t!("hall-say-five")), ("ten", t!("hall-say-ten"))] {
                        Button {
                            key: "{key}",
                            id: "say-{key}-{id}",
                            kind: ButtonKind::Second,
                            onpress: {
                                let text = text.clone();
                                move |()| onsay.call(text.clone())
                            },
                            "{text}"
                        }
                    }
                }
                form {
                    class: "stack",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        say_own();
                    },
                    Field { id: "say-own-{id}", label: t!("hall-say-own"), value: own, maxlength: MOST, error: missing().then(|| t!("field-missing")), oninput: move |it| { missing.set(false); own.set(it) } }
                    div { class: "row",
                        Button { id: "say-send-{id}", submit: true, kind: ButtonKind::Second, {t!("hall-say-send")} }
                    }
                }
            }
        }
        p { class: "soft", role: "status",
            if let Some(said) = said {
                "{said}"
            }
        }
    }
}
