//! Where pictures and sound come from and where they go: traits, and synthetic sources.

use heilsam_codecs::synthetic::{TONE_SAMPLES, picture, tone};
use heilsam_codecs::{Dimensions, Frame};
use std::sync::{Arc, Mutex};

/// A camera, a shared screen or a stand-in.
pub trait VideoSource: Send {
    /// The picture of this moment, no larger than `most`.
    fn next(&mut self, most: Dimensions) -> Frame;
}

/// A microphone or a stand-in.
pub trait AudioSource: Send {
    /// The next 20 ms: 48 kHz, one channel.
    fn next(&mut self) -> [i16; TONE_SAMPLES];
}

/// Where received pictures and sound go. Called from the receiving tasks: must return at once.
pub trait MediaSink: Send + Sync {
    /// A decoded picture.
    fn picture(&self, frame: Frame);
    /// Decoded sound: 48 kHz, one channel, usually 20 ms.
    fn sound(&self, samples: &[i16]);
}

/// The devices of a call. `None`: there is no such device, and black or silence is sent.
#[derive(Clone, Default)]
pub struct Sources {
    /// Camera.
    pub video: Option<Arc<Mutex<dyn VideoSource>>>,
    /// Microphone.
    pub audio: Option<Arc<Mutex<dyn AudioSource>>>,
}

impl Sources {
    /// A moving picture and a tone of 440 Hz.
    pub fn synthetic() -> Self {
        Self {
            video: Some(Arc::new(Mutex::new(SyntheticCamera::default()))),
            audio: Some(Arc::new(Mutex::new(SyntheticMicrophone::new(440.0)))),
        }
    }
}

/// Throws received media away.
pub struct Discard;

impl MediaSink for Discard {
    fn picture(&self, _frame: Frame) {}
    fn sound(&self, _samples: &[i16]) {}
}

/// A moving picture.
#[derive(Default)]
pub struct SyntheticCamera {
    tick: u32,
}

impl VideoSource for SyntheticCamera {
    fn next(&mut self, most: Dimensions) -> Frame {
        self.tick = self.tick.wrapping_add(1);
        picture(most, self.tick)
    }
}

/// A steady tone.
pub struct SyntheticMicrophone {
    hertz: f64,
    tick: u32,
}

impl SyntheticMicrophone {
    /// A tone of `hertz`.
    pub fn new(hertz: f64) -> Self {
        Self { hertz, tick: 0 }
    }
}

impl AudioSource for SyntheticMicrophone {
    fn next(&mut self) -> [i16; TONE_SAMPLES] {
        let samples = tone(self.hertz, self.tick);
        self.tick = self.tick.wrapping_add(1);
        samples
    }
}
