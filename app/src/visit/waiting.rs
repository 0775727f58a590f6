//! The waiting room.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, Intent, Phase};

use crate::call_view::{Missing, Picture, StreamVideo, other_name};
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::{browser, t};

/// From how many failed attempts on the guest is told to check the connection.
const MANY_ATTEMPTS: u32 = 3;
/// After so many milliseconds somebody who waits is told that it takes longer, and what to do.
const LONG: i32 = 600_000;

/// What happens while the guest waits, in words, with the own picture.
#[component]
pub fn Waiting(call: Call, view: CallView) -> Element {
    let mut late = use_signal(|| false);
    use_future(move || async move {
        browser::sleep(LONG).await;
        late.set(true);
    });
    let text = match &view.phase {
        Phase::Connecting { attempts } if *attempts >= MANY_ATTEMPTS => t!("visit-waiting-connecting-long"),
        Phase::Connecting { .. } => t!("visit-waiting-connecting"),
        Phase::Alone => t!("visit-waiting-alone"),
        Phase::Verifying => t!("visit-waiting-verifying"),
        Phase::WaitingRoom { .. } | Phase::InCall(_) | Phase::Ended(_) => {
            t!("visit-waiting-ready", name = other_name(&view))
        }
    };
    let verified = matches!(view.phase, Phase::WaitingRoom { .. });
    let leave = call.clone();
    let lost = lost(&view);
    // A word of the practice says more, and so does what became of the call.
    let says_late = late() && view.message.is_none() && lost.is_none();
    rsx! {
        PageTitle { title: t!("visit-waiting-title") }
        div { class: "stack", id: "waiting",
            if let Some(lost) = lost {
                Notice { kind: Kind::Warning, id: "interrupted", announce: true, p { "{lost}" } }
            } else {
                if view.interrupted {
                    Notice { kind: Kind::Warning, id: "interrupted", announce: true, p { {t!("visit-waiting-interrupted")} } }
                }
                div { role: "status", Notice { kind: if verified { Kind::Success } else { Kind::Info }, p { "{text}" } } }
            }
            if verified && view.comparison_required {
                Badge { kind: Kind::Info, icon: Shape::Lock, {t!("visit-encrypted")} }
                p { id: "code-compare", {t!("visit-code-compare")} }
            } else if verified {
                Badge { kind: Kind::Success, icon: Shape::Lock, {t!("visit-verified")} }
            }
            if let Some(number) = view.security_number.filter(|_| verified) {
                details { id: "waiting-number",
                    summary { {t!("call-number")} }
                    div { class: "stack",
                        p { {t!("visit-number")} }
                        p { class: "code-block call-digits", id: "waiting-digits", "{number}" }
                    }
                }
            }
            if let Some(message) = view.message {
                Notice { title: t!("visit-message"), announce: true, p { id: "message", lang: "", "{message}" } }
            }
            if says_late {
                Notice { id: "late", announce: true, p { {t!("visit-waiting-late")} } }
            }
            if view.devices.camera {
                div { class: "call-preview",
                    StreamVideo { id: "preview", label: t!("visit-preview"), picture: Picture::Own(call.devices().clone()) }
                }
            }
            Missing { call: call.clone(), has: view.devices }
            p { class: "soft", {t!("visit-waiting-private")} }
            div { class: "actions",
                Button {
                    kind: ButtonKind::Second,
                    onpress: move |()| leave.send(Intent::HangUp),
                    {t!("visit-leave")}
                }
            }
        }
    }
}

/// What became of a call that was lost, in place of what else is said: while there is no line, and while nobody else is there. The
/// practice has waited for two minutes as well, and ended it unless its own line was gone, too.
fn lost(view: &CallView) -> Option<String> {
    match view.phase {
        Phase::Connecting { .. } if view.interrupted => Some(t!("visit-waiting-broken")),
        Phase::Alone if view.interrupted => Some(t!("visit-waiting-over")),
        _ => None,
    }
}
