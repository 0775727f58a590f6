//! Where received pictures and sound go: to the page and to the loudspeaker.

use std::sync::{Arc, Mutex, PoisonError};

use heilsam_call::native::MediaSink;
use heilsam_codecs::Frame;
use tokio::sync::watch;

use crate::devices::Voice;

/// The newest picture: a page that is too slow misses some.
pub(super) type Seen = watch::Receiver<Option<Arc<Frame>>>;

const SAMPLES_PER_SECOND: f64 = 48_000.0;

pub(super) struct Sink {
    picture: watch::Sender<Option<Arc<Frame>>>,
    voice: Voice,
    energy: Mutex<f64>,
}

impl Sink {
    pub(super) fn new(voice: Voice) -> (Arc<Self>, Seen) {
        let (picture, seen) = watch::channel(None);
        (Arc::new(Self { picture, voice, energy: Mutex::default() }), seen)
    }

    /// As a browser's `totalAudioEnergy`: the square of the level (1 is full scale), summed over seconds.
    pub(super) fn energy(&self) -> f64 {
        *self.energy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl MediaSink for Sink {
    fn picture(&self, frame: Frame) {
        self.picture.send_replace(Some(Arc::new(frame)));
    }

    fn sound(&self, samples: &[i16]) {
        let squares: f64 =
            samples.iter().map(|&sample| (f64::from(sample) / f64::from(i16::MAX)).powi(2)).sum();
        *self.energy.lock().unwrap_or_else(PoisonError::into_inner) += squares / SAMPLES_PER_SECOND;
        self.voice.say(samples);
    }
}
