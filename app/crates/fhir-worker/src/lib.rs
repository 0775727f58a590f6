//! The module for export and import that the browser loads in a worker, when somebody wants either and not before.
//!
//! `app/web/fhir-worker.js` speaks with the page and calls this module; it knows nothing of FHIR itself.

mod content;
mod job;

use fhir_profiles::{PartsExport, ReportPeriod};
use heilsam_portability::{Brought, Gathering, OpenFile};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// About how many bytes of records are handed out at once.
const RECORDS: usize = 256 * 1024;

/// The records of an account, collected batch by batch.
#[wasm_bindgen(js_name = Account)]
pub struct AccountHandle(Gathering);

#[wasm_bindgen(js_class = Account)]
impl AccountHandle {
    /// Begins with what the page says beside the records.
    ///
    /// # Errors
    /// `unreadable-input`.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: &str) -> Result<AccountHandle, JsValue> {
        job::begin(frame).map(Self).map_err(JsValue::from_str)
    }

    /// Adds records of a collection, as a JSON array.
    ///
    /// # Errors
    /// `unreadable-input`.
    pub fn add(&mut self, collection: &str, records: &str) -> Result<(), JsValue> {
        job::add(&mut self.0, collection, records).map_err(JsValue::from_str)
    }

    /// The consents as a file of their own; `format` is `xml` or `json`.
    ///
    /// # Errors
    /// `unreadable-input`.
    pub fn consents(&self, format: &str) -> Result<String, JsValue> {
        job::consents(&self.0, format).map_err(JsValue::from_str)
    }

    /// Begins the export.
    ///
    /// # Errors
    /// `nothing`, or a code such as `insurance-number` (see `fhir_profiles::ExportError::code`).
    pub fn export(self, format: &str) -> Result<ExportHandle, JsValue> {
        let export = job::export(self.0, format).map_err(JsValue::from_str)?;
        Ok(ExportHandle { export, ended_part: false, period: None })
    }

    /// Reads a file for this account.
    ///
    /// # Errors
    /// JSON of `heilsam_portability::TakeError`.
    pub fn take(self, bytes: &[u8]) -> Result<BroughtHandle, JsValue> {
        job::bring(self.0, bytes).map(BroughtHandle).map_err(|error| JsValue::from_str(&error))
    }
}

/// A running export for JavaScript; freeing it cancels.
#[wasm_bindgen(js_name = Export)]
pub struct ExportHandle {
    export: PartsExport,
    ended_part: bool,
    /// That of the part which the last piece belongs to.
    period: Option<ReportPeriod>,
}

#[wasm_bindgen(js_class = Export)]
impl ExportHandle {
    /// The next piece in UTF-8, or `undefined` at the end of the last part.
    ///
    /// # Errors
    /// A code as for [`AccountHandle::export`]: what was handed out before is no export.
    #[wasm_bindgen(js_name = nextPiece)]
    pub fn next_piece(&mut self) -> Result<Option<Vec<u8>>, JsValue> {
        let period = self.export.periods().get(self.export.part()).copied();
        let piece = self.export.next_piece().map_err(|error| JsValue::from_str(error.code()))?;
        let Some(piece) = piece else { return Ok(None) };
        self.period = period;
        self.ended_part = piece.ends_part;
        Ok(Some(piece.text.into_bytes()))
    }

    /// Whether the last piece was the end of a part.
    #[wasm_bindgen(getter, js_name = endedPart)]
    #[must_use]
    pub fn ended_part(&self) -> bool {
        self.ended_part
    }

    /// The first moment of the part that the last piece belongs to, in RFC 3339.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn start(&self) -> Option<String> {
        self.period.map(|period| period.start.to_string())
    }

    /// Its last moment.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn end(&self) -> Option<String> {
        self.period.map(|period| period.end.to_string())
    }

    /// The part that is being written, from 0 on.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn part(&self) -> u32 {
        count(self.export.part())
    }

    /// How many parts there are.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn parts(&self) -> u32 {
        count(self.export.periods().len())
    }

    /// Entries of this part written so far.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn written(&self) -> u32 {
        count(self.export.progress().written)
    }

    /// Entries of this part in the end.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn total(&self) -> u32 {
        count(self.export.progress().total)
    }
}

/// A file that was read and not taken over yet.
#[wasm_bindgen(js_name = Brought)]
pub struct BroughtHandle(Brought);

#[wasm_bindgen(js_class = Brought)]
impl BroughtHandle {
    /// JSON of `heilsam_portability::Preview`.
    #[must_use]
    pub fn preview(&self) -> String {
        serde_json::to_string(self.0.preview()).unwrap_or_default()
    }

    /// The next records to be written as JSON, or `undefined` at the end.
    ///
    /// # Errors
    /// `unreadable-input`, which does not happen.
    #[wasm_bindgen(js_name = nextRecords)]
    pub fn next_records(&mut self) -> Result<Option<String>, JsValue> {
        let failed = |_| JsValue::from_str("unreadable-input");
        let records = self.0.next_records(RECORDS).map_err(failed)?;
        if records.is_empty() {
            return Ok(None);
        }
        serde_json::to_string(&records).map(Some).map_err(failed)
    }
}

/// A file of the open format that is being written.
#[wasm_bindgen(js_name = OpenFile)]
pub struct OpenHandle {
    file: OpenFile,
    first: String,
}

#[wasm_bindgen(js_class = OpenFile)]
impl OpenHandle {
    /// Begins with what the page says beside the records.
    ///
    /// # Errors
    /// `unreadable-input`.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: &str) -> Result<OpenHandle, JsValue> {
        let (file, first) = job::begin_open(frame).map_err(JsValue::from_str)?;
        Ok(Self { file, first })
    }

    /// The first piece.
    #[must_use]
    pub fn first(&self) -> String {
        self.first.clone()
    }

    /// The next piece, made of records.
    ///
    /// # Errors
    /// `unreadable-input`.
    pub fn add(&mut self, collection: &str, records: &str) -> Result<String, JsValue> {
        job::add_open(&mut self.file, collection, records).map_err(JsValue::from_str)
    }

    /// The last piece.
    #[must_use]
    pub fn end(self) -> String {
        self.file.end().to_owned()
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
