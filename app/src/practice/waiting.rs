//! The doctor's view of a waiting room: what the page of one room and the page with all of them share, and the former's own.

mod finish;
mod hand_on;
mod pass_on;
mod present;
mod words_to;

pub use finish::Finish;
pub use present::{Present, must_compare};
pub use words_to::WordsTo;

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, Phase};

use super::desk::Word;
use crate::call_view::{Missing, other_name};
use crate::components::{Kind, Notice, PageTitle};
use crate::t;

/// Tries after which a typed code is dead.
const MAX_TRIES: u8 = 3;

/// The only room of its page: who waits there, and everything about them. `word`: what staff left for them; `onhanded`: the room
/// is a colleague's now.
#[component]
pub fn DoctorWaiting(call: Call, view: CallView, word: Option<Word>, onhanded: EventHandler<()>) -> Element {
    let text = match &view.phase {
        Phase::Connecting { .. } => t!("room-connecting"),
        Phase::Alone => t!("room-alone"),
        Phase::Verifying => t!("room-verifying"),
        Phase::WaitingRoom { .. } | Phase::InCall(_) | Phase::Ended(_) => {
            t!("room-waiting", name = other_name(&view))
        }
    };
    let waiting = matches!(view.phase, Phase::WaitingRoom { .. });
    rsx! {
        PageTitle { title: t!("room-title") }
        div { class: "stack",
            div { role: "status", Notice { kind: if waiting { Kind::Success } else { Kind::Info }, p { id: "who-waits", "{text}" } } }
            if view.failed_tries >= MAX_TRIES {
                Notice { kind: Kind::Warning, p { {t!("room-code-dead")} } }
            }
            Missing { call: call.clone(), has: view.devices }
            if waiting {
                Present { call, view, word, onhanded }
            }
        }
    }
}
