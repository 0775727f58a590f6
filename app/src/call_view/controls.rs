//! The row of buttons below the pictures: what a call cannot do without. The rest comes with [`super::beside`].

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, Intent};
use heilsam_domain::RoomId;

use super::number::CompareNumber;
use crate::components::{Button, ButtonKind, Shape};
use crate::t;

/// Mute, camera, security number, hang up.
#[component]
pub(super) fn Controls(call: Call, view: CallView) -> Element {
    // Where there are several, another may take the first place meanwhile: the number is that of one of them.
    let mut comparing = use_signal(|| None::<RoomId>);
    let room = call.room();
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
            }
            Button { kind: ButtonKind::Quiet, icon: Shape::Lock, id: "call-number", onpress: move |()| comparing.set(Some(room)), {t!("call-number")} }
            Button {
                id: "call-hang-up",
                kind: ButtonKind::Danger,
                icon: Shape::HangUp,
                onpress: move |()| hang_up.send(Intent::HangUp),
                {t!("call-hang-up")}
            }
        }
        if comparing() == Some(room) {
            CompareNumber { call, number: view.security_number.clone(), onclose: move |()| comparing.set(None) }
        }
    }
}
