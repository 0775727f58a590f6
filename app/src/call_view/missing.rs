//! A device that was not open when the session began is opened when it is wanted: nobody had answered the browser, or the
//! person wanted to be heard only. So is one that was pulled out or taken away meanwhile.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::LocalMedia;
use heilsam_call::browser::{Call, DeviceKind};

use super::use_left;
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::{browser, t};

/// Two pictures of the screen: what is to be shown is shown then, in milliseconds.
const DRAWN: i32 = 60;

/// A button for each device that is not open, and a word when one was open before.
#[component]
pub fn Missing(call: Call, has: LocalMedia) -> Element {
    let mut asked = use_signal(|| None::<DeviceKind>);
    let mut failed = use_signal(|| false);
    let had = use_hook(|| Rc::new(Cell::new(has)));
    let left = use_left();
    let open = use_callback(move |kind: DeviceKind| {
        asked.set(Some(kind));
        failed.set(false);
        let (call, left) = (call.downgrade(), Rc::clone(&left));
        // Not a task of the view: an answer that comes when it is gone must be heard, or the camera stays on.
        wasm_bindgen_futures::spawn_local(async move {
            let opened = call.open(kind).await;
            if !left.get() {
                asked.set(None);
                failed.set(opened.is_err());
                if opened.is_ok() {
                    follow_focus(kind).await;
                }
            }
        });
    });
    let before = had.get();
    let lost = (before.microphone && !has.microphone) || (before.camera && !has.camera);
    had.set(LocalMedia {
        microphone: before.microphone || has.microphone,
        camera: before.camera || has.camera,
    });
    if has.microphone && has.camera {
        return rsx! {};
    }
    rsx! {
        div { class: "stack",
            if lost {
                Notice { kind: Kind::Warning, id: "call-lost", announce: true, p { {t!("call-lost")} } }
            }
            div { class: "row",
                for kind in not_open(has) {
                    Button {
                        key: "{id(kind)}",
                        id: "{id(kind)}",
                        kind: ButtonKind::Second,
                        icon: shape(kind),
                        busy: asked() == Some(kind),
                        onpress: move |()| open.call(kind),
                        {label(kind)}
                    }
                }
            }
            if failed() {
                Notice { kind: Kind::Warning, id: "call-open-failed", announce: true, p { {t!("call-open-failed")} } }
            }
        }
    }
}

fn not_open(has: LocalMedia) -> impl Iterator<Item = DeviceKind> {
    let devices = [(DeviceKind::Microphone, has.microphone), (DeviceKind::Camera, has.camera)];
    devices.into_iter().filter(|(_, open)| !open).map(|(kind, _)| kind)
}

const fn id(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Microphone => "call-microphone-open",
        DeviceKind::Camera => "call-camera-open",
    }
}

const fn shape(kind: DeviceKind) -> Shape {
    match kind {
        DeviceKind::Microphone => Shape::Microphone,
        DeviceKind::Camera => Shape::Camera,
    }
}

fn label(kind: DeviceKind) -> String {
    match kind {
        DeviceKind::Microphone => t!("call-microphone-open"),
        DeviceKind::Camera => t!("call-camera-open"),
    }
}

/// The button that was pressed is gone: whoever uses the keyboard goes on at the one that took its place.
async fn follow_focus(kind: DeviceKind) {
    browser::sleep(DRAWN).await;
    if browser::focused().is_none_or(|element| element.tag_name() == "BODY") {
        browser::focus(match kind {
            DeviceKind::Microphone => "call-mute",
            DeviceKind::Camera => "call-camera",
        });
    }
}
