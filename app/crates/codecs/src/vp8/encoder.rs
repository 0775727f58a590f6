//! The sending side.

use super::{Vp8Error, check};
use crate::{Dimensions, Frame, FrameError, Plane};
use std::mem::MaybeUninit;
use std::os::raw::{c_int, c_ulong};
use std::ptr;
use vpx_sys as vpx;

/// Lowest bit rate, in kbit/s.
pub const MIN_KILOBITS: u32 = 30;

/// Highest bit rate, in kbit/s.
pub const MAX_KILOBITS: u32 = 8_000;

const MAX_FRAMES_PER_SECOND: u32 = 60;

/// Fastest preset that still looks fine in a call: one core codes 720p30 with room to spare.
const CPU_USED: c_int = -12;

/// Whether the next picture must stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFrame {
    /// The encoder decides.
    Auto,
    /// The receiver asked (picture loss indication) or has just joined.
    Forced,
}

/// One coded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The VP8 bitstream of the picture.
    pub data: Vec<u8>,
    /// Whether it can be decoded without the pictures before it.
    pub key: bool,
}

/// A VP8 encoder for pictures of one size.
pub struct Encoder {
    // Boxed: libvpx keeps the address between calls.
    context: Box<vpx::vpx_codec_ctx_t>,
    config: vpx::vpx_codec_enc_cfg_t,
    dimensions: Dimensions,
    next_picture: i64,
}

// SAFETY: a libvpx context has no tie to the thread that made it; `&mut self` on every call keeps use exclusive.
unsafe impl Send for Encoder {}

impl Encoder {
    /// An encoder for pictures of `dimensions`, at `frames_per_second` (1 to 60) and `kilobits` per second.
    ///
    /// Errors: [`Vp8Error::Settings`] outside the limits, [`Vp8Error::Library`].
    pub fn new(dimensions: Dimensions, frames_per_second: u32, kilobits: u32) -> Result<Self, Vp8Error> {
        if !(1..=MAX_FRAMES_PER_SECOND).contains(&frames_per_second) || !in_limits(kilobits) {
            return Err(Vp8Error::Settings);
        }
        // SAFETY: no arguments, returns the address of a static table.
        let interface = unsafe { vpx::vpx_codec_vp8_cx() };
        let config = make_config(interface, dimensions, frames_per_second, kilobits)?;
        let context = open(interface, &config)?;
        let mut encoder = Self { context, config, dimensions, next_picture: 0 };
        encoder.control(vpx::vp8e_enc_control_id::VP8E_SET_CPUUSED, CPU_USED)?;
        encoder.control(vpx::vp8e_enc_control_id::VP8E_SET_STATIC_THRESHOLD, 1)?;
        Ok(encoder)
    }

    /// The size of the pictures this encoder takes.
    pub fn dimensions(&self) -> Dimensions {
        self.dimensions
    }

    /// Follows the bandwidth estimate, in kbit/s. Errors: [`Vp8Error::Settings`] outside the limits.
    pub fn set_kilobits(&mut self, kilobits: u32) -> Result<(), Vp8Error> {
        if !in_limits(kilobits) {
            return Err(Vp8Error::Settings);
        }
        self.config.rc_target_bitrate = kilobits;
        // SAFETY: the context is open and the configuration outlives the call, which copies it.
        check(unsafe { vpx::vpx_codec_enc_config_set(&raw mut *self.context, &raw const self.config) })
    }

    /// Codes one picture. `None` when the rate control drops it.
    ///
    /// Errors: [`Vp8Error::Frame`] when the size is not [`Self::dimensions`], [`Vp8Error::Library`].
    pub fn encode(&mut self, frame: &Frame, key: KeyFrame) -> Result<Option<Encoded>, Vp8Error> {
        if frame.dimensions() != self.dimensions {
            let (width, height) = (frame.dimensions().width(), frame.dimensions().height());
            return Err(FrameError::Dimensions { width, height }.into());
        }
        let image = borrow_image(frame)?;
        let flags = match key {
            KeyFrame::Auto => 0,
            KeyFrame::Forced => vpx::VPX_EFLAG_FORCE_KF,
        };
        // SAFETY: the context is open; the image points into `frame`, borrowed until the end of this function, and
        // libvpx copies its planes before it returns.
        let result = unsafe {
            vpx::vpx_codec_encode(
                &raw mut *self.context,
                &raw const image,
                self.next_picture,
                1,
                flags.into(),
                c_ulong::from(vpx::VPX_DL_REALTIME),
            )
        };
        check(result)?;
        self.next_picture += 1;
        Ok(self.take_packet())
    }

