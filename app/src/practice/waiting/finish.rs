//! After the call: close the appointment for good, or open its room again.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use crate::components::{Badge, Button, ButtonKind, Kind, Shape, use_toasts};
use crate::practice::desk::use_desk;
use crate::t;
use crate::to_the_end::to_the_end;

/// Both decisions, one at a time; once it is closed, that it is. `opening`: the room is being opened again.
#[component]
pub fn Finish(room: RoomId, #[props(default)] opening: bool, onagain: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let mut finished = use_signal(|| false);
    let finish = move |()| {
        if busy() || opening {
            return;
        }
        busy.set(true);
        spawn(async move {
            // Also when this page is left meanwhile, as a doctor does who is done.
            match to_the_end(desk.end(room)).await {
                Ok(()) => finished.set(true),
                Err(error) => toasts.say(move || error.text()),
            }
            busy.set(false);
        });
    };
    let again = move |()| {
        if !busy() {
            onagain.call(());
        }
    };
    rsx! {
        if finished() {
            Badge { kind: Kind::Success, icon: Shape::Check, {t!("hall-finished")} }
        } else {
            div { class: "row",
                Button { kind: ButtonKind::Second, busy: busy(), onpress: finish, {t!("hall-finish")} }
                Button { kind: ButtonKind::Quiet, busy: opening, onpress: again, {t!("hall-again")} }
            }
        }
    }
}
