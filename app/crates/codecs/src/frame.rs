//! Pictures in I420: one luma plane, two chroma planes at half the resolution.

use thiserror::Error;

/// Longest side of a picture, in pixels. VP8 could name 16,383: a hostile key frame must not make us allocate that.
pub const MAX_SIDE: u32 = 4096;

/// Largest area of a picture, in pixels (4096 x 2304, the largest shared screen).
pub const MAX_PIXELS: u32 = 4096 * 2304;

/// Luma of black in the studio range, and the chroma of every grey.
const BLACK_LUMA: u8 = 16;
const NEUTRAL_CHROMA: u8 = 128;

/// How far a sample may stray and still count as black: quantisation noise, and the full-range black of browsers.
const BLACK_TOLERANCE: u8 = 8;

/// A picture that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FrameError {
    /// A side is zero or longer than [`MAX_SIDE`], or the area is larger than [`MAX_PIXELS`].
    #[error("a picture of {width} x {height} pixels is outside the limits")]
    Dimensions {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The bytes do not fill the planes exactly.
    #[error("{found} bytes given, the picture has {expected}")]
    Length {
        /// Bytes the dimensions ask for.
        expected: usize,
        /// Bytes given.
        found: usize,
    },
}

/// Width and height in pixels, both at least 1 and within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dimensions {
    width: u32,
    height: u32,
}

impl Dimensions {
    /// The usual size of a call: 640 x 360.
    pub const NHD: Self = Self { width: 640, height: 360 };

    /// The small size for a narrow line: 320 x 180.
    pub const QUARTER_NHD: Self = Self { width: 320, height: 180 };

    /// Checks `width` and `height` (pixels). Errors: [`FrameError::Dimensions`].
    pub fn new(width: u32, height: u32) -> Result<Self, FrameError> {
        let sides = (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height);
        if sides && width * height <= MAX_PIXELS {
            Ok(Self { width, height })
        } else {
            Err(FrameError::Dimensions { width, height })
        }
    }

    /// Width in pixels.
    pub fn width(self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(self) -> u32 {
        self.height
    }

    /// Columns and rows of a plane: chroma has half as many, rounded up.
    pub fn plane(self, plane: Plane) -> (usize, usize) {
        let (width, height) = (self.width as usize, self.height as usize);
        match plane {
            Plane::Luma => (width, height),
            Plane::BlueChroma | Plane::RedChroma => (width.div_ceil(2), height.div_ceil(2)),
        }
    }

    /// Bytes of a whole picture.
    pub fn bytes(self) -> usize {
        Plane::ALL.iter().map(|&plane| self.plane_bytes(plane)).sum()
    }

    fn plane_bytes(self, plane: Plane) -> usize {
        let (columns, rows) = self.plane(plane);
        columns * rows
    }
}

/// One of the three planes, in the order they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plane {
    /// Brightness (Y).
    Luma,
    /// Blue difference (U, Cb).
    BlueChroma,
    /// Red difference (V, Cr).
    RedChroma,
}

impl Plane {
    /// All planes in storage order.
    pub const ALL: [Self; 3] = [Self::Luma, Self::BlueChroma, Self::RedChroma];
}

/// One picture: the planes one after the other, without padding.
#[derive(Clone, PartialEq, Eq)]
pub struct Frame {
    dimensions: Dimensions,
    samples: Vec<u8>,
}

impl Frame {
    /// A picture from its planes. Errors: [`FrameError::Length`].
    pub fn new(dimensions: Dimensions, samples: Vec<u8>) -> Result<Self, FrameError> {
        if samples.len() == dimensions.bytes() {
            Ok(Self { dimensions, samples })
        } else {
            Err(FrameError::Length { expected: dimensions.bytes(), found: samples.len() })
        }
    }

    /// A black picture: what leaves the device before the doctor admits the patient.
    pub fn black(dimensions: Dimensions) -> Self {
        let mut samples = vec![BLACK_LUMA; dimensions.plane_bytes(Plane::Luma)];
        samples.resize(dimensions.bytes(), NEUTRAL_CHROMA);
        Self { dimensions, samples }
    }

