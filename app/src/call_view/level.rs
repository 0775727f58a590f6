//! How loud the own microphone is.

use dioxus::prelude::*;
use heilsam_call::browser::{Devices, LevelMeter};

use crate::browser;

/// Milliseconds between two looks at the level.
const STEP: i32 = 100;

/// Loudness of the microphone from 0 to 100, as long as the view that calls this is there. Stays 0 where no microphone is open.
#[must_use]
pub fn use_level(devices: Devices) -> Signal<u32> {
    let mut level = use_signal(|| 0);
    use_future(move || {
        let devices = devices.clone();
        async move {
            let Some(meter) = LevelMeter::new(devices.preview()) else { return };
            loop {
                level.set(meter.level());
                browser::sleep(STEP).await;
            }
        }
    });
    level
}
