//! Finding a code in a picture.

use rqrr::PreparedImage;

/// Longest side of a picture in pixels.
const LONGEST: u32 = 2048;

/// The text of the first code that can be read; `None` without one, and for sizes that do not fit the pixels.
pub(crate) fn read(rgba: &[u8], width: u32, height: u32) -> Option<String> {
    if width > LONGEST || height > LONGEST {
        return None;
    }
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    let (pixels, rest) = rgba.as_chunks::<4>();
    if width == 0 || height == 0 || !rest.is_empty() || pixels.len() != width * height {
        return None;
    }
    let grey: Vec<u8> = pixels.iter().map(luminance).collect();
    let at = |x: usize, y: usize| grey.get(y * width + x).copied().unwrap_or(u8::MAX);
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, at);
    picture.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

/// Brightness as in television (ITU-R BT.601), in integers.
fn luminance([red, green, blue, _]: &[u8; 4]) -> u8 {
    let sum = 299 * u32::from(*red) + 587 * u32::from(*green) + 114 * u32::from(*blue);
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use qrcode::{Color, QrCode};

    use super::*;

    const CODE: &str = "77AAAAAAAAAAAAAW";
    const SIDE: u32 = 320;

    /// A white picture with the code in the middle, turned by an angle; `dark` and `light` are its two brightnesses.
    fn picture(text: &str, scale: f64, turn: f64, dark: u8, light: u8) -> Vec<u8> {
        let code = QrCode::new(text).unwrap();
        let modules = code.width();
        let (sin, cos) = turn.to_radians().sin_cos();
        let middle = f64::from(SIDE) / 2.0;
        let half = f64::from(u32::try_from(modules).unwrap()) / 2.0;
        let mut rgba = Vec::new();
        for y in 0..SIDE {
            for x in 0..SIDE {
                let (dx, dy) = (f64::from(x) - middle, f64::from(y) - middle);
                let u = (dx * cos + dy * sin) / scale + half;
                let v = (dy * cos - dx * sin) / scale + half;
                let inside = |value: f64| (0.0..half * 2.0).contains(&value);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "inside the code"
                )]
                let is_dark = inside(u) && inside(v) && code[(u as usize, v as usize)] == Color::Dark;
                let value = if is_dark { dark } else { light };
                rgba.extend_from_slice(&[value, value, value, 255]);
            }
        }
        rgba
    }

    #[test]
    fn a_code_is_read_straight_turned_and_on_grey_paper() {
        for (scale, turn, dark, light) in
            [(6.0, 0.0, 0, 255), (4.0, 12.0, 0, 255), (5.0, 200.0, 20, 240), (8.0, 45.0, 70, 180)]
        {
            let rgba = picture(CODE, scale, turn, dark, light);
            assert_eq!(read(&rgba, SIDE, SIDE).as_deref(), Some(CODE), "{scale} {turn} {dark} {light}");
        }
    }

    #[test]
    fn without_a_code_there_is_no_text() {
        let noise: Vec<u8> =
            (0..SIDE * SIDE * 4).map(|index| index.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        assert_eq!(read(&noise, SIDE, SIDE), None);
        assert_eq!(read(&vec![255; (SIDE * SIDE * 4) as usize], SIDE, SIDE), None);
    }

    #[test]
    fn sizes_that_do_not_fit_are_refused() {
        let rgba = picture(CODE, 6.0, 0.0, 0, 255);
        for (width, height) in
            [(SIDE, SIDE - 1), (SIDE + 1, SIDE), (0, 0), (0, SIDE), (u32::MAX, u32::MAX), (3000, 1)]
        {
            assert_eq!(read(&rgba, width, height), None, "{width} {height}");
        }
        assert_eq!(read(&[1, 2, 3], 1, 1), None);
        assert_eq!(read(&[], 1, 1), None);
    }

    #[test]
    fn a_torn_code_is_no_code_and_no_panic() {
        let mut rgba = picture(CODE, 6.0, 0.0, 0, 255);
        let half = rgba.len() / 2;
        rgba[half..].fill(255);
        assert_eq!(read(&rgba, SIDE, SIDE), None);
    }
}
