//! Takes pictures from the source, or black, and codes them for what the line affords.

use crate::native::estimate::Affordable;
use crate::native::media::VideoSource;
use heilsam_codecs::vp8::{Encoder, KeyFrame};
use heilsam_codecs::{Dimensions, Frame};
use std::sync::{Arc, Mutex, PoisonError};

/// Codes one picture at a time.
pub(super) struct PictureCoder {
    source: Option<Arc<Mutex<dyn VideoSource>>>,
    coding: Option<Coding>,
}

/// The present encoder and what it is set to.
struct Coding {
    encoder: Encoder,
    frames_per_second: u32,
    kilobits: u32,
}

impl PictureCoder {
    pub(super) fn new(source: Option<Arc<Mutex<dyn VideoSource>>>) -> Self {
        Self { source, coding: None }
    }

    /// The next coded picture: of the source while `on`, black otherwise. `None` when the rate control drops it.
    pub(super) fn next(&mut self, on: bool, affordable: Affordable, key: KeyFrame) -> Option<Vec<u8>> {
        let frame = match &self.source {
            Some(source) if on => source.lock().unwrap_or_else(PoisonError::into_inner).next(affordable.most),
            _ => Frame::black(affordable.most),
        };
        let encoder = self.encoder(frame.dimensions(), affordable)?;
        encoder.encode(&frame, key).ok().flatten().map(|coded| coded.data)
    }

    /// The encoder for this size and rate; a new one begins with a key frame.
    fn encoder(&mut self, dimensions: Dimensions, affordable: Affordable) -> Option<&mut Encoder> {
        let Affordable { frames_per_second, kilobits, .. } = affordable;
        let fits = |coding: &Coding| {
            coding.encoder.dimensions() == dimensions && coding.frames_per_second == frames_per_second
        };
        if !self.coding.as_ref().is_some_and(fits) {
            let encoder = Encoder::new(dimensions, frames_per_second, kilobits).ok()?;
            self.coding = Some(Coding { encoder, frames_per_second, kilobits });
        }
        let coding = self.coding.as_mut()?;
        // Each change costs the encoder: follow in steps of a twentieth.
        if coding.kilobits.abs_diff(kilobits) > coding.kilobits / 20 {
            coding.encoder.set_kilobits(kilobits).ok()?;
            coding.kilobits = kilobits;
        }
        Some(&mut coding.encoder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::media::SyntheticCamera;
    use heilsam_codecs::vp8::Decoder;
    use std::time::Duration;

    fn affordable(most: Dimensions) -> Affordable {
        Affordable { most, frames_per_second: 30, interval: Duration::from_millis(33), kilobits: 500 }
    }

    fn coder() -> PictureCoder {
        PictureCoder::new(Some(Arc::new(Mutex::new(SyntheticCamera::default()))))
    }

    #[test]
    fn while_off_black_is_coded() {
        let (mut coder, mut decoder) = (coder(), Decoder::new().unwrap());
        for on in [false, false, true, false] {
            let coded = coder.next(on, affordable(Dimensions::QUARTER_NHD), KeyFrame::Auto).unwrap();
            assert_eq!(decoder.decode(&coded).unwrap().unwrap().is_black(), !on);
        }
    }

    #[test]
    fn a_narrower_line_shrinks_the_picture_with_a_key_frame() {
        let mut coder = coder();
        for size in [Dimensions::NHD, Dimensions::QUARTER_NHD] {
            let coded = coder.next(true, affordable(size), KeyFrame::Auto).unwrap();
            let frame = Decoder::new().unwrap().decode(&coded).unwrap().unwrap();
            assert_eq!(frame.dimensions(), size);
        }
    }
}
