//! The check of the technology: picture, microphone, loudspeaker and line, without an appointment and without a patient.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::LocalMedia;
use heilsam_call::browser::{DeviceKind, Devices, play_tone};
use wasm_bindgen_futures::spawn_local;

use super::line::LineTest;
use super::room_devices::{RoomDevices, use_room_devices};
use crate::call_view::{Picture, StreamVideo, use_left, use_level};
use crate::components::{Button, ButtonKind, ErrorState, Kind, Loading, Notice, PageTitle, Shape};
use crate::t;

/// The page.
#[component]
pub fn CheckPage() -> Element {
    let devices = use_room_devices();
    rsx! {
        PageTitle { title: t!("check-title"), lead: t!("check-lead") }
        div { class: "stack",
            match devices {
                RoomDevices::Opening => rsx! {
                    Loading { label: t!("room-devices") }
                },
                RoomDevices::Unsupported => rsx! {
                    ErrorState { title: t!("room-unsupported-title"), text: t!("room-unsupported-text") }
                },
                RoomDevices::Open(devices) => rsx! {
                    Opened { devices }
                },
            }
            LineTest {}
        }
    }
}

/// What is open is seen and heard; what is not is asked for again.
#[component]
fn Opened(devices: Devices) -> Element {
    let mut found = use_signal({
        let devices = devices.clone();
        move || devices.open_devices()
    });
    let mut busy = use_signal(|| false);
    let left = use_left();
    let again = {
        let devices = devices.clone();
        move |()| {
            busy.set(true);
            let (devices, left) = (devices.clone(), Rc::clone(&left));
            // Not a task of the view: whoever goes on meanwhile must not be left with a device that is on.
            spawn_local(async move {
                let has = devices.open_devices();
                for (kind, open) in
                    [(DeviceKind::Microphone, has.microphone), (DeviceKind::Camera, has.camera)]
                {
                    if !open && !left.get() {
                        // What does not open is said by the page.
                        let _ = devices.open_unless(kind, &left).await;
                    }
                }
                if !left.get() {
                    found.set(devices.open_devices());
                    busy.set(false);
                }
            });
        }
    };
    let LocalMedia { microphone, camera } = found();
    rsx! {
        div { class: "call-preview",
            if camera {
                StreamVideo { id: "check-picture", label: t!("call-own"), picture: Picture::Own(devices.clone()) }
            } else {
                p { class: "call-preview-off", {t!("check-no-camera")} }
            }
        }
        if microphone {
            Level { devices }
        } else {
            p { {t!("check-no-microphone")} }
        }
        if !microphone || !camera {
            Notice { kind: Kind::Warning, id: "check-missing", announce: true,
                p { {t!("check-missing")} }
                div { class: "row",
                    Button { id: "check-again", kind: ButtonKind::Second, busy: busy(), onpress: again, {t!("action-retry")} }
                }
            }
        }
        div { class: "row",
            Button {
                id: "check-tone",
                kind: ButtonKind::Second,
                icon: Shape::Speaker,
                onpress: move |()| {
                    spawn(play_tone(false));
                },
                {t!("check-tone")}
            }
            span { class: "soft", {t!("check-tone-hint")} }
        }
    }
}

#[component]
fn Level(devices: Devices) -> Element {
    let level = use_level(devices);
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: "check-level", {t!("check-microphone")} }
            p { class: "field-hint", {t!("check-level")} }
            meter { id: "check-level", class: "call-level", min: "0", max: "100", value: "{level}" }
        }
    }
}
