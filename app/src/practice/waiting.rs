//! The doctor's view of the waiting room.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, Intent, Phase};

use super::agreed::{Agreed, UnknownText};
use crate::call_view::other_name;
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::t;

/// Tries after which a typed code is dead.
const MAX_TRIES: u8 = 3;

/// Who waits, whether the line is proven, and the two decisions.
#[component]
pub fn DoctorWaiting(call: Call, view: CallView) -> Element {
    let text = match &view.phase {
        Phase::Connecting { .. } => t!("room-connecting"),
        Phase::Alone => t!("room-alone"),
        Phase::Verifying => t!("room-verifying"),
        Phase::WaitingRoom { .. } | Phase::InCall(_) | Phase::Ended(_) => {
            t!("room-waiting", name = other_name(&view))
        }
    };
    let waiting = matches!(view.phase, Phase::WaitingRoom { .. });
    rsx! {
        PageTitle { title: t!("room-title") }
        div { class: "stack",
            div { role: "status", Notice { kind: if waiting { Kind::Success } else { Kind::Info }, p { id: "who-waits", "{text}" } } }
            if view.failed_tries >= MAX_TRIES {
                Notice { kind: Kind::Warning, p { {t!("room-code-dead")} } }
            }
            if waiting {
                Waiting { call, view }
            }
        }
    }
}

#[component]
fn Waiting(call: Call, view: CallView) -> Element {
    let (admit, refuse, same, differs) = (call.clone(), call.clone(), call.clone(), call);
    let compare = view.comparison_required && !view.number_compared;
    rsx! {
        div { class: "row",
            Badge { kind: Kind::Success, icon: Shape::Lock, {t!("call-verified")} }
            if let Some(given) = view.consent.clone() {
                Agreed { given }
            }
        }
        if let Some(given) = view.consent {
            UnknownText { given }
        }
        if compare {
            Notice { kind: Kind::Warning, title: t!("call-number-title"),
                p { {t!("room-compare")} }
                p { class: "code-block call-digits", id: "compare-number", {view.security_number.unwrap_or_default()} }
                div { class: "row",
                    Button { id: "compare-same", onpress: move |()| same.send(Intent::NumberMatches), {t!("call-number-same")} }
                    Button { id: "compare-differs", kind: ButtonKind::Danger, onpress: move |()| differs.send(Intent::NumberDiffers), {t!("call-number-differs")} }
                }
            }
        }
        div { class: "actions",
            Button {
                id: "admit",
                icon: Shape::Camera,
                kind: if compare { ButtonKind::Second } else { ButtonKind::Primary },
                waits_for: compare.then(|| t!("room-admit-waits")),
                onpress: move |()| admit.send(Intent::Admit),
                {t!("room-admit")}
            }
            Button { id: "refuse", kind: ButtonKind::Second, onpress: move |()| refuse.send(Intent::Refuse), {t!("room-refuse")} }
        }
    }
}
