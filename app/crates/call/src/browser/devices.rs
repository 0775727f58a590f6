//! Camera and microphone of this device.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MediaDeviceInfo, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::js;
use crate::media::{LocalMedia, Tracks};

/// Milliseconds a camera may take to blur the background.
const PATIENCE: i32 = 3_000;

/// Camera or microphone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceKind {
    /// A camera.
    Camera,
    /// A microphone.
    Microphone,
}

/// One device to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// What it is.
    pub kind: DeviceKind,
    /// The browser's id for it.
    pub id: String,
    /// Its name; empty until access was given.
    pub label: String,
}

/// Why a device could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceTrouble {
    /// The browser or the user does not allow it.
    NotAllowed,
    /// There is none.
    NotFound,
    /// Another program uses it.
    InUse,
    /// This browser cannot do it at all (no secure connection, very old).
    NotSupported,
}

/// The opened devices. The preview shows them always; what is sent are clones that are off until admission.
#[derive(Clone)]
pub struct Devices {
    preview: MediaStream,
    sending: Rc<RefCell<Vec<MediaStreamTrack>>>,
    /// Whether the tracks belong to somebody else, who switches them on, off and closes them.
    borrowed: bool,
}

impl PartialEq for Devices {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.sending, &other.sending)
    }
}

impl Devices {
    /// No devices yet.
    ///
    /// # Errors
    /// [`DeviceTrouble::NotSupported`] in a browser without media streams.
    pub fn new() -> Result<Self, DeviceTrouble> {
        let preview = MediaStream::new().map_err(|_| DeviceTrouble::NotSupported)?;
        Ok(Self { preview, sending: Rc::default(), borrowed: false })
    }

    /// What the own picture shows.
    #[must_use]
    pub const fn preview(&self) -> &MediaStream {
        &self.preview
    }

    /// The same devices for another room: switched on, off and closed by itself.
    #[must_use]
    pub fn branch(&self) -> Self {
        // The browser's own `clone`, here and below, as in `open`.
        let preview = self.preview.clone();
        let sending = tracks(&preview.get_tracks()).into_iter().map(|track| {
            let clone = track.clone();
            clone.set_enabled(false);
            clone
        });
        let sending = Rc::new(RefCell::new(sending.collect()));
        Self { preview, sending, borrowed: false }
    }

    /// Opens the devices that another room of this page has open, in place of the ones open now; says whether any was another.
    #[must_use]
    pub fn follow(&self, chosen: &Self) -> bool {
        let mut followed = false;
        for kind in [DeviceKind::Camera, DeviceKind::Microphone] {
            let Some(wanted) = chosen.live(kind) else { continue };
            if self.live(kind).is_some_and(|own| is_same(&own, &wanted)) {
                continue;
            }
            if let Ok(stream) = MediaStream::new() {
                // The browser's own `clone`, as in `branch`.
                stream.add_track(&wanted.clone());
                self.take(kind, &stream);
                followed = true;
            }
        }
        followed
    }

    /// The track of a device that is open and goes on.
    fn live(&self, kind: DeviceKind) -> Option<MediaStreamTrack> {
        let tracks = tracks(&self.of_kind(kind));
        tracks.into_iter().find(is_live)
    }

    fn of_kind(&self, kind: DeviceKind) -> Array {
        match kind {
            DeviceKind::Camera => self.preview.get_video_tracks(),
            DeviceKind::Microphone => self.preview.get_audio_tracks(),
        }
    }

    /// What a connection sends now, for another connection to send the same. Nothing of it is switched or closed here.
    ///
    /// # Errors
    /// [`DeviceTrouble::NotSupported`] in a browser without media streams.
    pub fn of_connection(connection: &JsValue) -> Result<Self, DeviceTrouble> {
        let preview = MediaStream::new().map_err(|_| DeviceTrouble::NotSupported)?;
        let senders =
            js::call(connection, "getSenders", &[]).map(|list| Array::from(&list)).unwrap_or_default();
        let tracks =
            senders.iter().filter_map(|sender| js::get(&sender, "track").dyn_into::<MediaStreamTrack>().ok());
        let sending: Vec<MediaStreamTrack> = tracks.collect();
        for track in &sending {
            preview.add_track(track);
        }
        Ok(Self { preview, sending: Rc::new(RefCell::new(sending)), borrowed: true })
    }

