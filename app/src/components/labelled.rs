//! What stands around every input: label, hint, and what is wrong.

use dioxus::prelude::*;

use super::{Icon, Shape};

/// Label, hint and error around one input. The input names them with [`described_by`].
#[component]
pub fn Labelled(
    /// Id of the input; hint and error are `{id}-hint` and `{id}-error`.
    id: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    children: Element,
) -> Element {
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: "{id}", "{label}" }
            if let Some(hint) = &hint {
                p { class: "field-hint", id: "{id}-hint", "{hint}" }
            }
            {children}
            FieldError { id: "{id}-error", error }
        }
    }
}

/// What is wrong, with its sign.
#[component]
pub fn FieldError(
    id: Option<String>,
    error: Option<String>,
    /// Read out at once, for what does not belong to one input.
    #[props(default)]
    announce: bool,
) -> Element {
    let Some(error) = error else { return rsx! {} };
    rsx! {
        p { class: "field-error", id, role: if announce { "alert" },
            Icon { shape: Shape::Warning }
            span { "{error}" }
        }
    }
}

/// The ids of the hint and the error that are there, for `aria-describedby`.
#[must_use]
pub fn described_by(id: &str, hint: Option<&String>, error: Option<&String>) -> Option<String> {
    let ids = [hint.map(|_| format!("{id}-hint")), error.map(|_| format!("{id}-error"))];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
