//! Buttons: one primary per screen.

use dioxus::prelude::*;

use super::{Icon, Shape};

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on this screen.
    #[default]
    Primary,
    /// Another way to go.
    Second,
    /// Reads like a link.
    Quiet,
    /// Destroys something.
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Second => "button button-second",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button. While `busy` it keeps its focus and its words, and does nothing when pressed again.
#[component]
pub fn Button(
    #[props(default)] kind: ButtonKind,
    #[props(default)] busy: bool,
    /// Submits the form around it instead of calling `onpress`.
    #[props(default)]
    submit: bool,
    #[props(default)] wide: bool,
    icon: Option<Shape>,
    id: Option<String>,
    /// State of a button that stays pressed.
    pressed: Option<bool>,
    /// Why the button does nothing yet: it can be reached, says so, and stays still. Needs an `id`.
    waits_for: Option<String>,
    onpress: Option<EventHandler<()>>,
    children: Element,
) -> Element {
    let class = if wide { format!("{} button-wide", kind.class()) } else { kind.class().to_owned() };
    let waits = waits_for.is_some();
    let reason = id.as_ref().filter(|_| waits).map(|id| format!("{id}-waits"));
    let described_by = reason.clone();
    rsx! {
        button {
            id,
            class,
            r#type: if submit { "submit" } else { "button" },
            "aria-disabled": if busy || waits { "true" },
            "aria-describedby": described_by,
            "aria-pressed": pressed.map(|pressed| pressed.to_string()),
            onclick: move |event| {
                if busy || waits {
                    event.prevent_default();
                } else if let Some(onpress) = onpress {
                    onpress.call(());
                }
            },
            if busy {
                span { class: "spinner", "aria-hidden": "true" }
            } else if let Some(shape) = icon {
                Icon { shape }
            }
            span { {children} }
        }
        if let Some(text) = waits_for {
            p { class: "soft", id: reason.clone(), "{text}" }
        }
    }
}

/// A link to another page of the server that looks like a button.
#[component]
pub fn ButtonLink(
    href: String,
    #[props(default)] kind: ButtonKind,
    icon: Option<Shape>,
    children: Element,
) -> Element {
    rsx! {
        a { class: kind.class(), href,
            if let Some(shape) = icon {
                Icon { shape }
            }
            span { {children} }
        }
    }
}
