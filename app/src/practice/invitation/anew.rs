//! An invitation that was not made for the server's way: why the server cannot send it now, and a new link that it can send.

use dioxus::prelude::*;

use crate::components::{Button, ButtonKind, Shape, use_toasts};
use crate::practice::desk::{InvitationView, has_others, is_not_for_the_gateway, use_desk};
use crate::practice::plan::use_sends;
use crate::practice::routes::Route;
use crate::t;

/// Nothing where the server sends nothing, or may send this one.
#[component]
pub(super) fn Anew(entry: InvitationView, known: Vec<InvitationView>, onchange: EventHandler<()>) -> Element {
    let (desk, navigator) = (use_desk(), use_navigator());
    let mut toasts = use_toasts();
    let sends = use_sends();
    let mut busy = use_signal(|| false);
    if sends() != Some(true) || !is_not_for_the_gateway(&entry) {
        return rsx! {};
    }
    let others = has_others(&entry, &known);
    let make = move |()| {
        if busy() {
            return;
        }
        let seen = entry.clone();
        spawn(async move {
            busy.set(true);
            match desk.invite_anew(seen).await {
                Ok((room_id, cancelled)) => {
                    onchange.call(());
                    toasts.say(
                        move || if cancelled { t!("gateway-anew-made") } else { t!("gateway-anew-both") },
                    );
                    navigator.replace(Route::InvitationPage { room_id });
                }
                // What somebody else changed is shown anew, and this may be gone with it.
                Err(error) => toasts.tell(desk.explain(error, onchange).await.into()),
            }
            busy.set(false);
        });
    };
    rsx! {
        details { class: "no-print", id: "gateway-not",
            summary { {t!("gateway-not-title")} }
            p { {t!("gateway-not-text")} }
            if others {
                p { id: "gateway-anew-others", {t!("gateway-anew-others")} }
            } else {
                p { {t!("gateway-anew-text")} }
                Button { id: "gateway-anew", kind: ButtonKind::Second, icon: Shape::Letter, busy: busy(), onpress: make, {t!("gateway-anew")} }
            }
        }
    }
}
