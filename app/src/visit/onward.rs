//! A colleague of the doctor takes over: a sentence, then the other waiting room by itself.

use dioxus::prelude::*;
use heilsam_call::LocalMedia;
use heilsam_call::browser::DeviceKind;

use super::ticket::{self, Ticket};
use super::{Step, use_shared};
use crate::components::{Loading, PageTitle};
use crate::{browser, t};

/// Long enough to be read, in milliseconds.
const READ: i32 = 2_500;

/// Says it, opens the devices that `had` been open again, as the end of a session closes them, and goes on with the new link;
/// a reload finds the way as well.
#[component]
pub fn Onward(ticket: Ticket, name: String, had: LocalMedia) -> Element {
    let mut shared = use_shared();
    use_future(move || {
        let (ticket, name) = (ticket.clone(), name.clone());
        async move {
            ticket::keep(&ticket, &name);
            let devices = shared.devices.peek().clone();
            let wanted = [(had.microphone, DeviceKind::Microphone), (had.camera, DeviceKind::Camera)];
            for (_, kind) in wanted.into_iter().filter(|(wanted, _)| *wanted) {
                if let Some(devices) = &devices {
                    // The call works without one that does not open, and its screen says so.
                    let _ = devices.open(kind, None).await;
                }
            }
            browser::sleep(READ).await;
            shared.step.set(Step::Meeting(ticket, name));
        }
    });
    rsx! {
        div { id: "onward",
            PageTitle { title: t!("visit-onward-title"), lead: t!("visit-onward-text") }
            Loading {}
        }
    }
}
