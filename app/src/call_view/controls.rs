//! The row of buttons below the pictures.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, Intent};

use super::choose::ChooseDevices;
use super::number::CompareNumber;
use crate::browser;
use crate::components::{Button, ButtonKind, Shape};
use crate::t;

/// What lies open above the call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Number,
    Devices,
}

/// Mute, camera, own picture, full screen, devices, security number, hang up.
#[component]
pub(super) fn Controls(call: Call, view: CallView, own_hidden: bool, onown: EventHandler<bool>) -> Element {
    let mut open = use_signal(|| Open::Nothing);
    let (audio, video) = (view.sending.audio, view.sending.video);
    let (mute, camera, hang_up) = (call.clone(), call.clone(), call.clone());
    rsx! {
        div { class: "call-bar", role: "group",
            if view.devices.microphone {
                Button {
                    id: "call-mute",
                    kind: ButtonKind::Second,
                    icon: if audio { Shape::Microphone } else { Shape::MicrophoneOff },
                    onpress: move |()| mute.send(Intent::Mute(audio)),
                    if audio { {t!("call-mute")} } else { {t!("call-unmute")} }
                }
            }
            if view.devices.camera {
                Button {
                    id: "call-camera",
                    kind: ButtonKind::Second,
                    icon: if video { Shape::Camera } else { Shape::CameraOff },
                    onpress: move |()| camera.send(Intent::CameraOff(video)),
                    if video { {t!("call-camera-off")} } else { {t!("call-camera-on")} }
                }
                Button { kind: ButtonKind::Quiet, icon: Shape::Person, onpress: move |()| onown.call(!own_hidden),
                    if own_hidden { {t!("call-own-show")} } else { {t!("call-own-hide")} }
                }
            }
            Button { kind: ButtonKind::Quiet, icon: Shape::Expand, onpress: |()| full_screen(), {t!("call-full")} }
            Button { kind: ButtonKind::Quiet, icon: Shape::Device, onpress: move |()| open.set(Open::Devices), {t!("call-devices")} }
            Button { kind: ButtonKind::Quiet, icon: Shape::Lock, id: "call-number", onpress: move |()| open.set(Open::Number), {t!("call-number")} }
            Button {
                id: "call-hang-up",
                kind: ButtonKind::Danger,
                icon: Shape::HangUp,
                onpress: move |()| hang_up.send(Intent::HangUp),
                {t!("call-hang-up")}
            }
        }
        match open() {
            Open::Nothing => rsx! {},
            Open::Number => rsx! {
                CompareNumber { call, number: view.security_number.clone(), onclose: move |()| open.set(Open::Nothing) }
            },
            Open::Devices => rsx! {
                ChooseDevices { call, onclose: move |()| open.set(Open::Nothing) }
            },
        }
    }
}

fn full_screen() {
    let Some(document) = browser::document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(stage) = browser::element("call-stage") {
        let _ = stage.request_fullscreen();
    }
}
