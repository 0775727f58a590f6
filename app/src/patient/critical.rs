//! What to do when a reading is dangerous. It is saved before this is shown.

use dioxus::prelude::*;
use heilsam_domain::BloodPressure;

use crate::components::{Button, ButtonKind, ButtonLink, Kind, Notice, PageTitle, Shape};
use crate::t;

/// A whole screen, so that nothing else asks for attention.
#[component]
pub fn Critical(value: BloodPressure, onagain: EventHandler<()>, ondone: EventHandler<()>) -> Element {
    rsx! {
        PageTitle { title: t!("critical-title") }
        div { class: "stack", role: "alert",
            p { class: "lead",
                {t!("critical-value", systolic = value.systolic(), diastolic = value.diastolic())}
            }
            Notice { kind: Kind::Danger, title: t!("critical-complaints"),
                p { {t!("critical-list")} }
                p { strong { {t!("critical-call")} } }
                div { class: "row",
                    ButtonLink { href: "tel:112", kind: ButtonKind::Danger, icon: Shape::Phone, {t!("critical-call-button")} }
                }
            }
            p { {t!("critical-without")} }
        }
        div { class: "actions",
            Button { id: "critical-again", kind: ButtonKind::Second, onpress: move |()| onagain.call(()), {t!("critical-again")} }
            Button { id: "critical-done", kind: ButtonKind::Quiet, onpress: move |()| ondone.call(()), {t!("critical-done")} }
        }
    }
}
