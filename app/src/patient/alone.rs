//! One at a time: what several tabs of a browser, or several tasks of one, read and change together is done one after the other.

use js_sys::Function;
use wasm_bindgen::prelude::*;

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/alone.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn take(name: &str) -> Result<JsValue, JsValue>;
    }
}

/// The turn of this task; ends when it is dropped, and after ten seconds in any case: see `web/alone.js`.
pub struct Turn(Option<Function>);

impl Turn {
    /// Waits until nobody else has their turn, first come, first served. A browser without locks lets everybody in.
    pub async fn wait(name: &str) -> Self {
        if !cfg!(target_arch = "wasm32") {
            return Self(None);
        }
        let end = glue::take(name).await.ok();
        Self(end.and_then(|end| end.dyn_into::<Function>().ok()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(end) = &self.0 {
            // It only settles a promise.
            let _ = end.call0(&JsValue::NULL);
        }
    }
}
