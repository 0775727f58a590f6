//! One of several words, by the browser's own list.

use dioxus::prelude::*;

/// Label and list. `options` are value and text.
#[component]
pub fn Select(
    id: String,
    label: String,
    value: String,
    options: Vec<(String, String)>,
    onchange: EventHandler<String>,
) -> Element {
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: "{id}", "{label}" }
            select { id: "{id}", class: "input", onchange: move |event| onchange.call(event.value()),
                for (key , text) in options {
                    option { key: "{key}", value: "{key}", selected: key == value, "{text}" }
                }
            }
        }
    }
}
