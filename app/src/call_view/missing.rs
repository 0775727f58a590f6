//! A device that was not open when the session began is opened when it is wanted: nobody had answered the browser, or the
//! person wanted to be heard only.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::LocalMedia;
use heilsam_call::browser::{Call, DeviceKind};

use super::use_left;
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::{browser, t};

/// Two pictures of the screen: what is to be shown is shown then, in milliseconds.
const DRAWN: i32 = 60;

/// A button for each device that is not open.
#[component]
pub fn Missing(call: Call, has: LocalMedia) -> Element {
    let mut asked = use_signal(|| None::<DeviceKind>);
    let mut failed = use_signal(|| false);
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
    if has.microphone && has.camera {
        return rsx! {};
    }
    rsx! {
        div { class: "stack",
            div { class: "row",
                if !has.microphone {
                    Button {
                        id: "call-microphone-open",
                        kind: ButtonKind::Second,
                        icon: Shape::Microphone,
                        busy: asked() == Some(DeviceKind::Microphone),
                        onpress: move |()| open.call(DeviceKind::Microphone),
                        {t!("call-microphone-open")}
                    }
                }
                if !has.camera {
                    Button {
                        id: "call-camera-open",
                        kind: ButtonKind::Second,
                        icon: Shape::Camera,
                        busy: asked() == Some(DeviceKind::Camera),
                        onpress: move |()| open.call(DeviceKind::Camera),
                        {t!("call-camera-open")}
                    }
                }
            }
            if failed() {
                Notice { kind: Kind::Warning, id: "call-open-failed", announce: true, p { {t!("call-open-failed")} } }
            }
        }
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
