//! The camera: one picture at a time, for the page that shows it and for the calls that send it.

use std::sync::Arc;
use std::time::Duration;

use heilsam_call::native::VideoSource;
use heilsam_codecs::synthetic::picture;
use heilsam_codecs::{Dimensions, Frame};
use tokio::sync::watch;
use v4l::buffer::Type;
use v4l::io::mmap::Stream;
use v4l::io::traits::CaptureStream;
use v4l::video::Capture;
use v4l::{Device, FourCC};

use super::listed::SYNTHETIC;
use super::running::{Opened, Running, Slot, Stop};
use super::{Kind, Trouble};
use crate::pixels;

/// Pictures a stand-in makes: 25 a second.
const INTERVAL: Duration = Duration::from_millis(40);
/// The size asked of a camera: every one has it.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;
/// The form asked of a camera: uncompressed, every one has it at this size.
const YUYV: &[u8; 4] = b"YUYV";
const BUFFERS: u32 = 4;
/// A camera that gives no picture for so long is gone, whatever it says.
const PICTURE_WITHIN: Duration = Duration::from_secs(5);

type Latest = watch::Sender<Option<Arc<Frame>>>;

/// The camera of this computer.
pub struct Camera {
    kind: Kind,
    slot: Slot,
    latest: Latest,
}

/// Somebody who looks at the camera's picture; it runs as long as that.
pub struct Watching {
    pub pictures: watch::Receiver<Option<Arc<Frame>>>,
    _running: Arc<Running>,
}

impl Camera {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, slot: Slot::default(), latest: watch::Sender::new(None) }
    }

    /// Opens this one in place of the one that runs; without a name the one that runs, or the first. Blocks until it is open.
    /// Errors: [`Trouble`].
    pub fn open(&self, id: Option<&str>) -> Result<Watching, Trouble> {
        let usual = || match self.kind {
            Kind::Real => first(),
            Kind::Synthetic => Some(SYNTHETIC.to_owned()),
        };
        let id = id.map(str::to_owned).or_else(|| self.slot.id()).or_else(usual).ok_or(Trouble::NotFound)?;
        let (kind, latest) = (self.kind, self.latest.clone());
        let running = self.slot.hold(&id, move |id, stop, opened| {
            match kind {
                Kind::Real => {
                    if let Err(trouble) = film(id, stop, opened, &latest) {
                        let _ = opened.send(Err(trouble));
                    }
                }
                Kind::Synthetic => draw(stop, opened, &latest),
            }
            latest.send_replace(None);
        })?;
        Ok(Watching { pictures: self.latest.subscribe(), _running: running })
    }

    /// What a call sends of it: black while it is closed.
    pub(super) fn source(&self) -> Source {
        Source(self.latest.subscribe())
    }
}

/// The picture of the moment, for a call.
pub(super) struct Source(watch::Receiver<Option<Arc<Frame>>>);

impl VideoSource for Source {
    fn next(&mut self, most: Dimensions) -> Frame {
        let latest = self.0.borrow().clone();
        latest.map_or_else(|| Frame::black(most), |frame| pixels::shrink(&frame, most))
    }
}

fn draw(stop: &Stop, opened: &Opened, latest: &Latest) {
    let mut tick = 0_u32;
    while !stop.is_wanted() {
        latest.send_replace(Some(Arc::new(picture(Dimensions::NHD, tick))));
        if tick == 0 {
            let _ = opened.send(Ok(()));
        }
        tick = tick.wrapping_add(1);
        std::thread::sleep(INTERVAL);
    }
}

/// Films until told to stop. The first picture proves that the camera is free. Errors: [`Trouble`].
fn film(path: &str, stop: &Stop, opened: &Opened, latest: &Latest) -> Result<(), Trouble> {
    let unusable = |_| Trouble::NotReadable;
    let device = Device::with_path(path).map_err(unusable)?;
    let mut format = device.format().map_err(unusable)?;
    (format.width, format.height, format.fourcc) = (WIDTH, HEIGHT, FourCC::new(YUYV));
    let format = device.set_format(&format).map_err(unusable)?;
    if &format.fourcc.repr != YUYV {
        return Err(Trouble::NotReadable);
    }
    let size = Dimensions::new(format.width, format.height).map_err(|_| Trouble::NotReadable)?;
    let stride = usize::try_from(format.stride).unwrap_or_default();
    let mut stream = Stream::with_buffers(&device, Type::VideoCapture, BUFFERS).map_err(unusable)?;
    stream.set_timeout(PICTURE_WITHIN);
    let mut told = false;
    while !stop.is_wanted() {
        let (bytes, _) = stream.next().map_err(unusable)?;
        let Some(frame) = pixels::from_yuyv(size, stride, bytes) else { continue };
        latest.send_replace(Some(Arc::new(frame)));
        if !std::mem::replace(&mut told, true) {
            let _ = opened.send(Ok(()));
        }
    }
    Ok(())
}

fn first() -> Option<String> {
    cameras().into_iter().next().map(|(path, _)| path)
}

/// Path and name of each device that films.
pub(super) fn cameras() -> Vec<(String, String)> {
    let mut nodes = v4l::context::enum_devices();
    nodes.sort_by_key(v4l::context::Node::index);
    let films = |path: &std::path::Path| {
        let formats = Device::with_path(path).and_then(|device| device.enum_formats());
        formats.is_ok_and(|formats| formats.iter().any(|format| &format.fourcc.repr == YUYV))
    };
    let found = nodes.into_iter().filter(|node| films(node.path()));
    found.map(|node| (node.path().display().to_string(), node.name().unwrap_or_default())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_sees_the_picture_while_somebody_holds_the_camera_and_black_otherwise() {
        let camera = Camera::new(Kind::Synthetic);
        let mut source = camera.source();
        assert!(source.next(Dimensions::NHD).is_black());
        let watching = camera.open(None).unwrap();
        let seen = source.next(Dimensions::QUARTER_NHD);
        assert_eq!(seen.dimensions(), Dimensions::QUARTER_NHD);
        assert!(!seen.is_black());
        let mut pictures = watching.pictures.clone();
        drop(watching);
        while pictures.borrow_and_update().is_some() {
            std::thread::yield_now();
        }
        assert!(source.next(Dimensions::NHD).is_black());
    }
}
