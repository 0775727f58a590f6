//! A question that must be answered before going on.

use dioxus::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use crate::browser;

/// A modal dialog on the browser's own `<dialog>`: it traps the focus, closes with Escape through
/// `onclose`, and gives the focus back to where it was. Render it only while it is open.
#[component]
pub fn Dialog(id: String, title: String, onclose: EventHandler<()>, children: Element) -> Element {
    let before: CopyValue<Option<HtmlElement>> = use_hook(|| CopyValue::new(browser::focused()));
    use_drop(move || {
        // The dialog still covers the page now: give the focus back when it is gone.
        if let Some(element) = before.cloned() {
            wasm_bindgen_futures::spawn_local(async move {
                let _ = element.focus();
            });
        }
    });
    let shown = id.clone();
    rsx! {
        dialog {
            class: "dialog",
            id: "{id}",
            "aria-labelledby": "{id}-title",
            onmounted: move |_| {
                let dialog = browser::element(&shown).and_then(|it| it.dyn_into::<HtmlDialogElement>().ok());
                if let Some(dialog) = dialog {
                    let _ = dialog.show_modal();
                    browser::focus(&format!("{shown}-title"));
                }
            },
            oncancel: move |event| {
                event.prevent_default();
                onclose.call(());
            },
            div { class: "dialog-body",
                h2 { id: "{id}-title", tabindex: "-1", "{title}" }
                {children}
            }
        }
    }
}
