//! The page's call with the doctor, as `call_view::beside` offers it.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The way to the call with the doctor.
    #[derive(Clone)]
    pub type Port;

    #[wasm_bindgen(method, js_name = sendLetter)]
    pub(super) fn send_letter(this: &Port, letter: &[u8]);
    #[wasm_bindgen(method)]
    pub(super) fn connection(this: &Port) -> JsValue;
    #[wasm_bindgen(method)]
    fn doctor(this: &Port) -> Uint8Array;
    #[wasm_bindgen(method)]
    fn sending(this: &Port) -> i32;
}

impl Port {
    /// Hash of the key of the doctor whom this page has verified.
    pub(super) fn doctor_key(&self) -> Option<[u8; 32]> {
        self.doctor().to_vec().try_into().ok()
    }

    /// Whether sound and picture are on; `None` when the call with the doctor is over.
    pub(super) fn switched_on(&self) -> Option<(bool, bool)> {
        let bits = self.sending();
        (bits >= 0).then_some((bits & 1 != 0, bits & 2 != 0))
    }
}
