//! The notes of a call that was held, beside its appointment: as right after the call.

use dioxus::prelude::*;

use crate::practice::after::After;
use crate::practice::desk::{AboutCall, InvitationView, use_desk};
use crate::{format, t};

/// Notes, text and hints for billing; nothing where this device keeps nothing of a call.
#[component]
pub(super) fn NotesOfCall(entry: InvitationView) -> Element {
    let desk = use_desk();
    let room = entry.room;
    let keeps =
        use_resource(move || async move { desk.keeps_of(room, format::now()).await.unwrap_or_default() });
    rsx! {
        if keeps().unwrap_or_default() {
            section { class: "stack no-print", id: "notes-of-call",
                h2 { {t!("after-of-call")} }
                After { about: AboutCall::of(&entry) }
            }
        }
    }
}
