//! Short messages that something worked; nothing that needs an answer.

use dioxus::core::provide_root_context;
use dioxus::prelude::*;

use crate::t;

/// The messages shown now; provided by [`use_toasts`].
#[derive(Clone, Copy)]
pub struct ToastList {
    next: Signal<u64>,
    shown: Signal<Vec<(u64, String)>>,
}

impl ToastList {
    /// Shows a message until it is closed or three newer ones came.
    pub fn show(&mut self, text: String) {
        let id = (self.next)();
        self.next.set(id + 1);
        let mut shown = self.shown.write();
        shown.push((id, text));
        if shown.len() > 3 {
            shown.remove(0);
        }
    }

    /// Closes one message.
    pub fn close(&mut self, id: u64) {
        self.shown.write().retain(|(shown, _)| *shown != id);
    }

    /// Closes all messages, as a change of page does.
    pub fn clear(&mut self) {
        if !self.shown.peek().is_empty() {
            self.shown.write().clear();
        }
    }
}

/// The list of messages of this program, made on first use.
pub fn use_toasts() -> ToastList {
    use_hook(|| {
        try_consume_context::<ToastList>().unwrap_or_else(|| {
            provide_root_context(ToastList {
                next: Signal::new_in_scope(0, ScopeId::ROOT),
                shown: Signal::new_in_scope(Vec::new(), ScopeId::ROOT),
            })
        })
    })
}

/// Where the messages appear; stands once in the frame.
#[component]
pub fn Toasts() -> Element {
    let mut toasts = use_toasts();
    rsx! {
        div { class: "toasts", role: "status", "aria-live": "polite",
            for (id , text) in toasts.shown.cloned() {
                div { class: "toast", key: "{id}",
                    span { "{text}" }
                    button { r#type: "button", onclick: move |_| toasts.close(id), {t!("action-close")} }
                }
            }
        }
    }
}
