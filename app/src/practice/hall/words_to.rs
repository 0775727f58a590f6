//! A word to somebody who waits: ready-made ones, or an own short one.

use dioxus::prelude::*;
use heilsam_call::MAX_MESSAGE;
use heilsam_domain::RoomId;

use crate::components::{Button, ButtonKind, Field};
use crate::t;

/// What a person can read at a glance.
const MOST: u16 = 120;

/// Ready-made words and own ones; what was said last stands below.
#[component]
pub fn WordsTo(room: RoomId, said: Option<String>, onsay: EventHandler<String>) -> Element {
    let id = room;
    let mut own = use_signal(String::new);
    let say = move |text: String| {
        let text = text.trim().to_owned();
        if !text.is_empty() && text.len() <= MAX_MESSAGE {
            onsay.call(text);
            own.set(String::new());
        }
    };
    let mut say_own = say;
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
                                let mut say = say;
                                move |()| say(text.clone())
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
                        let typed = own.peek().clone();
                        say_own(typed);
                    },
                    Field { id: "say-own-{id}", label: t!("hall-say-own"), value: own, maxlength: MOST, oninput: move |it| own.set(it) }
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
