//! Choosing camera, microphone and loudspeaker in the middle of the call.

use dioxus::prelude::*;
use heilsam_call::browser::{Device, DeviceKind, Devices};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use super::screen;
use super::speakers::{Speakers, changed};
use super::tools::{Above, use_tools};
use crate::components::{Button, Choice, ChoiceKind, Dialog, Kind, Loading, Notice};
use crate::t;

#[wasm_bindgen(module = "/web/opened.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn opened() -> Result<js_sys::Array, JsValue>;
}

/// Lists the devices, also those that come and go meanwhile; choosing one changes it at once.
#[component]
pub(super) fn ChooseDevices() -> Element {
    let tools = use_tools();
    let mut above = tools.above;
    let mut failed = use_signal(|| false);
    let mut chosen = tools.devices;
    let mut devices = use_signal(|| None::<Vec<Device>>);
    use_future(move || async move {
        // Where the picture tells, it knows better than who chose last.
        chosen.write().extend(opened().unwrap_or_default().iter().filter_map(|id| id.as_string()));
        loop {
            // Waited for before they are listed: none comes or goes in between.
            let change = changed();
            let listed = match Devices::new() {
                Ok(devices) => devices.list().await,
                Err(_) => Vec::new(),
            };
            devices.set(Some(listed));
            let Ok(change) = change else { return };
            if JsFuture::from(change).await.is_err() {
                return;
            }
        }
    });
    let choose = move |device: Device| {
        spawn(async move {
            let Some(port) = tools.port() else { return };
            let opened = port.use_device(device.kind == DeviceKind::Camera, &device.id);
            match JsFuture::from(opened).await {
                Ok(_) => {
                    failed.set(false);
                    chosen.write().push(device.id);
                    if *tools.sharing.peek() {
                        screen::keep(tools).await;
                    }
                }
                Err(_) => failed.set(true),
            }
        });
    };
    rsx! {
        Dialog { id: "devices", title: t!("tools-devices-title"), onclose: move |()| above.set(Above::Nothing),
            match devices.read().as_ref() {
                None => rsx! {
                    Loading {}
                },
                Some(list) => rsx! {
                    for kind in [DeviceKind::Camera, DeviceKind::Microphone] {
                        Group { kind, devices: list.clone(), chosen: chosen(), onchoose: choose }
                    }
                },
            }
            Speakers {}
            if failed() {
                Notice { kind: Kind::Warning, announce: true, p { {t!("tools-device-failed")} } }
            }
            Button { onpress: move |()| above.set(Above::Nothing), {t!("action-close")} }
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
        DeviceKind::Camera => ("camera", t!("tools-device-camera")),
        DeviceKind::Microphone => ("microphone", t!("tools-device-microphone")),
    };
    let last = chosen.iter().rev().find(|id| devices.iter().any(|it| it.kind == kind && it.id == **id));
    let last = last.cloned();
    let listed: Vec<(usize, Device)> =
        devices.into_iter().filter(|device| device.kind == kind).enumerate().collect();
    rsx! {
        fieldset { class: "choices",
            legend { "{legend}" }
            if listed.is_empty() {
                p { class: "soft", {t!("tools-device-none")} }
            }
            for (index, device) in listed {
                Choice {
                    key: "{device.id}",
                    id: "{name}-{index}",
                    name: "{name}",
                    kind: ChoiceKind::Radio,
                    label: if device.label.is_empty() { t!("tools-device-unnamed", number = index + 1) } else { device.label.clone() },
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
