//! Which protection holds, in words.

use dioxus::prelude::*;
use heilsam_call::{CallView, Layer2};

use crate::components::{Icon, Shape};
use crate::t;

/// Says what is verified, and calmly what one of the two sides cannot do.
#[component]
pub(super) fn Protection(view: CallView) -> Element {
    let holds = match (view.number_compared, view.comparison_required, view.layer2) {
        (true, _, _) => t!("call-number-compared"),
        (false, true, _) => t!("call-number-needed"),
        (false, false, Layer2::Active) => t!("call-verified-twice"),
        (false, false, Layer2::Pending | Layer2::Unavailable) => t!("call-verified"),
    };
    rsx! {
        span { class: "call-fact", id: "call-protection",
            Icon { shape: Shape::Lock }
            span { "{holds}" }
        }
        if view.layer2 == Layer2::Unavailable {
            span { id: "call-one-layer", {t!("call-one-layer")} }
        }
    }
}
