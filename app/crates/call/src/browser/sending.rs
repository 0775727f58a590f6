//! What goes out: how large, how often, and that sound comes before the picture.

use core::time::Duration;
use std::cell::{Cell, RefCell};

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{RtcRtpSender, RtcRtpTransceiver};

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

    /// Lets the picture grow to so many times fewer pixels per side; `false`: the line is known to be narrow, as the browser's estimate in
    /// kbit/s tells, and the picture is left to the ladder at once.
    pub fn grow(
        &self,
        transceivers: &[RtcRtpTransceiver],
        divisor: u8,
        now: Duration,
        estimate: u32,
    ) -> bool {
        if let Some(ladder) = Ladder::narrow(now, estimate) {
            self.ladder.replace(ladder);
            return false;
        }
        self.divide_picture(transceivers, divisor);
        true
    }

    /// Sends no picture while nothing comes (`hold`). Where there is none to send, nothing has to answer.
    pub fn hold(&self, transceivers: &[RtcRtpTransceiver], now: Duration, bytes: u64) {
        let mut hold = self.hold.get();
        let has_picture = senders(transceivers, DeviceKind::Camera).any(|sender| sender.track().is_some());
        let held = hold.look(now, if has_picture { bytes } else { 0 });
        self.hold.set(hold);
        if held != self.held.replace(held) {
            change(transceivers, DeviceKind::Camera, &[("active", (!held).into())], None);
        }
    }

    /// Sends so many times fewer pixels per side. A browser that refuses sends them all. In a call of several the picture has
    /// its share already (`web/mesh.js`): it would be sent at its full size until the next look there.
    pub fn divide_picture(&self, transceivers: &[RtcRtpTransceiver], divisor: u8) {
        if self.picture.get() == Picture::WHOLE {
            self.set_picture(transceivers, Picture { divisor, ..Picture::WHOLE });
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

    /// Sets what the encoder may send, unless somebody else did (`web/mesh.js`): then the ladder begins anew after that.
    fn set_picture(&self, transceivers: &[RtcRtpTransceiver], picture: Picture) {
        let values = [
            ("scaleResolutionDownBy", picture.divisor.into()),
            ("maxFramerate", picture.rate.map_or(JsValue::UNDEFINED, JsValue::from)),
            ("maxBitrate", bits(picture)),
        ];
        if !change(transceivers, DeviceKind::Camera, &values, Some(&bits(self.picture.get()))) {
            self.ladder.replace(Ladder::new());
            self.picture.set(Picture::WHOLE);
        } else if picture.kbps.is_some() || picture == Picture::WHOLE {
            // While a picture grows by the clock no ladder has said anything.
            self.picture.set(picture);
        }
    }
}

fn bits(picture: Picture) -> JsValue {
    picture.kbps.map_or(JsValue::UNDEFINED, |kbps| JsValue::from(kbps * 1000))
}

fn senders(transceivers: &[RtcRtpTransceiver], kind: DeviceKind) -> impl Iterator<Item = RtcRtpSender> {
    transceivers
        .iter()
        .filter(move |each| each.receiver().track().kind() == kind.name())
        .map(RtcRtpTransceiver::sender)
}

fn shows_screen(transceivers: &[RtcRtpTransceiver]) -> bool {
    senders(transceivers, DeviceKind::Camera)
        .filter_map(|sender| sender.track())
        .any(|track| js::text(&track, "contentHint") == SCREEN)
}

/// Changes what is sent of a kind; `undefined` is a value taken out. With `bound`, only where that is the present limit: `false`
/// if it is another.
fn change(
    transceivers: &[RtcRtpTransceiver],
    kind: DeviceKind,
    values: &[(&str, JsValue)],
    bound: Option<&JsValue>,
) -> bool {
    for sender in senders(transceivers, kind) {
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
    }
    true
}

fn set_or_remove(object: &JsValue, name: &str, value: &JsValue) {
    let _ = match value.is_undefined() {
        true => Reflect::delete_property(object.unchecked_ref::<Object>(), &name.into()),
        false => Reflect::set(object, &name.into(), value),
    };
}
