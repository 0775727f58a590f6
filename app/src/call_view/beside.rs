//! What comes with the call, from a program of its own: chat, documents, sharing of the screen, choice of devices. It is loaded
//! when the first picture is there, for a guest when they want it. See [`crate::call_tools`].

use dioxus::prelude::*;
use heilsam_call::browser::{Call, DeviceKind, WeakCall};
use heilsam_call::{Participant, Phase};
use heilsam_domain::RoomId;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::components::{Button, ButtonKind, Shape};
use crate::t;

#[wasm_bindgen(module = "/web/beside.js")]
extern "C" {
    fn open(host: &web_sys::Element, port: CallPort, room: &str, waits: bool, line: Option<u32>);
    fn want();
    fn rest(host: &web_sys::Element, room: &str);
}

/// What that program may ask of the call. It does not keep a call alive.
#[wasm_bindgen]
pub struct CallPort(WeakCall);

impl CallPort {
    /// The port of a call.
    pub fn of(call: &Call) -> Self {
        Self(call.downgrade())
    }
}

#[wasm_bindgen]
impl CallPort {
    /// Sends a message of the exchange.
    pub fn send(&self, message: &[u8]) {
        if let Some(call) = self.0.upgrade() {
            call.exchange(message);
        }
    }

    /// Passes on what the other side's exchange says.
    pub fn listen(&self, listener: Function) {
        if let Some(call) = self.0.upgrade() {
            call.on_exchange(listener);
        }
    }

    /// The `RTCPeerConnection` of now, if there is one.
    pub fn connection(&self) -> JsValue {
        self.0.upgrade().map_or(JsValue::UNDEFINED, |call| call.connection())
    }

    /// Sends a letter of a group to the other side.
    #[wasm_bindgen(js_name = sendLetter)]
    pub fn send_letter(&self, letter: &[u8]) {
        if let Some(call) = self.0.upgrade() {
            call.group(letter);
        }
    }

    /// Passes on the other side's letters of a group.
    #[wasm_bindgen(js_name = onLetter)]
    pub fn on_letter(&self, listener: Function) {
        if let Some(call) = self.0.upgrade() {
            call.on_group(listener);
        }
    }

    /// Hash of the key of the doctor who was verified; empty before that.
    pub fn doctor(&self) -> Vec<u8> {
        let key = self.0.upgrade().and_then(|call| call.doctor_key());
        key.map(|key| key.to_bytes().to_vec()).unwrap_or_default()
    }

    /// Bit 0: sound is on; bit 1: picture. Negative when the call is over.
    pub fn sending(&self) -> i32 {
        let view = self.0.upgrade().map(|call| call.view());
        match view.filter(|view| !matches!(view.phase, Phase::Ended(_))) {
            Some(view) => i32::from(view.sending.audio) | i32::from(view.sending.video) << 1,
            None => -1,
        }
    }

    /// The name of the other side.
    pub fn name(&self) -> String {
        self.0.upgrade().map(|call| super::other_name(&call.view())).unwrap_or_default()
    }

    /// Opens another camera or microphone; the promise fails when it does not open.
    #[wasm_bindgen(js_name = useDevice)]
    pub fn use_device(&self, camera: bool, id: String) -> Promise {
        let call = self.0.upgrade();
        let kind = if camera { DeviceKind::Camera } else { DeviceKind::Microphone };
        future_to_promise(async move {
            match call {
                Some(call) => call.use_device(kind, &id).await.map_err(|_| JsValue::NULL)?,
                None => return Err(JsValue::NULL),
            }
            Ok(JsValue::NULL)
        })
    }
}

/// Where it shows during the call. A guest asks for it; until then it costs their line nothing. In a call of several it goes
/// on with the next person, whose number is `line`, when the first one leaves.
#[component]
pub(super) fn Beside(call: Call, line: Option<u32>) -> Element {
    let waits = call.view().me == Participant::Patient;
    let mut wanted = use_signal(|| false);
    let mut place = use_signal(|| None::<web_sys::Element>);
    use_effect(use_reactive!(|call| {
        if let Some(host) = place() {
            open(&host, CallPort::of(&call), &call.room().to_string(), waits, line);
        }
    }));
    rsx! {
        div {
            class: "call-beside",
            onmounted: move |mounted| place.set(mounted.downcast::<web_sys::Element>().cloned()),
        }
        if waits {
            div { class: "call-more",
                Button {
                    id: "call-more",
                    kind: ButtonKind::Second,
                    icon: Shape::Add,
                    busy: wanted(),
                    onpress: move |()| {
                        wanted.set(true);
                        want();
                    },
                    {t!("call-more")}
                }
            }
        }
    }
}

/// Where it shows after the call: what came can be saved until the page is left.
#[component]
pub fn Afterwards(room: RoomId) -> Element {
    rsx! {
        div {
            class: "call-beside",
            onmounted: move |mounted| {
                if let Some(host) = mounted.downcast::<web_sys::Element>() {
                    rest(host, &room.to_string());
                }
            },
        }
    }
}
