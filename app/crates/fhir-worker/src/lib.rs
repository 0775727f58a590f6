//! The export module that the browser loads in a worker, when a patient exports and not before.
//!
//! `app/web/fhir-worker.js` speaks with the page and calls this module; it knows nothing of FHIR itself.

mod job;

use fhir_profiles::BundleExport;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A running export for JavaScript; freeing it cancels.
#[wasm_bindgen(js_name = BundleExport)]
pub struct ExportHandle(BundleExport);

#[wasm_bindgen(js_class = BundleExport)]
impl ExportHandle {
    /// Starts an export from an `ExportInput` as JSON; `format` is `xml` or `json`.
    ///
    /// # Errors
    /// A code such as `period-reversed` (see `fhir_profiles::ExportError::code`) or `unreadable-input`.
    #[wasm_bindgen(constructor)]
    pub fn new(input: &str, format: &str) -> Result<ExportHandle, JsValue> {
        job::start(input, format).map(Self).map_err(JsValue::from_str)
    }

    /// The next piece of the file in UTF-8, or `undefined` at the end.
    #[wasm_bindgen(js_name = nextPiece)]
    pub fn next_piece(&mut self) -> Option<Vec<u8>> {
        self.0.next_piece().map(String::into_bytes)
    }

    /// Bundle entries written so far.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn written(&self) -> u32 {
        u32::try_from(self.0.progress().written).unwrap_or(u32::MAX)
    }

    /// Bundle entries in the end.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn total(&self) -> u32 {
        u32::try_from(self.0.progress().total).unwrap_or(u32::MAX)
    }
}
