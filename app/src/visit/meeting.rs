//! Waiting room, call and end: one session, shown by its phase.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, Phase, SessionConfig};

use super::person::consent_record;
use super::ticket::{self, Ticket};
use super::{end, group, use_shared, waiting};
use crate::call_view::{CallPort, Talk, hides_address};
use crate::components::{ErrorState, Loading};
use crate::t;

/// Runs the session as long as it is on the screen.
#[component]
pub fn Meeting(ticket: Ticket, name: String) -> Element {
    let shared = use_shared();
    let view = use_signal(|| None::<CallView>);
    let room = ticket.room();
    let started = ticket.clone();
    let call = use_hook(move || {
        let devices = shared.devices.peek().clone()?;
        let config = SessionConfig {
            entrance: started.entrance(consent_record(started.conference)),
            name: name.clone(),
            devices: devices.open_devices(),
            comparison_required: false,
            relay_only: hides_address(),
            frame_encryption: false,
            kept: Call::kept(room),
        };
        let call = Call::start(room, config, devices, move |changed| {
            let mut view = view;
            view.set(Some(changed));
        })?;
        group::watch(CallPort::of(&call));
        Some(call)
    });
    let Some(call) = call else {
        return rsx! {
            ErrorState { title: t!("visit-unsupported-title"), text: t!("visit-unsupported-text") }
        };
    };
    match view() {
        None => rsx! {
            Loading {}
        },
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
