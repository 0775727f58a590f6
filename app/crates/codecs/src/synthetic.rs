//! Pictures and tones made by arithmetic: sources for tests and for the headless peer.

use crate::{Dimensions, Frame, Plane};

/// Samples of one tone frame: 20 ms at 48 kHz, one channel.
pub const TONE_SAMPLES: usize = 960;

const SAMPLE_RATE: f64 = 48_000.0;
const BOX_LUMA: u8 = 220;
const NOISE_MASK: u64 = 0x0707_0707_0707_0707;

/// A moving picture: a drifting gradient, a bright box that walks, faint noise. The same `tick` gives the same picture.
pub fn picture(dimensions: Dimensions, tick: u32) -> Frame {
    let mut samples = Vec::with_capacity(dimensions.bytes());
    push_luma(&mut samples, dimensions, tick);
    for (plane, base, span) in [(Plane::BlueChroma, 128, 64), (Plane::RedChroma, 100, 50)] {
        let (columns, rows) = dimensions.plane(plane);
        for row in 0..rows as u32 {
            let along = |column: u32| if plane == Plane::BlueChroma { column } else { row };
            samples.extend(
                (0..columns as u32).map(|column| (base + along(column).wrapping_add(tick) % span) as u8),
            );
        }
    }
    Frame::new(dimensions, samples).unwrap_or_else(|_| Frame::black(dimensions))
}

fn push_luma(samples: &mut Vec<u8>, dimensions: Dimensions, tick: u32) {
    let (width, height) = (dimensions.width(), dimensions.height());
    let (box_width, box_height) = (width / 5, height / 5);
    let left = tick.wrapping_mul(5) % (width - box_width);
    let top = tick.wrapping_mul(3) % (height - box_height);
    let mut noise = Noise::new(tick);
    // The same in every row, but for the brightness that the row adds.
    let along: Vec<u8> = (0..width).map(|column| (column.wrapping_add(tick) >> 1) as u8).collect();
    for row in 0..height {
        let start = samples.len();
        let shade = (row >> 1) as u8;
        samples.extend(along.iter().map(|base| base.wrapping_add(shade)));
        let Some(line) = samples.get_mut(start..) else { return };
        if (top..top + box_height).contains(&row)
            && let Some(bright) = line.get_mut(left as usize..(left + box_width) as usize)
        {
            bright.fill(BOX_LUMA);
        }
        for part in line.chunks_mut(8) {
            for (sample, faint) in part.iter_mut().zip(noise.next()) {
                *sample = sample.saturating_add(faint);
            }
        }
    }
}

/// A sine of `hertz` at about a quarter of full scale, frame number `tick`: joins the frame before without a click.
pub fn tone(hertz: f64, tick: u32) -> [i16; TONE_SAMPLES] {
    let start = f64::from(tick) * TONE_SAMPLES as f64;
    std::array::from_fn(|at| {
        let turns = (start + at as f64) * hertz / SAMPLE_RATE;
        ((turns.fract() * std::f64::consts::TAU).sin() * 8000.0) as i16
    })
}

/// Loudest sample, 0 to 32,768.
pub fn peak(samples: &[i16]) -> u16 {
    samples.iter().map(|sample| sample.unsigned_abs()).max().unwrap_or(0)
}

/// Faint reproducible noise (xorshift), so that the encoder has work.
struct Noise(u64);

impl Noise {
    fn new(tick: u32) -> Self {
        Self(0x9E37_79B9_7F4A_7C15 ^ u64::from(tick.wrapping_mul(2_654_435_761)))
    }

    /// Of eight pixels.
    fn next(&mut self) -> [u8; 8] {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 & NOISE_MASK).to_le_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_move_and_repeat() {
        let dimensions = Dimensions::new(64, 48).unwrap();
        assert_eq!(picture(dimensions, 7), picture(dimensions, 7));
        assert_ne!(picture(dimensions, 7), picture(dimensions, 8));
        assert!(!picture(dimensions, 0).is_black());
    }

    #[test]
    fn every_size_and_tick_gives_a_full_picture() {
        for (width, height) in [(1, 1), (2, 1), (3, 5), (4, 4), (17, 33)] {
            let dimensions = Dimensions::new(width, height).unwrap();
            for tick in [0, 1, u32::MAX] {
                assert_eq!(picture(dimensions, tick).samples().len(), dimensions.bytes());
            }
        }
    }

    #[test]
    fn tone_frames_join_without_a_click() {
        let (first, second) = (tone(440.0, 0), tone(440.0, 1));
        let step = f64::from(first[TONE_SAMPLES - 1]) - f64::from(second[0]);
        assert!(step.abs() < 8000.0 * 440.0 * std::f64::consts::TAU / SAMPLE_RATE + 2.0, "step {step}");
        assert!((7900..=8000).contains(&peak(&first)));
        assert_eq!(peak(&[]), 0);
        assert_eq!(peak(&[i16::MIN]), 32_768);
    }
}
