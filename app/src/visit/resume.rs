//! After a reload: one tap brings the guest back. The tap also allows sound.

use dioxus::prelude::*;
use heilsam_call::browser::DeviceKind;

use super::ticket::{self, Ticket};
use super::{Step, use_shared};
use crate::components::{Button, ButtonKind, PageTitle};
use crate::t;

/// Asks once, opens the devices again and goes on.
#[component]
pub fn Resume(ticket: Ticket, name: String) -> Element {
    let mut shared = use_shared();
    let mut busy = use_signal(|| false);
    let go = move |()| {
        busy.set(true);
        let (ticket, name) = (ticket.clone(), name.clone());
        spawn(async move {
            if let Some(devices) = shared.devices.peek().clone() {
                // A device that does not open is shown on the next screen; the call works without.
                let _ = devices.open(DeviceKind::Microphone, None).await;
                let _ = devices.open(DeviceKind::Camera, None).await;
            }
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
