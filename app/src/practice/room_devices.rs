//! Camera and microphone of a page with waiting rooms.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::browser::{DeviceKind, Devices};

/// How far the devices of a page are.
#[derive(Clone, PartialEq)]
pub enum RoomDevices {
    /// The browser asks, or the devices start.
    Opening,
    /// This browser cannot do it at all.
    Unsupported,
    /// As many as there are: the consultation works without either, and the screen shows what is missing.
    Open(Devices),
}

/// Opens both when the page is shown and closes them when it is left, also while the browser still asks.
pub fn use_room_devices() -> RoomDevices {
    let mut state = use_signal(|| RoomDevices::Opening);
    let devices = use_hook(|| Devices::new().ok());
    let left = use_hook(|| Rc::new(Cell::new(false)));
    use_hook(|| {
        let (devices, left) = (devices.clone(), Rc::clone(&left));
        // Not a task of the page: an answer that comes after leaving must be heard, or the camera stays on.
        wasm_bindgen_futures::spawn_local(async move {
            let Some(devices) = devices else { return state.set(RoomDevices::Unsupported) };
            let _ = devices.open(DeviceKind::Microphone, None).await;
            let _ = devices.open(DeviceKind::Camera, None).await;
            if left.get() {
                devices.close_all();
            } else {
                state.set(RoomDevices::Open(devices));
            }
        });
    });
    use_drop(move || {
        left.set(true);
        if let Some(devices) = &devices {
            devices.close_all();
        }
    });
    state()
}
