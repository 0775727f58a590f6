//! Doing something from a form: busy while it is on its way, and the sentences when it was refused.

use dioxus::prelude::*;
use heilsam_compliance::workspace::Action;

use super::desk::{Desk, use_desk};
use crate::components::{Kind, Notice, use_toasts};

/// State of one form's action.
#[derive(Clone, Copy)]
pub struct Acting {
    toast: Callback<String>,
    desk: Desk,
    busy: Signal<bool>,
    refused: Signal<Vec<String>>,
}

/// An action of this form; nothing is done yet.
pub fn use_acting() -> Acting {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let toast = use_callback(move |text: String| toasts.show(text));
    Acting { toast, desk, busy: use_signal(|| false), refused: use_signal(Vec::new) }
}

impl PartialEq for Acting {
    fn eq(&self, other: &Self) -> bool {
        self.busy == other.busy && self.refused == other.refused
    }
}

impl Acting {
    /// Whether something is on its way.
    #[must_use]
    pub fn busy(self) -> bool {
        (self.busy)()
    }

    /// Shows sentences as if the action had been refused.
    pub fn refuse(mut self, why: Vec<String>) {
        self.refused.set(why);
    }

    /// Does one thing after the other; stops at the first that is refused. Says `done` and calls `then` when all are done.
    pub fn run(mut self, actions: Vec<Action>, done: String, then: impl FnOnce() + 'static) {
        if *self.busy.peek() {
            return;
        }
        spawn(async move {
            self.busy.set(true);
            self.refused.set(Vec::new());
            for action in actions {
                if let Err(why) = self.desk.act(action).await {
                    self.refused.set(why);
                    self.busy.set(false);
                    return;
                }
            }
            self.busy.set(false);
            self.toast.call(done);
            then();
        });
    }
}

/// Why the action of a form was refused; read aloud.
#[component]
pub fn Refusal(acting: Acting, id: String) -> Element {
    let why = (acting.refused)();
    if why.is_empty() {
        return rsx! {};
    }
    rsx! {
        Notice { kind: Kind::Danger, announce: true, id,
            for sentence in why {
                p { key: "{sentence}", "{sentence}" }
            }
        }
    }
}
