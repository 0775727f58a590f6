//! The three states of a screen that are not its content.

use dioxus::prelude::*;

use super::{Button, ButtonKind, Icon, Kind, Notice, Shape};
use crate::t;

/// Something is on its way.
#[component]
pub fn Loading(label: Option<String>) -> Element {
    let label = label.unwrap_or_else(|| t!("state-loading"));
    rsx! {
        div { class: "loading", role: "status",
            span { class: "spinner", "aria-hidden": "true" }
            span { "{label}" }
        }
    }
}

/// There is nothing yet; `children` hold the way forward.
#[component]
pub fn Empty(shape: Shape, title: String, text: String, children: Element) -> Element {
    rsx! {
        div { class: "empty",
            Icon { shape }
            h2 { "{title}" }
            p { "{text}" }
            {children}
        }
    }
}

/// It did not work: what happened, what to do, and a button to try again.
#[component]
pub fn ErrorState(title: Option<String>, text: String, onretry: Option<EventHandler<()>>) -> Element {
    let title = title.unwrap_or_else(|| t!("state-error"));
    rsx! {
        Notice { kind: Kind::Danger, title, announce: true,
            p { "{text}" }
            if let Some(onretry) = onretry {
                div { class: "row",
                    Button { kind: ButtonKind::Second, onpress: move |()| onretry.call(()), {t!("action-retry")} }
                }
            }
        }
    }
}
