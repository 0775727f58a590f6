//! The devices to choose from.

use cpal::traits::{DeviceTrait, HostTrait};

use super::{Listed, camera};

const CAMERA: &str = "videoinput";
const MICROPHONE: &str = "audioinput";
/// What a stand-in is found again by.
pub(super) const SYNTHETIC: &str = "synthetic";

pub(super) fn real() -> Vec<Listed> {
    let cameras = camera::cameras().into_iter().map(|(path, name)| listed(CAMERA, path, name));
    let inputs = cpal::default_host().input_devices().into_iter().flatten();
    let microphones = inputs.filter_map(|device| {
        let id = id(&device)?;
        Some(listed(MICROPHONE, id.clone(), name(&device).unwrap_or(id)))
    });
    cameras.chain(microphones).collect()
}

pub(super) fn synthetic() -> Vec<Listed> {
    let both = [(CAMERA, "Synthetic camera"), (MICROPHONE, "Synthetic microphone")];
    both.map(|(kind, label)| listed(kind, SYNTHETIC.to_owned(), label.to_owned())).into()
}

fn listed(kind: &'static str, device_id: String, label: String) -> Listed {
    Listed { kind, device_id, label }
}

/// What a sound device is found again by.
pub(super) fn id(device: &cpal::Device) -> Option<String> {
    device.id().ok().map(|id| id.to_string())
}

fn name(device: &cpal::Device) -> Option<String> {
    device.description().ok().map(|described| described.name().to_owned())
}
