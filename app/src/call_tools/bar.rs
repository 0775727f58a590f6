//! The second row of buttons: what a call can do beside being a call.

use dioxus::prelude::*;

use super::background::{BlurButton, BlurNote, BlurOver};
use super::choose::ChooseDevices;
use super::keys::Shortcuts;
use super::preview::Preview;
use super::screen;
use super::tools::{Above, use_tools};
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::still_there::write_if_there;
use crate::{browser, t};

/// Chat, sharing, picture in picture, full screen, own picture, background, devices, shortcuts.
#[component]
pub(super) fn Bar() -> Element {
    let tools = use_tools();
    let (mut above, mut own_hidden) = (tools.above, tools.own_hidden);
    let mut trouble = use_signal(|| false);
    let refused = use_signal(|| false);
    let (talking, sharing, unseen) = ((tools.talking)(), (tools.sharing)(), tools.unseen());
    let share = move |()| {
        trouble.set(false);
        wasm_bindgen_futures::spawn_local(async move {
            if sharing {
                screen::stop(tools).await;
            } else {
                let failed = !screen::start(tools).await;
                // The call may be over before somebody has chosen a window, and this row gone.
                write_if_there(trouble, |trouble| *trouble = failed);
            }
        });
    };
    rsx! {
        if sharing {
            Notice { kind: Kind::Warning, id: "sharing", announce: true, p { {t!("tools-sharing", name = tools.readers())} } }
        }
        if tools.other_shares() {
            p { class: "tools-note", id: "other-shares", role: "status", {t!("tools-other-shares", name = tools.name())} }
        }
        if trouble() {
            Notice { kind: Kind::Warning, announce: true, p { {t!("tools-share-failed")} } }
        }
        if refused() {
            Notice { kind: Kind::Warning, id: "blur-refused", announce: true, p { {t!("tools-blur-refused")} } }
        }
        BlurOver {}
        div { class: "tools-bar", role: "group", "aria-label": t!("tools-bar"),
            Button { id: "call-chat", kind: ButtonKind::Quiet, icon: Shape::Letter, pressed: talking,
                onpress: move |()| tools.open_chat(!talking),
                {t!("tools-chat")}
                if unseen > 0 {
                    span { class: "tools-count", " {unseen}" }
                    span { class: "visually-hidden", {t!("tools-unseen")} }
                }
            }
            if screen::can_share() {
                Button { id: "call-share", kind: ButtonKind::Quiet, icon: Shape::Upload, pressed: sharing, onpress: share,
                    if sharing { {t!("tools-share-stop")} } else { {t!("tools-share")} }
                }
            }
            if screen::can_float() {
                Button { id: "call-float", kind: ButtonKind::Quiet, icon: Shape::Copy, onpress: |()| screen::float_now(), {t!("tools-float")} }
            }
            Button { id: "call-full", kind: ButtonKind::Quiet, icon: Shape::Expand, onpress: |()| full_screen(), {t!("tools-full")} }
            Button { id: "call-own-picture", kind: ButtonKind::Quiet, icon: Shape::Person,
                onpress: move |()| {
                    let hidden = !own_hidden();
                    own_hidden.set(hidden);
                    screen::mark_call("own-hidden", hidden);
                },
                if own_hidden() { {t!("tools-own-show")} } else { {t!("tools-own-hide")} }
            }
            BlurButton { refused }
            Button { id: "call-devices", kind: ButtonKind::Quiet, icon: Shape::Device, onpress: move |()| above.set(Above::Devices), {t!("tools-devices")} }
            Button { id: "call-keys", kind: ButtonKind::Quiet, icon: Shape::Key, onpress: move |()| above.set(Above::Keys), {t!("tools-keys")} }
        }
        BlurNote {}
        if browser::is_desktop_window() {
            p { class: "tools-note", id: "share-in-browser", {t!("tools-share-in-browser")} }
        }
        match above() {
            Above::Nothing => rsx! {},
            Above::Devices => rsx! { ChooseDevices {} },
            Above::Keys => rsx! { Shortcuts {} },
            Above::Document(line, own, id) => rsx! { Preview { line, own, id } },
        }
    }
}

fn full_screen() {
    let Some(document) = browser::document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(stage) = browser::element("call-stage")
        // Everybody's picture and all buttons, where there are several too.
        && let Ok(Some(call)) = stage.closest(".call")
    {
        let _ = call.request_fullscreen();
    }
}
