//! The module that writes the report for the practice as PDF, loaded in a worker when a patient prints and not before.
//!
//! `app/web/report-worker.js` speaks with the page and calls this module. The file is PDF/UA-1 (tagged, readable aloud)
//! and PDF/A-2a (kept for decades) at once.

pub mod pdf;
pub mod typeface;

use heilsam_report::Document;
use serde_json::Value;
use typeface::Typeface;
use unicode_normalization::UnicodeNormalization;
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
    let document: Value = serde_json::from_str(document).map_err(|_| UNREADABLE)?;
    let document: Document = serde_json::from_value(composed(document)).map_err(|_| UNREADABLE)?;
    let typeface = Typeface::read(fonts).map_err(|_| "font")?;
    pdf::write(&document, &typeface).map_err(|_| "pdf")
}

/// All texts with a letter and its mark as one (Unicode NFC): a font has `ü`, but not `u` with dots that come after it. Before
/// the layout, which could tear the two apart; after parsing, where no mark meets the letter of an escape.
fn composed(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.nfc().collect()),
        Value::Array(list) => list.into_iter().map(composed).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, composed(value))).collect(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
    }
}

#[cfg(test)]
mod tests {
    use heilsam_report::shape::Weight;
    use serde_json::json;

    use super::*;

    #[test]
    fn an_umlaut_in_two_characters_keeps_its_dots_on_paper() {
        let typed = json!({"blocks": [{"text": "Mu\u{308}ller, Lo\u{308}we", "size": 1.5}], "none": null});
        let composed = composed(typed);
        assert_eq!(composed, json!({"blocks": [{"text": "Müller, Löwe", "size": 1.5}], "none": null}));
        let font: &[u8] = include_bytes!("../../../../assets/fonts/atkinson-hyperlegible-next.woff2");
        let typeface = Typeface::read(&[font]).unwrap();
        let glyphs = |text: &str| {
            let runs = typeface.runs(text, Weight::Normal);
            runs.iter().flat_map(|run| run.glyphs.iter().map(|it| it.glyph_id.to_u32())).collect::<Vec<_>>()
        };
        assert_eq!(glyphs(composed["blocks"][0]["text"].as_str().unwrap()), glyphs("Müller, Löwe"));
        assert_ne!(glyphs("Müller"), glyphs("Muller"));
    }

    #[test]
    fn a_mark_behind_a_new_line_breaks_no_text() {
        let text = json!(["Zeile\n\u{303}"]);
        let read: Value = serde_json::from_str(&text.to_string()).unwrap();
        assert_eq!(composed(read), text);
    }
}
