//! What goes out: how large, how often, and that sound comes before the picture.

use core::time::Duration;
use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MediaStreamTrack, RtcRtpSender, RtcRtpTransceiver};

use super::devices::DeviceKind;
use super::js;
use super::stats::Line;
use crate::hold::Hold;
use crate::ladder::{Ladder, Picture};
use crate::view::Quality;

/// The mark of a track that shows a screen.
const SCREEN: &str = "detail";

/// What one connection sends.
pub(super) struct Sending {
    ladder: RefCell<Ladder>,
    /// What the ladder said last; the encoding was set to it.
    picture: Cell<Picture>,
    hold: Cell<Hold>,
    held: Cell<bool>,
}

impl Sending {
    pub fn new() -> Self {
        Self {
            ladder: RefCell::default(),
            picture: Cell::new(Picture::WHOLE),
            hold: Cell::default(),
            held: Cell::default(),
        }
    }

    /// Lets the picture grow to so many times fewer pixels per side; `false`: the browser's estimate of the line in kbit/s speaks against it,
    /// and the picture is left to the ladder at once.
    pub fn grow(
        &self,
        transceivers: &[RtcRtpTransceiver],
        divisor: u8,
        now: Duration,
        estimate: u32,
    ) -> bool {
        if let Some(ladder) = Ladder::doubting(now, estimate) {
            self.ladder.replace(ladder);
            return false;
        }
        self.divide_picture(transceivers, divisor);
        true
    }

    /// Sends no picture while nothing comes (`hold`), and the next one with so many times fewer pixels per side; whether it is held.
    /// Where there is none to send, nothing has to answer.
    pub fn hold(&self, transceivers: &[RtcRtpTransceiver], divisor: u8, now: Duration, bytes: u64) -> bool {
        let mut hold = self.hold.get();
        let has_picture = track(transceivers).is_some();
        let held = hold.look(now, if has_picture { bytes } else { 0 });
        self.hold.set(hold);
        if held != self.held.replace(held) {
            self.ladder.replace(Ladder::new());
            if !(held && self.set_picture(transceivers, begun(transceivers, divisor))) {
                change(transceivers, DeviceKind::Camera, &[("active", (!held).into())], None);
            }
        }
        held
    }

    /// Sends so many times fewer pixels per side. A browser that refuses sends them all. In a call of several the picture has
    /// its share already (`web/mesh.js`): it would be sent at its full size until the next look there.
    pub fn divide_picture(&self, transceivers: &[RtcRtpTransceiver], divisor: u8) {
        if self.picture.get() == Picture::WHOLE {
            self.set_picture(transceivers, begun(transceivers, divisor));
        }
    }

    /// In the queues of this device and of the network, sound goes before the picture.
    pub fn prefer_sound(transceivers: &[RtcRtpTransceiver]) {
        let high = ["priority", "networkPriority"].map(|name| (name, "high".into()));
        change(transceivers, DeviceKind::Microphone, &high, None);
    }

    /// Fits the picture to the line, and says how good that is. Browsers that do not say what they think it bears decide alone.
    pub fn fit(&self, transceivers: &[RtcRtpTransceiver], now: Duration, line: Line) -> Quality {
        let fitted = self.ladder.borrow_mut().look(now, line.kbps, line.trip);
        // A screen must stay sharp.
        let picture = if shows_screen(transceivers) { Picture::WHOLE } else { fitted };
        if picture != self.picture.get() {
            self.set_picture(transceivers, picture);
        }
        self.ladder.borrow().quality()
    }

    /// Sets what the encoder may send; `false`: somebody else did (`web/mesh.js`), and the ladder begins anew after that.
    fn set_picture(&self, transceivers: &[RtcRtpTransceiver], picture: Picture) -> bool {
        let values = [
            ("active", (!self.held.get()).into()),
            ("scaleResolutionDownBy", picture.divisor.into()),
            ("maxFramerate", picture.rate.map_or(JsValue::UNDEFINED, JsValue::from)),
            ("maxBitrate", bits(picture)),
        ];
        let set = change(transceivers, DeviceKind::Camera, &values, Some(&bits(self.picture.get())));
        if !set {
            self.ladder.replace(Ladder::new());
        }
        // While a picture grows by the clock no ladder has said anything.
        self.picture.set(if set && picture.kbps.is_some() { picture } else { Picture::WHOLE });
        set
    }
}

/// What a picture begins with, so many times smaller per side. A screen must stay sharp.
fn begun(transceivers: &[RtcRtpTransceiver], divisor: u8) -> Picture {
    Picture { divisor: if shows_screen(transceivers) { 1 } else { divisor }, ..Picture::WHOLE }
}

fn bits(picture: Picture) -> JsValue {
    picture.kbps.map_or(JsValue::UNDEFINED, |kbps| JsValue::from(kbps * 1000))
}

/// What sends this kind; a connection has one of each.
fn sender(transceivers: &[RtcRtpTransceiver], kind: DeviceKind) -> Option<RtcRtpSender> {
    let sends = |each: &&RtcRtpTransceiver| each.receiver().track().kind() == kind.name();
    transceivers.iter().find(sends).map(RtcRtpTransceiver::sender)
}

/// The picture that is sent.
fn track(transceivers: &[RtcRtpTransceiver]) -> Option<MediaStreamTrack> {
    sender(transceivers, DeviceKind::Camera)?.track()
}

fn shows_screen(transceivers: &[RtcRtpTransceiver]) -> bool {
    track(transceivers).is_some_and(|track| js::text(&track, "contentHint") == SCREEN)
}

/// Changes what is sent of a kind; `undefined` is a value taken out. With `bound`, only where that is the present limit: `false`
/// if it is another.
fn change(
    transceivers: &[RtcRtpTransceiver],
    kind: DeviceKind,
    values: &[(&str, JsValue)],
    bound: Option<&JsValue>,
) -> bool {
    let Some(sender) = sender(transceivers, kind) else { return false };
    let Some(parameters) = js::call(&sender, "getParameters", &[]) else { return false };
    let encoding = js::get(&js::get(&parameters, "encodings"), "0");
    if !encoding.is_object() || bound.is_some_and(|bound| js::get(&encoding, "maxBitrate") != *bound) {
        return false;
    }
    for (name, value) in values {
        set_or_remove(&encoding, name, value);
    }
    if bound.is_some() {
        // What the browser made smaller by itself comes on top, and would only go away slowly.
        let limited = !js::get(&encoding, "maxBitrate").is_undefined();
        let keep = if limited || shows_screen(transceivers) { "maintain-resolution" } else { "balanced" };
        set_or_remove(&parameters, "degradationPreference", &keep.into());
    }
    if let Some(Ok(set)) = js::call(&sender, "setParameters", &[parameters]).map(JsCast::dyn_into) {
        spawn_local(async move { drop(js::wait(set).await) });
    }
    true
}

fn set_or_remove(object: &JsValue, name: &str, value: &JsValue) {
    let _ = match value.is_undefined() {
        true => Reflect::delete_property(object.unchecked_ref::<Object>(), &name.into()),
        false => Reflect::set(object, &name.into(), value),
    };
}
