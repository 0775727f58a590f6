//! The page's call, as `call_view::beside` offers it.

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The way to the call.
    #[derive(Clone, PartialEq)]
    pub type Port;

    #[wasm_bindgen(method)]
    pub(super) fn send(this: &Port, message: &[u8]);
    #[wasm_bindgen(method)]
    pub(super) fn listen(this: &Port, listener: &Function);
    #[wasm_bindgen(method)]
    pub(super) fn connection(this: &Port) -> JsValue;
    #[wasm_bindgen(method)]
    pub(super) fn name(this: &Port) -> String;
    #[wasm_bindgen(method, js_name = useDevice)]
    pub(super) fn use_device(this: &Port, camera: bool, id: &str) -> Promise;
}

impl Port {
    /// Calls `take` with each message of the other side.
    pub(super) fn on_message(&self, mut take: impl FnMut(Vec<u8>) + 'static) {
        let listener =
            Closure::<dyn FnMut(Uint8Array)>::new(move |message: Uint8Array| take(message.to_vec()));
        // Lives as long as the call does.
        self.listen(listener.into_js_value().unchecked_ref());
    }
}