    /// Which devices are open. One that was pulled out or taken away is not.
    #[must_use]
    pub fn open_devices(&self) -> LocalMedia {
        let any_lives = |list: Array| tracks(&list).iter().any(is_live);
        LocalMedia {
            microphone: any_lives(self.preview.get_audio_tracks()),
            camera: any_lives(self.preview.get_video_tracks()),
        }
    }

    /// Closes a device that has ended by itself: pulled out, or taken away by the system. Says whether it has.
    pub(super) fn close_ended(&self, kind: DeviceKind) -> bool {
        let ended = !self.borrowed && self.sending(kind).is_some_and(|track| !is_live(&track));
        if ended {
            self.close(kind);
        }
        ended
    }

    /// Opens a device (a certain one, or what the browser prefers) in place of the one open now.
    ///
    /// # Errors
    /// [`DeviceTrouble`]; what was open stays open.
    pub async fn open(&self, kind: DeviceKind, id: Option<&str>) -> Result<(), DeviceTrouble> {
        let stream = ask(kind, id).await?;
        self.blur_as_before(kind, &stream).await;
        self.take(kind, &stream);
        Ok(())
    }

    /// Opens a device as [`Devices::open`] does, unless it was `left` when the browser answers: it is closed at once then, and
    /// what was opened meanwhile stays.
    ///
    /// # Errors
    /// [`DeviceTrouble`]; what was open stays open.
    pub async fn open_unless(&self, kind: DeviceKind, left: &Cell<bool>) -> Result<(), DeviceTrouble> {
        let stream = ask(kind, None).await?;
        if !left.get() {
            self.blur_as_before(kind, &stream).await;
        }
        if left.get() {
            for track in tracks(&stream.get_tracks()) {
                track.stop();
            }
        } else {
            self.take(kind, &stream);
        }
        Ok(())
    }

    /// Where the background is blurred, or was in a call of this page before, another camera blurs it before anybody sees its
    /// picture. One that cannot shows it as it is, and the page says so.
    async fn blur_as_before(&self, kind: DeviceKind, stream: &MediaStream) {
        if kind != DeviceKind::Camera {
            return;
        }
        if wishes_blur() || tracks(&self.preview.get_video_tracks()).iter().any(is_blurred) {
            blur(stream).await;
        }
    }

    fn take(&self, kind: DeviceKind, stream: &MediaStream) {
        self.close(kind);
        for track in tracks(&stream.get_tracks()) {
            // The browser's own `clone`: a second track of the same device, switched on and off by itself.
            let clone = track.clone();
            clone.set_enabled(false);
            note_blurred(&track);
            note_blurred(&clone);
            self.sending.borrow_mut().push(clone);
            self.preview.add_track(&track);
        }
    }

    /// Closes a device: its light goes out.
    pub fn close(&self, kind: DeviceKind) {
        let list = self.of_kind(kind);
        if self.borrowed {
            return;
        }
        for track in tracks(&list) {
            track.stop();
            self.preview.remove_track(&track);
        }
        self.sending.borrow_mut().retain(|track| {
            let other = track.kind() != kind.name();
            if !other {
                track.stop();
            }
            other
        });
    }

    /// Closes everything.
    pub fn close_all(&self) {
        self.close(DeviceKind::Camera);
        self.close(DeviceKind::Microphone);
    }

    /// The devices to choose from.
    pub async fn list(&self) -> Vec<Device> {
        let Ok(asked) = media_devices().map(|devices| devices.enumerate_devices()) else { return Vec::new() };
        let Ok(promise) = asked else { return Vec::new() };
        let Ok(list) = js::wait(promise).await else { return Vec::new() };
        Array::from(&list)
            .iter()
            .filter_map(|info| info.dyn_into::<MediaDeviceInfo>().ok())
            .filter_map(|info| {
                let kind = match js::text(&info, "kind").as_str() {
                    "videoinput" => DeviceKind::Camera,
                    "audioinput" => DeviceKind::Microphone,
                    _ => return None,
                };
                Some(Device { kind, id: info.device_id(), label: info.label() })
            })
            .collect()
    }

    /// The track to send, off or on as [`Devices::enable`] said last.
    pub(super) fn sending(&self, kind: DeviceKind) -> Option<MediaStreamTrack> {
        self.sending.borrow().iter().find(|track| track.kind() == kind.name()).cloned()
    }

