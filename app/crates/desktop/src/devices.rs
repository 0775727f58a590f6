//! Camera, microphone and loudspeaker of this computer, or stand-ins; and its radio for measuring devices.
//!
//! A device runs while somebody holds it: a page that looks at itself, a call that sends. The last one who lets go
//! switches it off.

pub mod bluetooth;
mod camera;
mod listed;
mod loudspeaker;
mod microphone;
mod running;

use std::sync::{Arc, Mutex};

use heilsam_call::native::Sources;
use serde::Serialize;

use bluetooth::Bluetooth;
use running::Stop;

pub use camera::Camera;
pub use loudspeaker::{Loudspeaker, Voice};
pub use microphone::Microphone;

/// Real devices or stand-ins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Real,
    Synthetic,
}

/// Why a device does not open, in the names that browsers have for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is none.
    NotFound,
    /// Another program uses it, or it cannot do what we need.
    NotReadable,
}

impl Trouble {
    /// The name of the browser's error.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "NotFoundError",
            Self::NotReadable => "NotReadableError",
        }
    }
}

/// What a stream of sound does with an error: only one whose device is gone ends, the others mend themselves.
fn gone(stop: &Stop) -> impl FnMut(cpal::Error) + Send + use<> {
    let stop = stop.clone();
    move |error| {
        if error.kind() == cpal::ErrorKind::DeviceNotAvailable {
            stop.want();
        }
    }
}

/// One device to choose from, as the page's `MediaDeviceInfo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    kind: &'static str,
    device_id: String,
    label: String,
}

/// All devices.
pub struct Devices {
    kind: Kind,
    pub camera: Arc<Camera>,
    pub microphone: Arc<Microphone>,
    pub loudspeaker: Arc<Loudspeaker>,
    pub bluetooth: Bluetooth,
}

impl Devices {
    /// Nothing is open yet.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            camera: Arc::new(Camera::new(kind)),
            microphone: Arc::new(Microphone::new(kind)),
            loudspeaker: Arc::new(Loudspeaker::new(kind)),
            bluetooth: Bluetooth::default(),
        }
    }

    /// What a call takes from: the devices as far as they are open at that moment.
    pub fn sources(&self) -> Sources {
        Sources {
            video: Some(Arc::new(Mutex::new(self.camera.source()))),
            audio: Some(Arc::new(Mutex::new(self.microphone.source()))),
        }
    }

    /// The devices to choose from.
    pub fn list(&self) -> Vec<Listed> {
        match self.kind {
            Kind::Real => listed::real(),
            Kind::Synthetic => listed::synthetic(),
        }
    }
}
