//! Safe bindings of the media codecs: VP8 over libvpx and Opus over libopus.
//!
//! The one crate of the workspace that may call C. Everything that leaves it is checked: dimensions, packet sizes and
//! buffer lengths. Without the feature `native` only the pure parts remain (frames and synthetic sources).

mod frame;
pub mod synthetic;

#[cfg(feature = "native")]
pub mod opus;
#[cfg(feature = "native")]
pub mod vp8;

pub use frame::{Dimensions, Frame, FrameError, MAX_PIXELS, MAX_SIDE, Plane};
