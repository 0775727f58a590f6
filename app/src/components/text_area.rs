//! Several lines of text.

use dioxus::prelude::*;

use super::{Labelled, described_by};

/// Label and lines, with hint and error tied to them.
#[component]
pub fn TextArea(
    id: String,
    label: String,
    value: String,
    oninput: EventHandler<String>,
    hint: Option<String>,
    error: Option<String>,
    #[props(default = 4)] rows: u8,
) -> Element {
    let wrong = error.is_some();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    rsx! {
        Labelled { id: id.clone(), label, hint, error,
            textarea {
                id: "{id}",
                class: "input",
                rows: "{rows}",
                "aria-invalid": if wrong { "true" },
                "aria-describedby": described,
                value: "{value}",
                oninput: move |event| oninput.call(event.value()),
            }
        }
    }
}
