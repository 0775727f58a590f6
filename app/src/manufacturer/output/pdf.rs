//! The module that writes PDF files, seen from the page: loaded when somebody wants one.

use serde_json::Value;
use wasm_bindgen::prelude::*;

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/report.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn bytes(document: &str) -> Result<JsValue, JsValue>;
    }
}

/// Writes a document of [`heilsam_compliance::export::paper`] as PDF.
///
/// # Errors
/// The module could not be loaded, or made no PDF.
pub async fn write(document: &Value) -> Result<Vec<u8>, ()> {
    let made = glue::bytes(&document.to_string()).await.map_err(|_| ())?;
    let made: js_sys::Uint8Array = made.dyn_into().map_err(|_| ())?;
    Ok(made.to_vec())
}
