//! The heading of a page: takes the focus when the page changes, and names the window.

use dioxus::prelude::*;

use super::use_toasts;
use crate::browser;
use crate::i18n::use_first_page;

/// The `h1` of a page, with a lead sentence and the number of the step where there is one.
#[component]
pub fn PageTitle(title: String, lead: Option<String>, step: Option<String>) -> Element {
    let first = use_first_page();
    let mut toasts = use_toasts();
    use_effect(move || {
        toasts.turn_page();
        if !first {
            browser::scroll_to_top();
            browser::focus("page-title");
        }
    });
    browser::set_title(&format!("{title} – Heilsam"));
    rsx! {
        header { class: "page-title",
            if let Some(step) = step {
                p { class: "steps-note", "{step}" }
            }
            h1 { id: "page-title", tabindex: "-1", "{title}" }
            if let Some(lead) = lead {
                p { class: "lead", "{lead}" }
            }
        }
    }
}
