//! Doing something from a form: busy while it is on its way, and the sentences when it was refused.

use dioxus::prelude::*;
use heilsam_compliance::workspace::Action;

use super::desk::{Desk, use_desk};
use crate::components::{Kind, Notice, Progress, use_toasts};
use crate::i18n::Words;
use crate::{browser, t};

/// So many actions go out at once. What is more, is many: then it says how far it is.
const PART: usize = 40;

/// State of one form's action.
#[derive(Clone, Copy)]
pub struct Acting {
    toast: Callback<Words>,
    desk: Desk,
    busy: Signal<bool>,
    /// How many of how many actions are done, where they are many.
    done: Signal<Option<(usize, usize)>>,
    refused: Signal<Vec<Words>>,
}

/// An action of this form; nothing is done yet.
pub fn use_acting() -> Acting {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let toast = use_callback(move |text: Words| toasts.tell(text));
    let (busy, done) = (use_signal(|| false), use_signal(|| None));
    Acting { toast, desk, busy, done, refused: use_signal(Vec::new) }
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
    pub fn refuse(mut self, why: Vec<Words>) {
        self.refused.set(why);
    }

    /// Does some things, all of them or none; many in parts, up to the first part that is refused. Says `done` and calls `then`
    /// when all are done: `run(actions, || t!("key"), || {})`.
    pub fn run(
        mut self,
        actions: Vec<Action>,
        done: impl Fn() -> String + 'static,
        then: impl FnOnce() + 'static,
    ) {
        if *self.busy.peek() {
            return;
        }
        spawn(async move {
            self.busy.set(true);
            self.refused.set(Vec::new());
            let (mut ready, all) = (0, actions.len());
            let mut ended = Ok(());
            for part in actions.chunks(PART) {
                if all > PART {
                    self.done.set(Some((ready, all)));
                }
                ended = self.desk.act(part).await;
                if ended.is_err() {
                    break;
                }
                ready += part.len();
            }
            self.done.set(None);
            self.busy.set(false);
            if let Err(why) = ended {
                return self.refused.set(why);
            }
            self.toast.call(Words::new(done));
            then();
        });
    }
}

/// How far many actions are; nothing for few.
#[component]
pub fn HowFar(acting: Acting, id: String) -> Element {
    let Some((done, all)) = (acting.done)() else { return rsx! {} };
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    rsx! {
        Progress { id, label: t!("acting-how-far", done = done, all = all), done: count(done), total: count(all) }
    }
}

/// Why the action of a form was refused; read aloud, and with the focus: it may be far from the button that was pressed.
#[component]
pub fn Refusal(acting: Acting, id: String) -> Element {
    let why: Vec<String> = acting.refused.read().iter().map(Words::text).collect();
    let place = id.clone();
    use_effect(move || {
        if !(acting.refused)().is_empty() {
            browser::focus(&place);
        }
    });
    if why.is_empty() {
        return rsx! {};
    }
    rsx! {
        div { id: "{id}", tabindex: "-1",
            Notice { kind: Kind::Danger, announce: true,
                for sentence in why {
                    p { key: "{sentence}", "{sentence}" }
                }
            }
        }
    }
}
