//! Waiting room, call and end: one session, shown by its phase.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, EndReason, LocalMedia, Phase, SessionConfig};

use super::person::consent_record;
use super::ticket::{self, Ticket, Way};
use super::{Step, end, group, use_shared, waiting};
use crate::call_view::{CallPort, Talk, hides_address};
use crate::components::{ErrorState, Loading};
use crate::still_there::write_if_there;
use crate::{door, t};

/// Runs the session as long as it is on the screen.
#[component]
pub fn Meeting(ticket: Ticket, name: String) -> Element {
    let shared = use_shared();
    let view = use_signal(|| None::<CallView>);
    let room = ticket.room();
    let (started, known) = (ticket.clone(), name.clone());
    let call = use_hook(move || {
        let devices = shared.devices.peek().clone()?;
        let config = SessionConfig {
            entrance: started.entrance(consent_record(started.conference)),
            name: name.clone(),
            devices: devices.open_devices(),
            // A code names no doctor's key, as a link does.
            comparison_required: matches!(started.way, Way::Code(..)),
            relay_only: hides_address(),
            frame_encryption: false,
            kept: Call::kept(room),
        };
        let call = Call::start(room, config, devices, move |changed| {
            write_if_there(view, |view| *view = Some(changed));
        })?;
        group::watch(CallPort::of(&call));
        Some(call)
    });
    let Some(call) = call else {
        return rsx! {
            ErrorState { title: t!("visit-unsupported-title"), text: t!("visit-unsupported-text") }
        };
    };
    let phase = view.read().as_ref().map(|view| view.phase.clone());
    let talks = matches!(phase, Some(Phase::InCall(_)));
    let ended_well = matches!(phase, Some(Phase::Ended(EndReason::HungUp | EndReason::OtherHungUp)));
    let by_link = matches!(ticket.way, Way::Link(_));
    let mut talked = use_signal(|| false);
    use_effect(use_reactive!(|talks, ended_well| {
        if talks {
            talked.set(true);
        }
        // Only a link names the doctor's key, which the handshake then proved; and nobody found it wrong in the call.
        if ended_well && by_link && *talked.peek() {
            door::met(room);
        }
    }));
    match view() {
        None => rsx! {
            Loading {}
        },
        Some(CallView { phase: Phase::Ended(_), handed_over: Some(link), devices, .. })
            if ticket.onward(&link).is_some() =>
        {
            rsx! {
                Handed { ticket, link, name: known, had: devices }
            }
        }
        Some(CallView { phase: Phase::Ended(reason), .. }) => {
            ticket::forget();
            rsx! {
                end::End { reason, ticket }
            }
        }
        Some(view) => rsx! {
            Talk { call: call.clone(), view: view.clone(), others: rsx! { group::Others {} },
                waiting::Waiting { call, view }
            }
        },
    }
}

/// Leaves this session for the one with the doctor's colleague.
#[component]
fn Handed(ticket: Ticket, link: String, name: String, had: LocalMedia) -> Element {
    let mut shared = use_shared();
    use_effect(move || {
        if let Some(next) = ticket.onward(&link) {
            shared.step.set(Step::Onward(next, name.clone(), had));
        }
    });
    rsx! {
        Loading {}
    }
}
