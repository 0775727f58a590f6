//! Camera and microphone of a page with waiting rooms.

use dioxus::prelude::*;
use heilsam_call::browser::Devices;

use crate::opening::{BOTH, LONGEST, use_opening};

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

/// Opens both when the page is shown and closes them when it is left, also while the browser still asks. When nobody answers
/// its questions, the rooms open without: people wait there.
pub fn use_room_devices() -> RoomDevices {
    let mut state = use_signal(|| RoomDevices::Opening);
    let devices = use_hook(|| Devices::new().ok());
    let opening = use_opening();
    let opened = devices.clone();
    use_future(move || {
        let (opening, devices) = (opening.clone(), opened.clone());
        async move {
            let Some(devices) = devices else { return state.set(RoomDevices::Unsupported) };
            opening.open(Some(devices.clone()), BOTH, 0, LONGEST).await;
            state.set(RoomDevices::Open(devices));
        }
    });
    use_drop(move || {
        if let Some(devices) = &devices {
            devices.close_all();
        }
    });
    state()
}
