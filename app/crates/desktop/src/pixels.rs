//! Pictures in other forms: what a camera gives, what a page draws, smaller ones.

use heilsam_codecs::{Dimensions, Frame, Plane};

/// A picture from a camera's YUYV (4:2:2, studio range). `None` when the bytes are too few or a side is odd.
pub fn from_yuyv(dimensions: Dimensions, stride: usize, bytes: &[u8]) -> Option<Frame> {
    let (width, height) = dimensions.plane(Plane::Luma);
    if width % 2 != 0 || height % 2 != 0 || stride < width * 2 {
        return None;
    }
    let rows: Vec<&[u8]> = bytes.chunks(stride).take(height).filter_map(|row| row.get(..width * 2)).collect();
    if rows.len() < height {
        return None;
    }
    let mut samples = Vec::with_capacity(dimensions.bytes());
    samples.extend(rows.iter().flat_map(|row| row.iter().step_by(2)));
    // Two rows share their colours: those of the upper one.
    for at in [1, 3] {
        samples.extend(rows.iter().step_by(2).flat_map(|row| row.iter().skip(at).step_by(4)));
    }
    Frame::new(dimensions, samples).ok()
}

/// The largest picture of the same shape that fits into `most`; the same one when it fits already.
pub fn shrink(frame: &Frame, most: Dimensions) -> Frame {
    let from = frame.dimensions();
    let Some(to) = fitting(from, most) else { return frame.clone() };
    let mut samples = Vec::with_capacity(to.bytes());
    for plane in Plane::ALL {
        let ((wide, high), (columns, rows)) = (from.plane(plane), to.plane(plane));
        let source = frame.plane(plane);
        for row in 0..rows {
            let line = source.get(row * high / rows * wide..).unwrap_or_default();
            samples.extend(
                (0..columns).map(|column| line.get(column * wide / columns).copied().unwrap_or_default()),
            );
        }
    }
    Frame::new(to, samples).unwrap_or_else(|_| Frame::black(to))
}

/// `None`: it fits.
fn fitting(from: Dimensions, most: Dimensions) -> Option<Dimensions> {
    let (width, height) = (from.width(), from.height());
    if width <= most.width() && height <= most.height() {
        return None;
    }
    // Compared crosswise: which side is the tighter one?
    let (wide, high) = if width * most.height() >= height * most.width() {
        (most.width(), height * most.width() / width)
    } else {
        (width * most.height() / height, most.height())
    };
    // Even sides: every coder likes them.
    Dimensions::new((wide & !1).max(2), (high & !1).max(2)).ok()
}

/// Red, green, blue and full opacity of each pixel, row by row: what a canvas takes.
pub fn rgba(frame: &Frame, into: &mut Vec<u8>) {
    let (width, _) = frame.dimensions().plane(Plane::Luma);
    let (half, _) = frame.dimensions().plane(Plane::BlueChroma);
    let (blue, red) = (frame.plane(Plane::BlueChroma), frame.plane(Plane::RedChroma));
    for (row, luma) in frame.plane(Plane::Luma).chunks_exact(width).enumerate() {
        let colours = row / 2 * half..(row / 2 + 1) * half;
        let (blue, red) =
            (blue.get(colours.clone()).unwrap_or_default(), red.get(colours).unwrap_or_default());
        let pairs = blue.iter().zip(red).flat_map(|pair| [pair, pair]);
        for (&y, (&u, &v)) in luma.iter().zip(pairs) {
            into.extend_from_slice(&pixel(i32::from(y), i32::from(u), i32::from(v)));
        }
    }
}

/// BT.601, studio range, in 8-bit fixed point.
fn pixel(y: i32, u: i32, v: i32) -> [u8; 4] {
    let (light, blue, red) = (298 * (y - 16) + 128, u - 128, v - 128);
    let sample = |value: i32| u8::try_from((value >> 8).clamp(0, 255)).unwrap_or_default();
    [sample(light + 409 * red), sample(light - 100 * blue - 208 * red), sample(light + 516 * blue), 255]
}

#[cfg(test)]
mod tests {
    use super::*;
    use heilsam_codecs::synthetic::picture;

    fn size(width: u32, height: u32) -> Dimensions {
        Dimensions::new(width, height).unwrap()
    }

    #[test]
    fn colours_come_out_as_they_went_in() {
        for (name, yuv, wanted) in [
            ("black", [16, 128, 128], [0, 0, 0]),
            ("white", [235, 128, 128], [255, 255, 255]),
            ("red", [81, 90, 240], [255, 0, 0]),
            ("green", [145, 54, 34], [0, 255, 0]),
            ("blue", [41, 240, 110], [0, 0, 255]),
        ] {
            let [y, u, v] = yuv;
            let samples = [&[y; 4][..], &[u][..], &[v][..]].concat();
            let frame = Frame::new(size(2, 2), samples).unwrap();
            let mut shown = Vec::new();
            rgba(&frame, &mut shown);
            assert_eq!(shown.len(), 16);
            for pixel in shown.chunks(4) {
                let near = pixel.iter().zip(wanted).all(|(&is, wanted): (&u8, u8)| is.abs_diff(wanted) <= 2);
                assert!(near && pixel[3] == 255, "{name}: {pixel:?}");
            }
        }
    }

    #[test]
    fn an_odd_picture_is_drawn_whole() {
        let mut shown = Vec::new();
        rgba(&Frame::black(size(5, 3)), &mut shown);
        assert_eq!(shown.len(), 5 * 3 * 4);
    }

    #[test]
    fn a_camera_picture_keeps_its_lines() {
        // Two rows of two pixels, padded to a stride of six.
        let bytes = [10, 1, 20, 2, 0, 0, 30, 3, 40, 4, 0, 0];
        let frame = from_yuyv(size(2, 2), 6, &bytes).unwrap();
        assert_eq!(frame.samples(), [10, 20, 30, 40, 1, 2]);
        assert!(from_yuyv(size(2, 2), 6, &bytes[..9]).is_none());
        assert!(from_yuyv(size(2, 2), 3, &bytes).is_none());
    }

    #[test]
    fn a_picture_shrinks_in_shape_and_never_grows() {
        let shrunk = |width, height| shrink(&picture(size(width, height), 1), Dimensions::NHD).dimensions();
        assert_eq!(shrunk(1280, 720), Dimensions::NHD);
        assert_eq!(shrunk(640, 480), size(480, 360));
        assert_eq!(shrunk(1920, 200), size(640, 66));
        assert_eq!(shrunk(320, 240), size(320, 240));
    }

    #[test]
    fn shrinking_keeps_what_is_seen() {
        let large =
            Frame::new(size(4, 4), [[16; 8], [235; 8]].concat().into_iter().chain([128; 8]).collect())
                .unwrap();
        let small = shrink(&large, size(2, 2));
        assert_eq!(small.samples(), [16, 16, 235, 235, 128, 128]);
    }
}
