//! The code that is read out and typed in place of the link, or why there is none now.

use dioxus::prelude::*;
use heilsam_client::client::TypedCode;

use crate::components::{Button, ButtonKind, Kind, Notice, use_toasts};
use crate::practice::desk::{InvitationView, use_desk};
use crate::t;

/// The code with the page on which it is typed; on paper nothing where there is none.
#[component]
pub(super) fn CodeToType(
    entry: InvitationView,
    /// Where it is typed.
    page: String,
    onchange: EventHandler<()>,
) -> Element {
    match entry.typed_code() {
        TypedCode::Now(code) => rsx! {
            p { class: "print-only", {t!("invitation-print-text")} }
            p { class: "field-label", {t!("invitation-code", address = page)} }
            code { class: "code-block", id: "join-code", "{code}" }
        },
        TypedCode::Later => rsx! {
            p { class: "print-only", {t!("invitation-print-text-no-code")} }
            Later { entry, onchange }
        },
        TypedCode::Never => rsx! {
            p { class: "print-only", {t!("invitation-print-text-no-code")} }
        },
    }
}

/// No four digits are free: what works all the same, and looking again.
#[component]
fn Later(entry: InvitationView, onchange: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let room = entry.room;
    let look = move |()| {
        spawn(async move {
            busy.set(true);
            let list = desk.invitations().await.unwrap_or_default();
            busy.set(false);
            let entry = list.iter().find(|it| it.room == room);
            if entry.is_some_and(|it| it.typed_code() == TypedCode::Later) {
                toasts.say(|| t!("invitation-no-code-yet"));
            } else {
                onchange.call(());
            }
        });
    };
    rsx! {
        div { class: "no-print",
            Notice { id: "no-join-code", kind: Kind::Info,
                p { {t!("invitation-no-code")} }
                Button { id: "look-for-code", kind: ButtonKind::Second, busy: busy(), onpress: look, {t!("invitation-no-code-look")} }
            }
        }
    }
}
