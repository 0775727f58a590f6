//! One of several words, by the browser's own list.

use dioxus::prelude::*;

use super::{Icon, Shape};

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
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let ids = [hint.is_some().then_some(&hint_id), error.is_some().then_some(&error_id)];
    let described: Vec<&str> = ids.into_iter().flatten().map(String::as_str).collect();
    let described = described.join(" ");
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: "{id}", "{label}" }
            if let Some(hint) = &hint {
                p { class: "field-hint", id: "{hint_id}", "{hint}" }
            }
            select {
                id: "{id}",
                class: "input",
                "aria-invalid": if error.is_some() { "true" },
                "aria-describedby": if !described.is_empty() { described },
                onchange: move |event| onchange.call(event.value()),
                for (key , text) in options {
                    option { key: "{key}", value: "{key}", selected: key == value, "{text}" }
                }
            }
            if let Some(error) = &error {
                p { class: "field-error", id: "{error_id}",
                    Icon { shape: Shape::Warning }
                    span { "{error}" }
                }
            }
        }
    }
}
