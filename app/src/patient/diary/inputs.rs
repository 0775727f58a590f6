//! Inputs of the diary that other programs do not need.

use dioxus::prelude::*;

use crate::components::{FieldError, Labelled, described_by};

/// How something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A number with a comma, large.
    Decimal,
    /// One line of words; `suggestions` are offered while typing.
    Words,
    /// Several lines of words.
    Lines,
}

/// Label, hint, input, unit and error, tied together.
#[component]
pub fn Input(
    id: String,
    label: String,
    typed: Typed,
    value: String,
    oninput: EventHandler<String>,
    hint: Option<String>,
    error: Option<String>,
    unit: Option<String>,
    #[props(default)] suggestions: Vec<String>,
) -> Element {
    let wrong = error.is_some();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let class = if typed == Typed::Decimal { "input input-number" } else { "input" };
    let list = (!suggestions.is_empty()).then(|| format!("{id}-list"));
    rsx! {
        Labelled { id: id.clone(), label, hint, error,
            div { class: "input-with-unit",
                if typed == Typed::Lines {
                    textarea {
                        id: "{id}",
                        class: "input input-lines",
                        rows: "4",
                        "aria-invalid": if wrong { "true" },
                        "aria-describedby": described.clone(),
                        value: "{value}",
                        oninput: move |event| oninput.call(event.value()),
                    }
                } else {
                    input {
                        id: "{id}",
                        class,
                        r#type: "text",
                        inputmode: if typed == Typed::Decimal { "decimal" },
                        autocomplete: "off",
                        list: list.clone(),
                        "aria-invalid": if wrong { "true" },
                        "aria-describedby": described.clone(),
                        value: "{value}",
                        oninput: move |event| oninput.call(event.value()),
                    }
                }
                if let Some(unit) = unit {
                    span { class: "soft", "{unit}" }
                }
            }
            if let Some(list) = list {
                datalist { id: list,
                    for suggestion in suggestions {
                        option { key: "{suggestion}", value: "{suggestion}" }
                    }
                }
            }
        }
    }
}

/// One of several options, each a button of its own; nothing is chosen beforehand. The ids count from `{id}-0`.
#[component]
pub fn Options(
    id: String,
    legend: String,
    options: Vec<String>,
    chosen: Option<usize>,
    onchoose: EventHandler<usize>,
    error: Option<String>,
    hint: Option<String>,
) -> Element {
    let error_id = format!("{id}-error");
    rsx! {
        fieldset { class: "field options-field",
            legend { class: "field-label", "{legend}" }
            if let Some(hint) = hint {
                p { class: "field-hint", "{hint}" }
            }
            div { class: "options",
                for (index , option) in options.into_iter().enumerate() {
                    label { key: "{index}", class: "option", r#for: "{id}-{index}",
                        input {
                            id: "{id}-{index}",
                            name: "{id}",
                            r#type: "radio",
                            checked: chosen == Some(index),
                            "aria-describedby": if error.is_some() { "{error_id}" },
                            onchange: move |_| onchoose.call(index),
                        }
                        span { "{option}" }
                    }
                }
            }
            FieldError { id: error_id.clone(), error: error.clone() }
        }
    }
}

/// One of many options in a list that opens.
#[component]
pub fn Choose(
    id: String,
    label: String,
    none: String,
    options: Vec<String>,
    chosen: Option<usize>,
    onchoose: EventHandler<Option<usize>>,
    error: Option<String>,
) -> Element {
    let error_id = format!("{id}-error");
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: "{id}", "{label}" }
            select {
                id: "{id}",
                class: "input",
                "aria-invalid": if error.is_some() { "true" },
                "aria-describedby": if error.is_some() { "{error_id}" },
                onchange: move |event| onchoose.call(event.value().parse().ok()),
                option { value: "", selected: chosen.is_none(), "{none}" }
                for (index , option) in options.into_iter().enumerate() {
                    option { key: "{index}", value: "{index}", selected: chosen == Some(index), "{option}" }
                }
            }
            FieldError { id: error_id.clone(), error: error.clone() }
        }
    }
}
