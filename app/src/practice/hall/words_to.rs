//! A word to somebody who waits: it travels sealed, like everything else, and is kept nowhere.

use dioxus::prelude::*;
use heilsam_call::MAX_MESSAGE;
use heilsam_call::browser::Call;

use crate::components::{Button, ButtonKind, Field};
use crate::t;

/// What a person can read at a glance.
const MOST: u16 = 120;

/// Ready-made words and own ones; what was said last stands below.
#[component]
pub(super) fn WordsTo(call: Call) -> Element {
    let id = call.room();
    let mut own = use_signal(String::new);
    let mut said = use_signal(|| None::<String>);
    let speaking = call;
    let say = move |text: String| {
        let text = text.trim().to_owned();
        if !text.is_empty() && text.len() <= MAX_MESSAGE {
            speaking.say(&text);
            said.set(Some(text));
            own.set(String::new());
        }
    };
    let mut say_own = say.clone();
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
                                let mut say = say.clone();
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
            if let Some(text) = said() {
                {t!("hall-said", text = text)}
            }
        }
    }
}
