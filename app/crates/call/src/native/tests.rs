//! Two native participants on loopback.

mod call;
mod peer;
mod relay;

use super::*;
use heilsam_codecs::Frame;
use heilsam_codecs::synthetic::peak;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::timeout;

/// Far more than anything here takes, for a machine that is busy with other things.
const LONG: Duration = Duration::from_secs(30);

/// Faint rounding of the codec.
const SILENCE: u16 = 4;

/// Watches what a participant sees and hears.
#[derive(Default)]
struct Witness {
    pictures: AtomicU64,
    bright: AtomicU64,
    loudest: AtomicU16,
    last: Mutex<Option<Frame>>,
}

impl Witness {
    fn pictures(&self) -> u64 {
        self.pictures.load(Relaxed)
    }

    fn bright(&self) -> u64 {
        self.bright.load(Relaxed)
    }

    fn loudest(&self) -> u16 {
        self.loudest.load(Relaxed)
    }

    fn sees_black(&self) -> bool {
        self.last.lock().unwrap().as_ref().unwrap().is_black()
    }
}

impl MediaSink for Witness {
    fn picture(&self, frame: Frame) {
        self.pictures.fetch_add(1, Relaxed);
        self.bright.fetch_add(u64::from(!frame.is_black()), Relaxed);
        *self.last.lock().unwrap() = Some(frame);
    }

    fn sound(&self, samples: &[i16]) {
        self.loudest.fetch_max(peak(samples), Relaxed);
    }
}

fn clock() -> Clock {
    Clock::new(|| tokio::time::Instant::now().into_std())
}

async fn until(what: &str, condition: impl Fn() -> bool) {
    let waiting = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(LONG, waiting).await.unwrap_or_else(|_| panic!("in time: {what}"));
}
