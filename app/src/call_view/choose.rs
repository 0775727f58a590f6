//! Choosing camera and microphone in the middle of the call.

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Device, DeviceKind};

use crate::components::{Button, Choice, ChoiceKind, Dialog, Kind, Loading, Notice};
use crate::t;

/// Lists the devices; choosing one changes it at once.
#[component]
pub fn ChooseDevices(call: Call, onclose: EventHandler<()>) -> Element {
    let mut failed = use_signal(|| false);
    let mut chosen = use_signal(Vec::<String>::new);
    let listing = call.clone();
    let devices = use_resource(move || {
        let call = listing.clone();
        async move { call.devices().list().await }
    });
    let choose = move |device: Device| {
        let call = call.clone();
        spawn(async move {
            match call.use_device(device.kind, &device.id).await {
                Ok(()) => chosen.write().push(device.id),
                Err(_) => failed.set(true),
            }
        });
    };
    rsx! {
        Dialog { id: "devices", title: t!("call-devices-title"), onclose,
            match devices.read().as_ref() {
                None => rsx! {
                    Loading {}
                },
                Some(list) => rsx! {
                    for kind in [DeviceKind::Camera, DeviceKind::Microphone] {
                        Group { kind, devices: list.clone(), chosen: chosen(), onchoose: choose.clone() }
                    }
                },
            }
            if failed() {
                Notice { kind: Kind::Warning, announce: true, p { {t!("call-device-failed")} } }
            }
            Button { onpress: move |()| onclose.call(()), {t!("action-close")} }
        }
    }
}

#[component]
fn Group(
    kind: DeviceKind,
    devices: Vec<Device>,
    chosen: Vec<String>,
    onchoose: EventHandler<Device>,
) -> Element {
    let (name, legend) = match kind {
        DeviceKind::Camera => ("camera", t!("call-device-camera")),
        DeviceKind::Microphone => ("microphone", t!("call-device-microphone")),
    };
    let last = chosen.iter().rev().find(|id| devices.iter().any(|it| it.kind == kind && it.id == **id));
    let last = last.cloned();
    let listed: Vec<(usize, Device)> =
        devices.into_iter().filter(|device| device.kind == kind).enumerate().collect();
    rsx! {
        fieldset { class: "choices",
            legend { "{legend}" }
            for (index, device) in listed {
                Choice {
                    key: "{device.id}",
                    id: "{name}-{index}",
                    name: "{name}",
                    kind: ChoiceKind::Radio,
                    label: if device.label.is_empty() { t!("call-device-unnamed", number = index + 1) } else { device.label.clone() },
                    checked: last.as_ref() == Some(&device.id),
                    onchange: {
                        let device = device.clone();
                        move |_| onchoose.call(device.clone())
                    },
                }
            }
        }
    }
}
