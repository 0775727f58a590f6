//! A colleague of the doctor takes over: a sentence, then the other waiting room by itself.

use dioxus::prelude::*;

use super::ticket::{self, Ticket};
use super::{Step, use_shared};
use crate::components::{Loading, PageTitle};
use crate::{browser, t};

/// Long enough to be read, in milliseconds.
const READ: i32 = 2_500;

/// Says it and goes on with the new link; a reload finds the way as well.
#[component]
pub fn Onward(ticket: Ticket, name: String) -> Element {
    let mut shared = use_shared();
    use_future(move || {
        let (ticket, name) = (ticket.clone(), name.clone());
        async move {
            ticket::keep(&ticket, &name);
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
