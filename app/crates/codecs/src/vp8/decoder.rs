//! The receiving side. What it is given comes from the network, after decryption: from the other participant.

use super::{MAX_CODED, Vp8Error, check};
use crate::{Dimensions, Frame, Plane};
use std::mem::MaybeUninit;
use std::os::raw::{c_int, c_uint};
use std::ptr;
use vpx_sys as vpx;

/// Start code of a key frame (RFC 6386, 9.1).
const START_CODE: [u8; 3] = [0x9d, 0x01, 0x2a];

/// A VP8 decoder.
pub struct Decoder {
    // Boxed: libvpx keeps the address between calls.
    context: Box<vpx::vpx_codec_ctx_t>,
    seen_key_frame: bool,
}

// SAFETY: a libvpx context has no tie to the thread that made it; `&mut self` on every call keeps use exclusive.
unsafe impl Send for Decoder {}

impl Decoder {
    /// A decoder that waits for a key frame. Errors: [`Vp8Error::Library`].
    pub fn new() -> Result<Self, Vp8Error> {
        let mut context = Box::new(MaybeUninit::<vpx::vpx_codec_ctx_t>::zeroed());
        // SAFETY: no arguments, returns the address of a static table.
        let interface = unsafe { vpx::vpx_codec_vp8_dx() };
        let abi = c_int::try_from(vpx::VPX_DECODER_ABI_VERSION).map_err(|_| Vp8Error::Settings)?;
        // SAFETY: the context is writable memory of the right type; no configuration is allowed and means defaults.
        check(unsafe { vpx::vpx_codec_dec_init_ver(context.as_mut_ptr(), interface, ptr::null(), 0, abi) })?;
        // SAFETY: libvpx has initialised the context.
        let context = unsafe { context.assume_init() };
        Ok(Self { context, seen_key_frame: false })
    }

    /// Decodes one coded picture. `None` when it is not to be shown.
    ///
    /// Errors: [`Vp8Error::Malformed`] for what is no VP8 picture or needs a key frame that never came,
    /// [`Vp8Error::Frame`] for a size outside the limits (checked before anything is allocated), [`Vp8Error::Library`].
    pub fn decode(&mut self, coded: &[u8]) -> Result<Option<Frame>, Vp8Error> {
        let length = check_header(coded, self.seen_key_frame)?;
        // SAFETY: the context is open; `coded` has `length` readable bytes; no user data.
        let result = unsafe {
            vpx::vpx_codec_decode(&raw mut *self.context, coded.as_ptr(), length, ptr::null_mut(), 0)
        };
        check(result)?;
        self.seen_key_frame = true;
        let mut iterator: vpx::vpx_codec_iter_t = ptr::null();
        // SAFETY: the context is open and the iterator is this call's own.
        let image = unsafe { vpx::vpx_codec_get_frame(&raw mut *self.context, &raw mut iterator) };
        // SAFETY: null, or an image that lives until the next call to the decoder.
        let image = unsafe { image.as_ref() };
        image.map(copy_out).transpose()
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        // SAFETY: the context is open and is not used again.
        let _ = unsafe { vpx::vpx_codec_destroy(&raw mut *self.context) };
    }
}

/// Checks length and, for a key frame, start code and dimensions: libvpx would allocate whatever they say.
fn check_header(coded: &[u8], seen_key_frame: bool) -> Result<c_uint, Vp8Error> {
    let first = coded.first().ok_or(Vp8Error::Malformed)?;
    let length = c_uint::try_from(coded.len()).map_err(|_| Vp8Error::Malformed)?;
    if coded.len() > MAX_CODED {
        return Err(Vp8Error::Malformed);
    }
    let is_key_frame = first & 1 == 0;
    if is_key_frame {
        let header = coded.get(3..10).ok_or(Vp8Error::Malformed)?;
        let &[a, b, c, width_low, width_high, height_low, height_high] = header else {
            return Err(Vp8Error::Malformed);
        };
        if [a, b, c] != START_CODE {
            return Err(Vp8Error::Malformed);
        }
        // The two highest bits are a scaling hint.
        let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
        Dimensions::new(side(width_low, width_high), side(height_low, height_high))?;
    } else if !seen_key_frame {
        return Err(Vp8Error::Malformed);
    }
    Ok(length)
}

/// Copies a picture out of libvpx, which keeps the memory.
fn copy_out(image: &vpx::vpx_image_t) -> Result<Frame, Vp8Error> {
    if image.fmt != vpx::vpx_img_fmt::VPX_IMG_FMT_I420 {
        return Err(Vp8Error::Malformed);
    }
    let dimensions = Dimensions::new(image.d_w, image.d_h)?;
    let mut samples = Vec::with_capacity(dimensions.bytes());
    for ((&data, &stride), plane) in image.planes.iter().zip(&image.stride).zip(Plane::ALL) {
        let (columns, rows) = dimensions.plane(plane);
        let stride = usize::try_from(stride).map_err(|_| Vp8Error::Malformed)?;
        if data.is_null() || stride < columns {
            return Err(Vp8Error::Malformed);
        }
        // SAFETY: an I420 image has `rows` rows of `stride` bytes at `data`; the last one has at least `columns`.
        let plane = unsafe { std::slice::from_raw_parts(data, stride * (rows - 1) + columns) };
        for row in plane.chunks(stride) {
            samples.extend_from_slice(row.get(..columns).ok_or(Vp8Error::Malformed)?);
        }
    }
    Ok(Frame::new(dimensions, samples)?)
}
