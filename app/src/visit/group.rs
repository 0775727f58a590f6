//! Where the others show in a call of more than two. Their program is loaded when the doctor takes somebody else in.

use dioxus::prelude::*;
use wasm_bindgen::prelude::*;

use crate::call_view::CallPort;

#[wasm_bindgen(module = "/web/group.js")]
extern "C" {
    /// Loads the program with the doctor's first letter.
    pub(super) fn watch(port: CallPort);
    fn place(host: &web_sys::Element);
}

/// The place beside the doctor's picture.
#[component]
pub(super) fn Others() -> Element {
    rsx! {
        div {
            class: "call-group",
            onmounted: move |mounted| {
                if let Some(host) = mounted.downcast::<web_sys::Element>() {
                    place(host);
                }
            },
        }
    }
}