    /// Width and height.
    pub fn dimensions(&self) -> Dimensions {
        self.dimensions
    }

    /// All samples: Y, then U, then V.
    pub fn samples(&self) -> &[u8] {
        &self.samples
    }

    /// The samples of one plane, row by row.
    pub fn plane(&self, plane: Plane) -> &[u8] {
        let start: usize =
            Plane::ALL.iter().take_while(|&&p| p != plane).map(|&p| self.dimensions.plane_bytes(p)).sum();
        let end = start + self.dimensions.plane_bytes(plane);
        self.samples.get(start..end).unwrap_or_default()
    }

    /// Whether nothing can be seen: luma at black and chroma neutral, within quantisation noise.
    pub fn is_black(&self) -> bool {
        let dark = self.plane(Plane::Luma).iter().all(|&y| y <= BLACK_LUMA + BLACK_TOLERANCE);
        let grey = |plane| self.plane(plane).iter().all(|&c| c.abs_diff(NEUTRAL_CHROMA) <= BLACK_TOLERANCE);
        dark && grey(Plane::BlueChroma) && grey(Plane::RedChroma)
    }

    /// Likeness of two luma planes in decibels (peak signal-to-noise ratio), `None` when the sizes differ.
    /// Equal planes give infinity.
    pub fn luma_psnr(&self, other: &Self) -> Option<f64> {
        if self.dimensions != other.dimensions {
            return None;
        }
        let (left, right) = (self.plane(Plane::Luma), other.plane(Plane::Luma));
        let squares: u64 = left.iter().zip(right).map(|(a, b)| u64::from(a.abs_diff(*b)).pow(2)).sum();
        let mean = squares as f64 / left.len() as f64;
        Some(10.0 * (255.0 * 255.0 / mean).log10())
    }
}

impl std::fmt::Debug for Frame {
    /// The size only: a picture of a patient must not reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frame").field("dimensions", &self.dimensions).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_and_area_have_limits() {
        for (width, height) in
            [(0, 1), (1, 0), (MAX_SIDE + 1, 1), (1, MAX_SIDE + 1), (4096, 4096), (u32::MAX, 2)]
        {
            assert_eq!(Dimensions::new(width, height), Err(FrameError::Dimensions { width, height }));
        }
        assert!(Dimensions::new(4096, 2304).is_ok());
        assert!(Dimensions::new(1, 1).is_ok());
    }

    #[test]
    fn odd_sides_round_chroma_up() {
        let dimensions = Dimensions::new(5, 3).unwrap();
        assert_eq!(dimensions.plane(Plane::RedChroma), (3, 2));
        assert_eq!(dimensions.bytes(), 15 + 6 + 6);
        let frame = Frame::new(dimensions, (0..27).collect()).unwrap();
        assert_eq!(frame.plane(Plane::BlueChroma), [15, 16, 17, 18, 19, 20]);
        assert_eq!(frame.plane(Plane::RedChroma), [21, 22, 23, 24, 25, 26]);
    }

    #[test]
    fn bytes_must_fill_the_planes_exactly() {
        let dimensions = Dimensions::new(4, 4).unwrap();
        let short = Frame::new(dimensions, vec![0; 23]).unwrap_err();
        assert_eq!(short, FrameError::Length { expected: 24, found: 23 });
        assert!(Frame::new(dimensions, vec![0; 25]).is_err());
    }

    #[test]
    fn one_bright_or_coloured_sample_is_not_black() {
        let dimensions = Dimensions::new(4, 4).unwrap();
        assert!(Frame::black(dimensions).is_black());
        for at in [0, 15, 16, 23] {
            let mut samples = Frame::black(dimensions).samples().to_vec();
            samples[at] += BLACK_TOLERANCE + 1;
            assert!(!Frame::new(dimensions, samples).unwrap().is_black(), "sample {at}");
        }
    }

    #[test]
    fn debug_shows_the_size_and_no_sample() {
        let shown = format!("{:?}", Frame::black(Dimensions::NHD));
        assert_eq!(shown, "Frame { dimensions: Dimensions { width: 640, height: 360 }, .. }");
    }
}
