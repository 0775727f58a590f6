//! The browser driver: web-sys objects that obey the session's commands and report what happened.
//!
//! [`Devices`] opens camera and microphone and tests them, [`Call`] runs a [`crate::Session`]. No protocol
//! decision is made here, and nothing is written to the console.

mod call;
mod devices;
mod frames;
mod js;
mod network;
mod peer;
mod rooms;
mod sending;
mod sensors;
mod socket;
mod stats;

pub use call::{Call, WeakCall};
pub use devices::{Device, DeviceKind, DeviceTrouble, Devices};
pub use js::{rng, sleep};
pub use network::{NetworkReport, test_network};
pub use rooms::{LookUpError, resolve_nameplate};
pub use sensors::{LevelMeter, play_tone};