    /// Reads what the last call to the encoder produced: at most one picture, since nothing lags.
    fn take_packet(&mut self) -> Option<Encoded> {
        let mut iterator: vpx::vpx_codec_iter_t = ptr::null();
        let mut picture = None;
        loop {
            // SAFETY: the context is open and the iterator is this call's own.
            let packet = unsafe { vpx::vpx_codec_get_cx_data(&raw mut *self.context, &raw mut iterator) };
            // SAFETY: null, or a packet that lives until the next call to the encoder.
            let Some(packet) = (unsafe { packet.as_ref() }) else { return picture };
            if packet.kind == vpx::vpx_codec_cx_pkt_kind::VPX_CODEC_CX_FRAME_PKT {
                // SAFETY: `kind` says that `frame` is the field that was written.
                let coded = unsafe { packet.data.frame };
                // SAFETY: libvpx gives `sz` readable bytes at `buf`, valid until the next call to the encoder.
                let data = unsafe { std::slice::from_raw_parts(coded.buf.cast::<u8>(), coded.sz) };
                picture =
                    Some(Encoded { data: data.to_vec(), key: coded.flags & vpx::VPX_FRAME_IS_KEY != 0 });
            }
        }
    }

    fn control(&mut self, id: vpx::vp8e_enc_control_id, value: c_int) -> Result<(), Vp8Error> {
        // SAFETY: the context is open; both controls used here take one `int`.
        check(unsafe { vpx::vpx_codec_control_(&raw mut *self.context, id as c_int, value) })
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // SAFETY: the context is open and is not used again.
        let _ = unsafe { vpx::vpx_codec_destroy(&raw mut *self.context) };
    }
}

fn in_limits(kilobits: u32) -> bool {
    (MIN_KILOBITS..=MAX_KILOBITS).contains(&kilobits)
}

/// Constant bit rate, one pass, nothing held back: latency counts, not compression.
fn make_config(
    interface: *const vpx::vpx_codec_iface,
    dimensions: Dimensions,
    frames_per_second: u32,
    kilobits: u32,
) -> Result<vpx::vpx_codec_enc_cfg_t, Vp8Error> {
    let mut config = MaybeUninit::<vpx::vpx_codec_enc_cfg_t>::zeroed();
    // SAFETY: the pointer is to writable memory of the right type.
    check(unsafe { vpx::vpx_codec_enc_config_default(interface, config.as_mut_ptr(), 0) })?;
    // SAFETY: on success libvpx has written the whole structure.
    let mut config = unsafe { config.assume_init() };
    config.g_w = dimensions.width();
    config.g_h = dimensions.height();
    config.g_timebase.num = 1;
    config.g_timebase.den = c_int::try_from(frames_per_second).map_err(|_| Vp8Error::Settings)?;
    config.g_threads = 1;
    config.g_lag_in_frames = 0;
    config.g_pass = vpx::vpx_enc_pass::VPX_RC_ONE_PASS;
    config.rc_end_usage = vpx::vpx_rc_mode::VPX_CBR;
    config.rc_target_bitrate = kilobits;
    config.rc_min_quantizer = 2;
    config.rc_max_quantizer = 56;
    config.rc_undershoot_pct = 100;
    config.rc_overshoot_pct = 15;
    config.rc_buf_initial_sz = 500;
    config.rc_buf_optimal_sz = 600;
    config.rc_buf_sz = 1000;
    config.rc_dropframe_thresh = 30;
    config.kf_mode = vpx::vpx_kf_mode::VPX_KF_AUTO;
    config.kf_max_dist = 3000;
    Ok(config)
}

fn open(
    interface: *const vpx::vpx_codec_iface,
    config: &vpx::vpx_codec_enc_cfg_t,
) -> Result<Box<vpx::vpx_codec_ctx_t>, Vp8Error> {
    let mut context = Box::new(MaybeUninit::<vpx::vpx_codec_ctx_t>::zeroed());
    let abi = c_int::try_from(vpx::VPX_ENCODER_ABI_VERSION).map_err(|_| Vp8Error::Settings)?;
    // SAFETY: the context is writable memory of the right type, the configuration is complete and is copied.
    check(unsafe { vpx::vpx_codec_enc_init_ver(context.as_mut_ptr(), interface, config, 0, abi) })?;
    // SAFETY: libvpx has initialised the context.
    Ok(unsafe { context.assume_init() })
}

/// An image that points into `frame`; valid as long as the frame is.
fn borrow_image(frame: &Frame) -> Result<vpx::vpx_image_t, Vp8Error> {
    let dimensions = frame.dimensions();
    let data = frame.samples().as_ptr().cast_mut();
    let mut image = MaybeUninit::<vpx::vpx_image_t>::zeroed();
    // SAFETY: writes the structure only; the planes are not touched, and set right below.
    let wrapped = unsafe {
        vpx::vpx_img_wrap(
            image.as_mut_ptr(),
            vpx::vpx_img_fmt::VPX_IMG_FMT_I420,
            dimensions.width(),
            dimensions.height(),
            1,
            data,
        )
    };
    if wrapped.is_null() {
        return Err(Vp8Error::Settings);
    }
    // SAFETY: on success libvpx has written the whole structure.
    let mut image = unsafe { image.assume_init() };
    // libvpx rounds odd sides up to even ones and would read past our planes: give it ours.
    for ((slot, stride), plane) in image.planes.iter_mut().zip(&mut image.stride).zip(Plane::ALL) {
        *slot = frame.plane(plane).as_ptr().cast_mut();
        *stride = c_int::try_from(dimensions.plane(plane).0).map_err(|_| Vp8Error::Settings)?;
    }
    Ok(image)
}
