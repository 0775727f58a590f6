//! A picture on its way to the page: `width height` in two bytes each, then its pixels.

use axum::extract::ws::Message;
use heilsam_codecs::Frame;

use crate::pixels;

/// Red, green, blue, opacity.
const BYTES_OF_PIXEL: usize = 4;
/// First byte of a binary message: what follows.
pub(super) const DATA: u8 = 0;
const PICTURE: u8 = 1;

/// The message that holds a picture: its kind, a byte of nothing, width and height (little endian), pixels.
pub(super) fn message(frame: &Frame) -> Message {
    let (width, height) = (frame.dimensions().width(), frame.dimensions().height());
    let mut bytes = Vec::with_capacity(6 + (width * height) as usize * BYTES_OF_PIXEL);
    bytes.extend_from_slice(&[PICTURE, 0]);
    for side in [width, height] {
        bytes.extend_from_slice(&u16::try_from(side).unwrap_or_default().to_le_bytes());
    }
    pixels::rgba(frame, &mut bytes);
    Message::Binary(bytes.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use heilsam_codecs::Dimensions;

    #[test]
    fn a_picture_says_its_size_first() {
        let Message::Binary(bytes) = message(&Frame::black(Dimensions::new(300, 2).unwrap())) else {
            panic!("a picture is binary")
        };
        assert_eq!(bytes[..6], [PICTURE, 0, 44, 1, 2, 0]);
        assert_eq!(bytes.len(), 6 + 300 * 2 * 4);
    }
}
