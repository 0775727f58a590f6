//! The steps with somebody whom the practice does not know: the insurance card in the camera.
//! Source: Anlage 4b BMV-Ä, EBM 01444, as secondary sources tell it; to be checked like the other hints for billing.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use crate::components::{Button, ButtonKind, Shape};
use crate::t;

/// The steps, and a button that says they were taken.
#[component]
pub(super) fn Identity(room: RoomId, onchecked: EventHandler<()>) -> Element {
    rsx! {
        details { id: "identity-{room}",
            summary { {t!("identity-title")} }
            div { class: "stack",
                p { {t!("identity-when")} }
                ol {
                    li { {t!("identity-show")} }
                    li { {t!("identity-compare")} }
                    li { {t!("identity-take")} }
                    li { {t!("identity-ask")} }
                }
                div { class: "row",
                    Button { id: "identity-note-{room}", kind: ButtonKind::Second, icon: Shape::Check, onpress: move |()| onchecked.call(()), {t!("identity-note")} }
                }
            }
        }
    }
}
