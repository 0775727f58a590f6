//! A labelled field for a file: a button of the app, with words in the reader's language.
//!
//! The browser's own field lies unseen over the button: it is pressed, it has the focus, and files are dropped on it. Its name
//! is the label; what stands on the button is for the eyes only, since screen readers say of such a field what it does.

use dioxus::prelude::*;

use super::{FieldError, Icon, Labelled, Shape, described_by};
use crate::t;

/// Label, hint, button, name of the chosen file, and error, tied together.
#[component]
pub fn FileField(
    id: String,
    label: String,
    /// Types and endings that the browser offers, as in HTML.
    accept: String,
    onchange: EventHandler<FormEvent>,
    hint: Option<String>,
    /// What is wrong with the file and how to put it right; read out at once.
    error: Option<String>,
    /// Name of a file that was chosen before this field came onto the screen, and still counts.
    before: Option<String>,
    /// Says nothing while no file is chosen: something is there already, or each file goes away at once.
    #[props(default)]
    silent: bool,
    #[props(default)] disabled: bool,
) -> Element {
    let mut chosen = use_signal(|| before);
    let wrong = error.is_some();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let change = move |event: FormEvent| {
        // Whoever chooses nothing the second time stays with the first file, and so does the owner.
        if let Some(file) = event.files().first() {
            chosen.set(Some(file.name()));
        }
        onchange.call(event);
    };
    rsx! {
        Labelled { id: id.clone(), label, hint,
            div { class: "file",
                div { class: "file-button",
                    input {
                        id: "{id}",
                        class: "file-input",
                        r#type: "file",
                        accept: "{accept}",
                        disabled,
                        "aria-invalid": if wrong { "true" },
                        "aria-describedby": described,
                        onchange: change,
                    }
                    span { class: "button button-second", "aria-hidden": "true",
                        Icon { shape: Shape::Upload }
                        span { {t!("file-choose")} }
                    }
                }
                if let Some(name) = chosen() {
                    p { class: "file-name", "{name}" }
                } else if !silent {
                    p { class: "file-name soft", {t!("file-none")} }
                }
            }
            FieldError { id: "{id}-error", error, announce: true }
        }
    }
}
