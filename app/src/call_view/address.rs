//! Hiding the own IP address from the other side: a choice of this device.

use dioxus::prelude::*;

use crate::browser;
use crate::components::Choice;
use crate::t;

const PREFERENCE: &str = "heilsam.hide-address";

/// Whether calls from this device go through relays only.
#[must_use]
pub fn hides_address() -> bool {
    browser::is_switched_on(PREFERENCE)
}

/// The switch; it counts from the next call on.
#[component]
pub fn HideAddress(onchange: Option<EventHandler<bool>>) -> Element {
    let mut hidden = use_signal(hides_address);
    rsx! {
        Choice {
            id: "hide-address",
            name: "hide-address",
            label: t!("call-hide-address"),
            detail: t!("call-hide-address-text"),
            checked: hidden(),
            onchange: move |on: bool| {
                hidden.set(on);
                browser::switch(PREFERENCE, on);
                if let Some(onchange) = onchange {
                    onchange.call(on);
                }
            },
        }
    }
}
