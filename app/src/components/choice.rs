//! A checkbox or radio button whose whole card can be pressed. Nothing is ever ticked beforehand.

use dioxus::prelude::*;

/// One of several, or any of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceKind {
    /// Any of several.
    #[default]
    Check,
    /// One of several; cards with the same `name` belong together.
    Radio,
}

/// A card with a box to tick. `children` stand below the label, inside the card.
#[component]
pub fn Choice(
    id: String,
    name: String,
    label: String,
    checked: bool,
    onchange: EventHandler<bool>,
    detail: Option<String>,
    #[props(default)] kind: ChoiceKind,
    /// Id of an error text this box belongs to.
    described_by: Option<String>,
    children: Element,
) -> Element {
    let detail_id = format!("{id}-detail");
    let described = match (detail.is_some(), described_by) {
        (true, Some(other)) => Some(format!("{detail_id} {other}")),
        (true, None) => Some(detail_id.clone()),
        (false, other) => other,
    };
    rsx! {
        label { class: "choice", r#for: "{id}",
            input {
                id: "{id}",
                name: "{name}",
                r#type: if kind == ChoiceKind::Check { "checkbox" } else { "radio" },
                "aria-labelledby": "{id}-label",
                "aria-describedby": described,
                checked,
                onchange: move |event| onchange.call(event.checked()),
            }
            span { class: "choice-text",
                span { class: "choice-label", id: "{id}-label", "{label}" }
                if let Some(detail) = detail {
                    span { class: "choice-detail", id: "{detail_id}", "{detail}" }
                }
                {children}
            }
        }
    }
}
