//! The call itself, the same for patient and doctor: pictures, state in words, controls.

mod address;
mod beside;
mod controls;
mod left;
mod level;
mod missing;
mod number;
mod protection;
mod video;

pub use address::{HideAddress, hides_address};
pub use beside::{Afterwards, CallPort};
pub use left::use_left;
pub use level::use_level;
pub use missing::Missing;
pub use video::{Picture, StreamVideo};

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{Attendee, CallView, Companion, Link, Phase, Quality};

use crate::components::{Icon, Kind, Notice, Shape};
use crate::{browser, t};
use beside::Beside;
use controls::Controls;
use protection::Protection;

/// The name to show for the other side.
#[must_use]
pub fn other_name(view: &CallView) -> String {
    let given = view.other_name.as_deref().filter(|name| !name.is_empty());
    given.map_or_else(|| t!("call-unnamed"), |text| attendee_words(Attendee::read(text)))
}

/// A name with whom the person accompanies.
fn attendee_words(attendee: Attendee) -> String {
    let Attendee { name, beside } = attendee;
    match beside {
        None => name,
        Some((Companion::Relative, of)) => t!("call-relative", name = name, of = of),
        Some((Companion::Carer, of)) => t!("call-carer", name = name, of = of),
        Some((Companion::Nurse, of)) => t!("call-nurse", name = name, of = of),
    }
}

/// Milliseconds for the first picture alone. What else a call has comes afterwards: title, focus, the own picture.
const FIRST_PICTURE: i32 = 250;

/// Waiting room and call in one place: `children` show while somebody waits. The call screen lies beneath them then, out of
/// reach and too faint to see, but painted and with its black picture running: admitting shows the first frame at once.
/// `others` stands beside the picture: where there are more than two, and where whose picture is the first has a number, `line`.
#[component]
pub fn Talk(call: Call, view: CallView, line: Option<u32>, others: Element, children: Element) -> Element {
    let mut settled = use_signal(|| false);
    let talking = matches!(view.phase, Phase::InCall(_));
    let there = talking || matches!(view.phase, Phase::WaitingRoom { .. });
    let title = t!("call-title", name = other_name(&view));
    // Where there are several, another takes the first place when the first one leaves.
    use_effect(use_reactive!(|title| {
        if *settled.peek() {
            browser::set_title(&title);
        }
    }));
    use_effect(use_reactive!(|talking| {
        let title = title.clone();
        settled.set(false);
        if talking {
            spawn(async move {
                browser::sleep(FIRST_PICTURE).await;
                browser::set_title(&title);
                browser::focus("call-title");
                settled.set(true);
            });
        }
    }));
    rsx! {
        div { class: if talking { "talk" } else { "talk talk-waits" },
            if !talking {
                div { class: "talk-room", {children} }
            }
            if there {
                div { class: "talk-call", inert: if !talking { "true" }, CallScreen { call, view, line, settled: settled(), others } }
            }
        }
    }
}

/// The whole call screen.
#[component]
fn CallScreen(call: Call, view: CallView, line: Option<u32>, settled: bool, others: Element) -> Element {
    let room = call.room();
    let name = other_name(&view);
    // Not known before they begin to send.
    let other_video = view.other_sending.is_none_or(|sending| sending.video);
    let other_muted = view.other_sending.is_some_and(|sending| !sending.audio);
    let sending_video = view.sending.video;
    rsx! {
        section { class: "call",
            h1 { class: "call-title", id: "call-title", tabindex: "-1", {t!("call-title", name = name.clone())} }
            div { class: "call-people", id: "call-people",
                div { class: "call-stage", id: "call-stage", "data-name": "{name}",
                    // No element before the first tracks: one that was given an empty stream may stay dark for good.
                    for tracks in [call.remote().get_tracks().length()].into_iter().filter(|tracks| *tracks > 0) {
                        StreamVideo {
                            key: "{room}-{tracks}",
                            id: "call-other",
                            label: t!("call-other", name = name.clone()),
                            picture: Picture::Other(call.clone()),
                        }
                    }
                    if !other_video {
                        div { class: "call-blank",
                            Icon { shape: Shape::Person }
                            p { {t!("call-other-no-video", name = name.clone())} }
                        }
                    }
                    for room in [room].into_iter().filter(|_| settled && sending_video) {
                        div { key: "{room}", class: "call-own",
                            StreamVideo {
                                id: "call-own",
                                label: t!("call-own"),
                                picture: Picture::Own(call.devices().clone()),
                            }
                        }
                    }
                    State { view: view.clone(), name: name.clone() }
                }
                {others}
            }
            Controls { call: call.clone(), view: view.clone() }
            if settled {
                Missing { call: call.clone(), has: view.devices }
                Beside { call, line }
            }
            p { class: "call-facts",
                Protection { view: view.clone() }
                if other_muted {
                    span { {t!("call-other-no-audio", name = name.clone())} }
                }
                span { id: "call-quality", role: "status", {quality(view.quality)} }
            }
        }
    }
}

/// What is going on with the connection, if anything; read aloud when it appears.
#[component]
fn State(view: CallView, name: String) -> Element {
    let text = match view.phase {
        Phase::InCall(Link::Connecting) => Some(t!("call-connecting")),
        Phase::InCall(Link::Reconnecting { .. }) => Some(t!("call-reconnecting")),
        Phase::InCall(Link::OtherGone) => Some(t!("call-gone", name = name)),
        Phase::InCall(Link::NoWay) => Some(t!("call-no-way")),
        _ => None,
    };
    rsx! {
        if let Some(text) = text {
            div { class: "call-state",
                Notice { kind: Kind::Warning, announce: true, p { "{text}" } }
            }
        }
    }
}

fn quality(quality: Quality) -> String {
    match quality {
        Quality::Unknown => String::new(),
        Quality::Good => t!("call-quality-good"),
        Quality::Fair => t!("call-quality-fair"),
        Quality::Poor => t!("call-quality-poor"),
    }
}
