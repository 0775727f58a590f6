//! The module that writes the report for the practice as PDF, loaded in a worker when a patient prints and not before.
//!
//! `app/web/report-worker.js` speaks with the page and calls this module. The file is PDF/UA-1 (tagged, readable aloud)
//! and PDF/A-2a (kept for decades) at once.

pub mod pdf;
pub mod typeface;

use heilsam_report::Document;
use typeface::Typeface;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Page and module do not fit together.
const UNREADABLE: &str = "unreadable-input";

/// The PDF of a report.
///
/// `document` is a [`Document`] as JSON. `font` and `more` are WOFF2 files: what the first has no letter for, comes from
/// the second.
///
/// # Errors
/// A code: `unreadable-input`, `font`, or `pdf`.
#[wasm_bindgen(js_name = makePdf)]
pub fn make_pdf(document: &str, font: &[u8], more: &[u8]) -> Result<Vec<u8>, JsValue> {
    make(document, &[font, more]).map_err(JsValue::from_str)
}

/// As [`make_pdf`], for programs that are no browser.
///
/// # Errors
/// A code: `unreadable-input`, `font`, or `pdf`.
pub fn make(document: &str, fonts: &[&[u8]]) -> Result<Vec<u8>, &'static str> {
    let document: Document = serde_json::from_str(document).map_err(|_| UNREADABLE)?;
    let typeface = Typeface::read(fonts).map_err(|_| "font")?;
    pdf::write(&document, &typeface).map_err(|_| "pdf")
}
