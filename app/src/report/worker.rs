//! The report module, seen from the page.

use heilsam_report::Document;
use wasm_bindgen::prelude::*;

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/report.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn save(document: &str, file: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn bytes(document: &str) -> Result<JsValue, JsValue>;
        pub(super) fn leave();
    }
}

/// There is no PDF: the module could not be loaded, or refused the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotMade;

/// Makes the PDF and gives it to the browser to save under this name; returns its address on this device.
///
/// # Errors
/// [`NotMade`].
pub async fn save(document: &Document, file: &str) -> Result<String, NotMade> {
    let document = serde_json::to_string(document).map_err(|_| NotMade)?;
    let answer = glue::save(&document, file).await.map_err(|_| NotMade)?;
    answer.as_string().ok_or(NotMade)
}

/// Lets the PDF go that was saved last: nobody saves it again from a page that is left.
pub fn leave() {
    if cfg!(target_arch = "wasm32") {
        glue::leave();
    }
}

/// Makes the PDF for another use than saving.
///
/// # Errors
/// [`NotMade`].
pub async fn bytes(document: &Document) -> Result<Vec<u8>, NotMade> {
    let document = serde_json::to_string(document).map_err(|_| NotMade)?;
    let answer = glue::bytes(&document).await.map_err(|_| NotMade)?;
    Ok(js_sys::Uint8Array::from(answer).to_vec())
}
