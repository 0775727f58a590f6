//! VP8 (RFC 6386) over libvpx, tuned for a live call.

mod decoder;
mod encoder;

use crate::FrameError;
use thiserror::Error;
use vpx_sys::vpx_codec_err_t;

pub use decoder::Decoder;
pub use encoder::{Encoded, Encoder, KeyFrame, MAX_KILOBITS, MIN_KILOBITS};

/// Largest coded picture taken, in bytes. At 2.5 Mbit/s a key frame has some 100 KiB.
pub const MAX_CODED: usize = 2 * 1024 * 1024;

/// Why a picture was not coded or decoded. The codec stays usable; after a decoding error ask for a key frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Vp8Error {
    /// Not a VP8 picture, or larger than [`MAX_CODED`].
    #[error("not a VP8 picture")]
    Malformed,
    /// The picture's dimensions are outside the limits, or not those of this encoder.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// Frame rate or bit rate outside the limits.
    #[error("frame rate or bit rate outside the limits")]
    Settings,
    /// libvpx refused; its numeric error code.
    #[error("libvpx refused with code {0}")]
    Library(u32),
}

/// Turns libvpx' result into ours.
fn check(code: vpx_codec_err_t) -> Result<(), Vp8Error> {
    match code {
        vpx_codec_err_t::VPX_CODEC_OK => Ok(()),
        other => Err(Vp8Error::Library(other as u32)),
    }
}

#[cfg(test)]
mod tests;
