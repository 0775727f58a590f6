//! The device check: picture, microphone level, loudspeaker tone, network.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::browser::{DeviceKind, DeviceTrouble, Devices, NetworkReport, play_tone, test_network};
use wasm_bindgen_futures::spawn_local;

use super::app::OfferApp;
use super::ticket::Ticket;
use super::{Step, use_shared};
use crate::call_view::{HideAddress, Picture, StreamVideo, hides_address, use_left, use_level};
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::{door, t};

/// Checks the devices of the guest. Everything may be missing but the way on.
#[component]
pub fn CheckDevices(ticket: Ticket) -> Element {
    let mut shared = use_shared();
    let mut opened = use_signal(|| false);
    let mut hidden = use_signal(hides_address);
    let mut camera = use_signal(|| None::<Result<(), DeviceTrouble>>);
    let mut microphone = use_signal(|| None::<Result<(), DeviceTrouble>>);
    let room = ticket.room();
    let network = use_resource(move || async move { test_network(room).await });
    let left = use_left();
    let open = use_callback(move |with_camera: bool| {
        let Some(devices) = shared.devices.peek().clone() else { return };
        let left = Rc::clone(&left);
        // Not a task of the view: whoever goes on meanwhile must not be left with a device that is on.
        spawn_local(async move {
            let heard = devices.open_unless(DeviceKind::Microphone, &left).await;
            if left.get() {
                return;
            }
            microphone.set(Some(heard));
            if with_camera {
                let seen = devices.open_unless(DeviceKind::Camera, &left).await;
                if left.get() {
                    return;
                }
                camera.set(Some(seen));
            }
            opened.set(true);
        });
    });
    let ahead = door::errand().is_some_and(door::Errand::only_checks);
    let has_camera = camera() == Some(Ok(()));
    let devices = shared.devices.read().clone();
    rsx! {
        PageTitle {
            title: t!("visit-devices-title"),
            lead: t!("visit-devices-lead"),
            step: (!ahead).then(|| t!("visit-step", step = 1)),
        }
        div { class: "stack",
            if !opened() {
                OfferApp {}
                p { class: "soft", {t!("visit-devices-ask")} }
                div { class: "actions",
                    Button { id: "open-devices", icon: Shape::Camera, onpress: move |()| open.call(true), {t!("visit-devices-start")} }
                    Button { id: "open-microphone", kind: ButtonKind::Second, icon: Shape::Microphone, onpress: move |()| open.call(false), {t!("visit-only-sound")} }
                }
            } else if let Some(devices) = devices {
                Preview { devices: devices.clone(), camera }
                Trouble { device: t!("visit-device-camera"), found: camera() }
                Sound { devices, working: microphone() == Some(Ok(())) }
                Trouble { device: t!("visit-device-microphone"), found: microphone() }
                Network { report: network(), hidden: hidden(), ahead }
                HideAddress { onchange: move |on| hidden.set(on) }
                div { class: "actions",
                    if !ahead {
                        Button {
                            id: "devices-next",
                            onpress: move |()| shared.step.set(Step::Person(ticket.clone())),
                            if has_camera { {t!("action-next")} } else { {t!("visit-without-camera")} }
                        }
                    }
                    if matches!(camera(), Some(Err(_))) || matches!(microphone(), Some(Err(_))) {
                        Button { kind: ButtonKind::Second, onpress: move |()| open.call(true), {t!("action-retry")} }
                    }
                }
            }
        }
    }
}

#[component]
fn Preview(devices: Devices, camera: Signal<Option<Result<(), DeviceTrouble>>>) -> Element {
    let mut camera = camera;
    let left = use_left();
    let on = camera() == Some(Ok(()));
    let switch = {
        let devices = devices.clone();
        move |()| {
            if on {
                devices.close(DeviceKind::Camera);
                camera.set(None);
                return;
            }
            let (devices, left) = (devices.clone(), Rc::clone(&left));
            spawn_local(async move {
                let opened = devices.open_unless(DeviceKind::Camera, &left).await;
                if !left.get() {
                    camera.set(Some(opened));
                }
            });
        }
    };
    rsx! {
        div { class: "call-preview",
            if on {
                StreamVideo { id: "preview", label: t!("visit-preview"), picture: Picture::Own(devices) }
            } else {
                p { class: "call-preview-off", {t!("visit-no-camera")} }
            }
        }
        div { class: "row",
            Button {
                kind: ButtonKind::Second,
                icon: if on { Shape::CameraOff } else { Shape::Camera },
                onpress: switch,
                if on { {t!("visit-camera-off")} } else { {t!("visit-camera-on")} }
            }
        }
    }
}

/// Level bar and test tone.
#[component]
fn Sound(devices: Devices, working: bool) -> Element {
    let level = use_level(devices);
    rsx! {
        if working {
            div { class: "field",
                label { class: "field-label", r#for: "level", {t!("visit-microphone")} }
                p { class: "field-hint", {t!("visit-microphone-level")} }
                meter { id: "level", class: "call-level", min: "0", max: "100", value: "{level}" }
            }
        }
        div { class: "row",
            Button {
                kind: ButtonKind::Second,
                icon: Shape::Speaker,
                onpress: move |()| {
                    spawn(play_tone(false));
                },
                {t!("visit-speaker")}
            }
            span { class: "soft", {t!("visit-speaker-hint")} }
        }
    }
}

#[component]
fn Trouble(device: String, found: Option<Result<(), DeviceTrouble>>) -> Element {
    let text = match found {
        None | Some(Ok(())) => return rsx! {},
        Some(Err(DeviceTrouble::NotAllowed)) => t!("visit-trouble-not-allowed", device = device),
        Some(Err(DeviceTrouble::NotFound)) => t!("visit-trouble-not-found", device = device),
        Some(Err(DeviceTrouble::InUse)) => t!("visit-trouble-in-use", device = device),
        Some(Err(DeviceTrouble::NotSupported)) => t!("visit-trouble-unsupported", device = device),
    };
    rsx! {
        Notice { kind: Kind::Warning, announce: true, p { "{text}" } }
    }
}

#[component]
fn Network(report: Option<NetworkReport>, hidden: bool, ahead: bool) -> Element {
    let (kind, text) = match report {
        None => (Kind::Info, t!("visit-network-wait")),
        // The relay lets nobody in before the waiting room is open.
        Some(NetworkReport { relay: false, .. }) if ahead => (Kind::Info, t!("visit-network-later")),
        Some(NetworkReport { relay: false, .. }) if hidden => (Kind::Warning, t!("visit-network-no-relay")),
        Some(NetworkReport { relay: true, .. }) => (Kind::Success, t!("visit-network-good")),
        Some(NetworkReport { direct: true, .. }) => (Kind::Info, t!("visit-network-direct")),
        Some(NetworkReport { .. }) => (Kind::Warning, t!("visit-network-bad")),
    };
    rsx! {
        div { id: "network",
            Notice { kind, title: t!("visit-network"), p { "{text}" } }
        }
    }
}