    pub(super) fn enable(&self, on: Tracks) {
        if self.borrowed {
            return;
        }
        for track in self.sending.borrow().iter() {
            track.set_enabled(if track.kind() == "video" { on.video } else { on.audio });
        }
    }
}

impl DeviceKind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Camera => "video",
            Self::Microphone => "audio",
        }
    }
}

/// What the browser gives, once it was asked for; it may ask the person first.
async fn ask(kind: DeviceKind, id: Option<&str>) -> Result<MediaStream, DeviceTrouble> {
    let constraints = MediaStreamConstraints::new();
    match kind {
        DeviceKind::Camera => constraints.set_video(&camera_wish(id)),
        DeviceKind::Microphone => constraints.set_audio(&microphone_wish(id)),
    }
    let asked = media_devices()?
        .get_user_media_with_constraints(&constraints)
        .map_err(|_| DeviceTrouble::NotSupported)?;
    Ok(js::wait(asked).await.map_err(|error| trouble(&error))?.unchecked_into())
}

/// Whether both come from the same device.
fn is_same(one: &MediaStreamTrack, other: &MediaStreamTrack) -> bool {
    let device = |track: &MediaStreamTrack| {
        let settings = js::call(track, "getSettings", &[]).unwrap_or_default();
        (js::text(&settings, "deviceId"), track.label())
    };
    device(one) == device(other)
}

fn is_live(track: &MediaStreamTrack) -> bool {
    js::text(track, "readyState") == "live"
}

fn is_blurred(track: &MediaStreamTrack) -> bool {
    let settings = js::call(track, "getSettings", &[]).unwrap_or_default();
    js::get(&settings, "backgroundBlur").is_truthy()
}

/// Notes at a track that its camera blurs from the beginning: `web/blur.js` has nothing to ask it for then, and whoever switches
/// it from now on is the system.
fn note_blurred(track: &MediaStreamTrack) {
    if is_blurred(track) {
        let _ = Reflect::set(track, &"blurred".into(), &JsValue::TRUE);
    }
}

/// What was chosen last in a call of this page; `web/blur.js` notes it, and goes on with the camera in the call.
fn wishes_blur() -> bool {
    let page = js::get(&js::get(&js_sys::global(), "document"), "documentElement");
    js::text(&js::get(&page, "dataset"), "blur") == "on"
}

async fn blur(stream: &MediaStream) {
    for track in tracks(&stream.get_video_tracks()) {
        let wish = js::object(&[("backgroundBlur", true.into())]);
        let asked = js::call(&track, "applyConstraints", &[wish.into()]);
        if let Some(Ok(asked)) = asked.map(JsCast::dyn_into::<Promise>) {
            let _ = js::wait(Promise::race(&Array::of2(&asked, &js::timer(PATIENCE)))).await;
        }
    }
}

fn media_devices() -> Result<MediaDevices, DeviceTrouble> {
    let window = web_sys::window().ok_or(DeviceTrouble::NotSupported)?;
    window.navigator().media_devices().map_err(|_| DeviceTrouble::NotSupported)
}

fn tracks(list: &Array) -> Vec<MediaStreamTrack> {
    list.iter().filter_map(|track| track.dyn_into().ok()).collect()
}

fn camera_wish(id: Option<&str>) -> JsValue {
    let ideal = |value: f64| JsValue::from(js::object(&[("ideal", value.into())]));
    let mut wish = vec![("width", ideal(1280.0)), ("height", ideal(720.0)), ("frameRate", ideal(30.0))];
    match id {
        Some(id) => wish.push(("deviceId", js::object(&[("exact", id.into())]).into())),
        None => wish.push(("facingMode", "user".into())),
    }
    js::object(&wish).into()
}

fn microphone_wish(id: Option<&str>) -> JsValue {
    let mut wish = vec![
        ("echoCancellation", true.into()),
        ("noiseSuppression", true.into()),
        ("autoGainControl", true.into()),
    ];
    if let Some(id) = id {
        wish.push(("deviceId", js::object(&[("exact", id.into())]).into()));
    }
    js::object(&wish).into()
}

fn trouble(error: &JsValue) -> DeviceTrouble {
    match js::text(error, "name").as_str() {
        "NotAllowedError" | "SecurityError" => DeviceTrouble::NotAllowed,
        "NotFoundError" | "OverconstrainedError" => DeviceTrouble::NotFound,
        "NotReadableError" | "AbortError" => DeviceTrouble::InUse,
        _ => DeviceTrouble::NotSupported,
    }
}
