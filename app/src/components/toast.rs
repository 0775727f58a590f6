//! Short messages that something worked; they stand above the page and cover nothing.

use dioxus::core::provide_root_context;
use dioxus::prelude::*;

use crate::i18n::Words;
use crate::t;

/// The messages shown now; provided by [`use_toasts`].
#[derive(Clone, Copy)]
pub struct ToastList {
    next: Signal<u64>,
    shown: Signal<Vec<Toast>>,
}

/// One message.
#[derive(Clone)]
struct Toast {
    id: u64,
    text: Words,
    /// Pages it was shown on.
    pages: u8,
}

impl ToastList {
    /// Shows a message until it is closed, three newer ones came, or the page after the next one opens. The same words stand
    /// there once. `text` is asked again in another language: `say(|| t!("key"))`.
    pub fn say(&mut self, text: impl Fn() -> String + 'static) {
        self.tell(Words::new(text));
    }

    /// As [`Self::say`], with words that somebody else kept.
    pub fn tell(&mut self, text: Words) {
        let words = text.text();
        let id = (self.next)();
        self.next.set(id + 1);
        let mut shown = self.shown.write();
        shown.retain(|toast| toast.text.text() != words);
        shown.push(Toast { id, text, pages: 0 });
        if shown.len() > 3 {
            shown.remove(0);
        }
    }

    /// Closes one message.
    pub fn close(&mut self, id: u64) {
        self.shown.write().retain(|toast| toast.id != id);
    }

    /// A new page was opened: messages stay for one page and go with the next.
    pub fn turn_page(&mut self) {
        if self.shown.peek().is_empty() {
            return;
        }
        let mut shown = self.shown.write();
        shown.retain(|toast| toast.pages == 0);
        for toast in shown.iter_mut() {
            toast.pages += 1;
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
            for Toast { id , text , .. } in toasts.shown.cloned() {
                div { class: "toast", key: "{id}",
                    span { {text.text()} }
                    button { r#type: "button", onclick: move |_| toasts.close(id), {t!("action-close")} }
                }
            }
        }
    }
}
