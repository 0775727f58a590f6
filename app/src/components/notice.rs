//! A message inside the page.

use dioxus::prelude::*;

use super::{Icon, Shape};

/// How much a message matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Success,
    /// Look at this.
    Warning,
    /// Danger; the only red there is.
    Danger,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    const fn shape(self) -> Shape {
        match self {
            Self::Info => Shape::Info,
            Self::Success => Shape::Check,
            Self::Warning => Shape::Warning,
            Self::Danger => Shape::Stop,
        }
    }
}

/// A message. With `announce` it is read aloud when it appears.
#[component]
pub fn Notice(
    #[props(default)] kind: Kind,
    title: Option<String>,
    #[props(default)] announce: bool,
    id: Option<String>,
    children: Element,
) -> Element {
    let role = match (announce, kind) {
        (false, _) => None,
        (true, Kind::Danger | Kind::Warning) => Some("alert"),
        (true, Kind::Info | Kind::Success) => Some("status"),
    };
    rsx! {
        div { class: "notice", id, "data-kind": kind.name(), role,
            Icon { shape: kind.shape() }
            div { class: "notice-body",
                if let Some(title) = title {
                    p { class: "notice-title", "{title}" }
                }
                {children}
            }
        }
    }
}
