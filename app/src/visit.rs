//! The guest page: from the invitation to the end of the consultation, without login.
//!
//! Link or code, then devices, then name and consent, then waiting room, call, end.

mod app;
mod beside;
mod devices;
mod end;
mod enter;
mod group;
mod meeting;
mod onward;
mod person;
mod resume;
mod ticket;
mod waiting;

use dioxus::prelude::*;
use heilsam_call::LocalMedia;
use heilsam_call::browser::Devices;

use crate::components::{Frame, PageTitle};
use crate::i18n::{Sources, use_texts};
use crate::{program, t};
use ticket::{FromAddress, Ticket};

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/call.ftl"), include_str!("../../assets/i18n/en/call.ftl")),
    (include_str!("../../assets/i18n/de/visit.ftl"), include_str!("../../assets/i18n/en/visit.ftl")),
];

/// Starts the guest page.
pub fn start() {
    program::start(Visit);
}

/// Where the guest is.
#[derive(Clone, PartialEq)]
enum Step {
    /// Types the code; with a note if the link was no good, or with a code that the app knows.
    Enter(Option<&'static str>, String),
    /// Checks camera and sound.
    Devices(Ticket),
    /// Gives name and consent.
    Person(Ticket),
    /// Was here before the page was loaded again.
    Resume(Ticket, String),
    /// A colleague of the doctor takes over; with the devices that were open before.
    Onward(Ticket, String, LocalMedia),
    /// Waits, talks, or has ended.
    Meeting(Ticket, String),
}

/// What the screens share.
#[derive(Clone, Copy)]
struct Shared {
    step: Signal<Step>,
    devices: Signal<Option<Devices>>,
    /// The fragment of the link, for the app that is used in this browser and for cancelling.
    for_app: Signal<Option<String>>,
}

fn use_shared() -> Shared {
    use_context::<Shared>()
}

#[component]
fn Visit() -> Element {
    use_texts(SOURCES);
    let shared = use_context_provider(|| {
        let (step, for_app) = first_step();
        Shared {
            step: Signal::new(step),
            devices: Signal::new(Devices::new().ok()),
            for_app: Signal::new(for_app),
        }
    });
    let supported = shared.devices.read().is_some();
    let step = (shared.step)();
    // Its end has a way back of its own, and a call is no place for one.
    let meets = matches!(step, Step::Meeting(..));
    let cancelling = match (&step, &*shared.for_app.read()) {
        (Step::Devices(ticket), Some(fragment)) => ticket.cancelling(fragment),
        _ => None,
    };
    rsx! {
        program::Guarded {
            Frame {
                if !supported {
                    PageTitle { title: t!("visit-unsupported-title"), lead: t!("visit-unsupported-text") }
                } else {
                    match step {
                        Step::Enter(note, code) => rsx! { enter::Enter { note, code } },
                        Step::Devices(ticket) => rsx! { devices::CheckDevices { ticket } },
                        Step::Person(ticket) => rsx! { person::Person { ticket } },
                        Step::Resume(ticket, name) => rsx! { resume::Resume { ticket, name } },
                        Step::Onward(ticket, name, had) => rsx! { onward::Onward { ticket, name, had } },
                        Step::Meeting(ticket, name) => rsx! { meeting::Meeting { ticket, name } },
                    }
                }
                if let Some(href) = cancelling {
                    p { class: "row",
                        a { id: "to-cancel", class: "button button-quiet", href, {t!("visit-cancel")} }
                    }
                }
                if !meets {
                    app::WayBack {}
                }
            }
        }
    }
}

/// Reads the address once and takes the secret out of it and out of the history. Beside the step: what the app gets.
fn first_step() -> (Step, Option<String>) {
    let step = match ticket::from_address() {
        FromAddress::Ticket(ticket, fragment) => {
            // The app keeps a patient's appointments; doctors have their own calendar.
            let for_app = (!ticket.conference).then_some(fragment);
            return (Step::Devices(ticket), for_app);
        }
        FromAddress::Code(code) => Step::Enter(None, code),
        FromAddress::Damaged => Step::Enter(Some("visit-link-damaged"), String::new()),
        FromAddress::Newer => Step::Enter(Some("visit-link-version"), String::new()),
        FromAddress::Nothing => match ticket::kept() {
            Some((ticket, name)) => Step::Resume(ticket, name),
            None => Step::Enter(None, String::new()),
        },
    };
    (step, None)
}
