//! The module that reads a QR code from a camera picture, for browsers that cannot do it themselves.
//!
//! `app/web/scan-worker.js` loads it in a worker, when somebody scans and not before.

mod picture;

use wasm_bindgen::prelude::wasm_bindgen;

/// The text of the first QR code in a picture, or `undefined`. `rgba` holds `width * height` pixels of four bytes.
#[wasm_bindgen(js_name = readCode)]
#[must_use]
pub fn read_code(rgba: &[u8], width: u32, height: u32) -> Option<String> {
    picture::read(rgba, width, height)
}
