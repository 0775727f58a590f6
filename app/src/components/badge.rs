//! A state in one or two words.

use dioxus::prelude::*;

use super::{Icon, Kind, Shape};

/// A state in words with an icon; colour is never the only sign.
#[component]
pub fn Badge(#[props(default)] kind: Kind, icon: Option<Shape>, children: Element) -> Element {
    rsx! {
        span { class: "badge", "data-kind": kind.name(),
            if let Some(shape) = icon {
                Icon { shape }
            }
            span { {children} }
        }
    }
}
