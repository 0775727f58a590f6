//! How far something is that takes longer than a second.

use dioxus::prelude::*;

/// A bar with words; `done` of `total` steps, or an unknown length when `total` is 0.
#[component]
pub fn Progress(id: String, label: String, done: u32, total: u32) -> Element {
    rsx! {
        div { class: "progress",
            label { r#for: "{id}", "{label}" }
            if total == 0 {
                progress { id: "{id}" }
            } else {
                progress { id: "{id}", value: "{done}", max: "{total}" }
            }
        }
    }
}
