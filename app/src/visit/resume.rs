//! After a reload: one tap brings the guest back. The tap also allows sound.

use dioxus::prelude::*;

use super::ticket::{self, Ticket};
use super::{Step, use_shared};
use crate::components::{Button, ButtonKind, PageTitle};
use crate::opening::{BOTH, LONGEST, use_opening};
use crate::t;

/// Asks once, opens the devices again and goes on; without an answer to the browser's questions without them.
#[component]
pub fn Resume(ticket: Ticket, name: String) -> Element {
    let mut shared = use_shared();
    let mut busy = use_signal(|| false);
    let opening = use_opening();
    let go = move |()| {
        busy.set(true);
        let (ticket, name, opening) = (ticket.clone(), name.clone(), opening.clone());
        spawn(async move {
            let devices = shared.devices.peek().clone();
            opening.open(devices, BOTH, 0, LONGEST).await;
            shared.step.set(Step::Meeting(ticket, name));
        });
    };
    rsx! {
        PageTitle { title: t!("visit-resume-title"), lead: t!("visit-resume-text") }
        div { class: "actions",
            Button { id: "resume", busy: busy(), onpress: go, {t!("visit-resume")} }
            Button {
                kind: ButtonKind::Quiet,
                onpress: move |()| {
                    ticket::forget();
                    shared.step.set(Step::Enter(None, String::new()));
                },
                {t!("visit-leave")}
            }
        }
    }
}
