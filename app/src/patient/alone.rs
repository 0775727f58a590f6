//! One at a time: what several tabs of a browser, or several tasks of one, read and change together is done one after the other.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

mod glue {
    use super::{Array, wasm_bindgen};

    #[wasm_bindgen(module = "/web/alone.js")]
    extern "C" {
        pub(super) fn ask(name: &str) -> Array;
    }
}

/// The turn of this task, and its place among those who wait for one; both end when it is dropped, and not before.
pub struct Turn(Option<Function>);

impl Turn {
    /// Waits until nobody else has their turn, first come, first served. A browser without locks lets everybody in.
    pub async fn wait(name: &str) -> Self {
        if !cfg!(target_arch = "wasm32") {
            return Self(None);
        }
        let Ok([comes, end]) = <[JsValue; 2]>::try_from(glue::ask(name).to_vec()) else { return Self(None) };
        // Here before it comes: a task that is dropped while it waits gives it back, too.
        let turn = Self(end.dyn_into::<Function>().ok());
        if let Ok(comes) = comes.dyn_into::<Promise>() {
            // A browser that refuses locks lets everybody in, like one that has none.
            let _ = JsFuture::from(comes).await;
        }
        turn
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
