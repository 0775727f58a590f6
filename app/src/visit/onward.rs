//! A colleague of the doctor takes over: a sentence, then the other waiting room by itself.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::LocalMedia;
use heilsam_call::browser::{DeviceKind, Devices};

use super::ticket::{self, Ticket};
use super::{Step, use_shared};
use crate::components::{Loading, PageTitle};
use crate::{browser, t};

/// Long enough to be read, in milliseconds.
const READ: i32 = 2_500;
/// So long the browser's question for camera and microphone may stand unanswered; the colleague waits, too.
const LONGEST: i32 = 8_000;
/// Milliseconds between two looks whether it was answered.
const STEP: i32 = 250;

/// Says it, opens the devices that `had` been open again, as the end of a session closes them, and goes on with the new link;
/// a reload finds the way as well. Without an answer to the browser's question it goes on without them.
#[component]
pub fn Onward(ticket: Ticket, name: String, had: LocalMedia) -> Element {
    let mut shared = use_shared();
    let left = use_hook(|| Rc::new(Cell::new(false)));
    let leaving = Rc::clone(&left);
    use_drop(move || leaving.set(true));
    use_future(move || {
        let (ticket, name, left) = (ticket.clone(), name.clone(), Rc::clone(&left));
        async move {
            ticket::keep(&ticket, &name);
            let opened = open_again(shared.devices.peek().clone(), had, left);
            browser::sleep(READ).await;
            let mut waited = READ;
            while !opened.get() && waited < LONGEST {
                browser::sleep(STEP).await;
                waited += STEP;
            }
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

/// Opens what was open; the cell says when all of it was answered.
fn open_again(devices: Option<Devices>, had: LocalMedia, left: Rc<Cell<bool>>) -> Rc<Cell<bool>> {
    let done = Rc::new(Cell::new(false));
    let answered = Rc::clone(&done);
    // Not a task of the page: an answer that comes after leaving must be heard, or the camera stays on.
    wasm_bindgen_futures::spawn_local(async move {
        let wanted = [(had.microphone, DeviceKind::Microphone), (had.camera, DeviceKind::Camera)];
        for (_, kind) in wanted.into_iter().filter(|(wanted, _)| *wanted) {
            let Some(devices) = devices.as_ref().filter(|_| !left.get()) else { break };
            // The call works without one that does not open, and its screen says so.
            let opened = devices.open(kind, None).await;
            if left.get() && opened.is_ok() {
                devices.close(kind);
            }
        }
        answered.set(true);
    });
    done
}
