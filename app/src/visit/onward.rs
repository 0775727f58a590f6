//! A colleague of the doctor takes over: a sentence, then the other waiting room by itself.

use dioxus::prelude::*;
use heilsam_call::LocalMedia;

use super::ticket::{self, Ticket};
use super::{Step, use_shared};
use crate::components::{Loading, PageTitle};
use crate::opening::use_opening;
use crate::t;

/// Long enough to be read, in milliseconds.
const READ: i32 = 2_500;
/// So long the browser's question for camera and microphone may stand unanswered; the colleague waits, too.
const LONGEST: i32 = 8_000;

/// Says it, opens the devices that `had` been open again, as the end of a session closes them, and goes on with the new link;
/// a reload finds the way as well. Without an answer to the browser's question it goes on without them.
#[component]
pub fn Onward(ticket: Ticket, name: String, had: LocalMedia) -> Element {
    let mut shared = use_shared();
    let opening = use_opening();
    use_future(move || {
        let (ticket, name, opening) = (ticket.clone(), name.clone(), opening.clone());
        async move {
            ticket::keep(&ticket, &name);
            let devices = shared.devices.peek().clone();
            opening.open(devices, had, READ, LONGEST).await;
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
