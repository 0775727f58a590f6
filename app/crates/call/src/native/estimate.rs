//! Sender bandwidth: Google congestion control over transport-wide feedback, and the picture it affords.

use heilsam_codecs::Dimensions;
use rtc::interceptor::{BandwidthEstimator, EstimatorStats, Gcc, PacketReport};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Where the estimate starts, in kbit/s.
const START: u32 = 800;
/// Bounds of the estimate, in kbit/s. The upper one is a choice for pictures of 640 × 360; how they look with more was not measured.
const LEAST: u32 = 80;
const MOST: u32 = 1_250;
/// What sound takes first, with its packet headers, in kbit/s.
const AUDIO: u32 = 50;
/// Below this much for the picture, a small one; below the next, a still one. kbit/s.
const SMALL_BELOW: u32 = 250;
const STILL_BELOW: u32 = 60;

/// The present estimate, shared with the sending task.
#[derive(Clone)]
pub(super) struct Estimate(Arc<AtomicU32>);

/// What the estimate affords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Affordable {
    /// Largest picture.
    pub(super) most: Dimensions,
    /// Nominal pictures per second for the rate control.
    pub(super) frames_per_second: u32,
    /// Time between pictures.
    pub(super) interval: Duration,
    /// For the picture alone, in kbit/s.
    pub(super) kilobits: u32,
}

impl Estimate {
    pub(super) fn new() -> Self {
        Self(Arc::new(AtomicU32::new(START)))
    }

    /// The estimator to install; it writes into this value.
    pub(super) fn estimator(&self) -> impl BandwidthEstimator + use<> {
        let bits = |kilobits: u32| f64::from(kilobits) * 1000.0;
        Publishing { inner: Gcc::new(bits(START), bits(LEAST), bits(MOST)), estimate: self.clone() }
    }

    /// Sound first; what is left decides size and rate of the picture.
    pub(super) fn affordable(&self) -> Affordable {
        afford(self.0.load(Relaxed).clamp(LEAST, MOST))
    }
}

fn afford(total: u32) -> Affordable {
    let kilobits = total.saturating_sub(AUDIO).max(heilsam_codecs::vp8::MIN_KILOBITS);
    let small = Dimensions::QUARTER_NHD;
    let (most, frames_per_second, interval) = if kilobits >= SMALL_BELOW {
        (Dimensions::NHD, 30, Duration::from_micros(33_333))
    } else if kilobits >= STILL_BELOW {
        (small, 10, Duration::from_millis(100))
    } else {
        (small, 1, Duration::from_secs(2))
    };
    Affordable { most, frames_per_second, interval, kilobits }
}

/// Passes everything to the estimator and publishes its target after each change.
struct Publishing {
    inner: Gcc,
    estimate: Estimate,
}

impl Publishing {
    fn publish(&self) {
        self.estimate.0.store((self.inner.target_bitrate() / 1000.0) as u32, Relaxed);
    }
}

impl BandwidthEstimator for Publishing {
    fn on_reports(&mut self, now: Instant, reports: &[PacketReport]) {
        self.inner.on_reports(now, reports);
        self.publish();
    }

    fn target_bitrate(&self) -> f64 {
        self.inner.target_bitrate()
    }

    fn handle_timeout(&mut self, now: Instant) {
        self.inner.handle_timeout(now);
        self.publish();
    }

    fn poll_timeout(&self) -> Option<Instant> {
        self.inner.poll_timeout()
    }

    fn stats(&self) -> EstimatorStats {
        self.inner.stats()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_line_gets_a_small_then_a_still_picture() {
        let rungs: Vec<_> =
            [2_500, 299, 109, 80].map(afford).map(|a| (a.most.height(), a.frames_per_second)).into();
        assert_eq!(rungs, [(360, 30), (180, 10), (180, 1), (180, 1)]);
    }

    #[test]
    fn sound_is_served_first() {
        assert_eq!(afford(800).kilobits, 750);
        assert_eq!(afford(LEAST).kilobits, 30);
    }
}
