//! The module that writes PDF files, seen from the page: loaded when somebody wants one.

use heilsam_report::Document;
use wasm_bindgen::prelude::*;

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/report.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn save(document: &str, file: &str) -> Result<JsValue, JsValue>;
    }
}

/// Makes the PDF and gives it to the browser to save under this name.
///
/// # Errors
/// The module could not be loaded, or made no PDF.
pub async fn save(document: &Document, file: &str) -> Result<(), ()> {
    let document = serde_json::to_string(document).map_err(|_| ())?;
    glue::save(&document, file).await.map(|_| ()).map_err(|_| ())
}
