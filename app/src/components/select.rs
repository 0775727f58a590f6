//! One of several words, by the browser's own list.

use dioxus::prelude::*;

use super::{Labelled, described_by};

/// Label and list, with hint and error tied to it. `options` are value and text.
#[component]
pub fn Select(
    id: String,
    label: String,
    value: String,
    options: Vec<(String, String)>,
    onchange: EventHandler<String>,
    hint: Option<String>,
    error: Option<String>,
) -> Element {
    let wrong = error.is_some();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    rsx! {
        Labelled { id: id.clone(), label, hint, error,
            select {
                id: "{id}",
                class: "input",
                "aria-invalid": if wrong { "true" },
                "aria-describedby": described,
                onchange: move |event| onchange.call(event.value()),
                for (key , text) in options {
                    option { key: "{key}", value: "{key}", selected: key == value, "{text}" }
                }
            }
        }
    }
}
