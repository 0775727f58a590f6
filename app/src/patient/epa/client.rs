//! The telematics client, reached from the browser.

use heilsam_epa::{EpaError, Finding, Receipt, Submission, TelematicsClient, frame};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

mod glue {
    use super::{Array, JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/epa.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn post(address: &str, kind: &str, pieces: &Array) -> Result<JsValue, JsValue>;
        pub(super) fn uuid() -> String;
    }
}

/// A telematics client that speaks HTTP, as the operator names it.
#[derive(Debug, Clone)]
pub struct HttpClient {
    /// Its origin.
    pub origin: String,
}

impl TelematicsClient for HttpClient {
    async fn submit(&self, submission: &Submission) -> Result<Receipt, EpaError> {
        let address = format!("{}/epa/v1/submissions", self.origin);
        // One behind the other: joined here, all documents would be in memory twice.
        let pieces = Array::of1(&Uint8Array::from(frame::head(submission).as_slice()));
        for document in &submission.documents {
            pieces.push(&Uint8Array::from(document.content.as_slice()));
        }
        let answer =
            glue::post(&address, frame::MEDIA_TYPE, &pieces).await.map_err(|_| EpaError::Unreachable)?;
        let answer = Array::from(&answer);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a status has three digits"
        )]
        let status = answer.get(0).as_f64().unwrap_or_default() as u16;
        read(status, &answer.get(1).as_string().unwrap_or_default())
    }
}

/// A fresh name for a document.
pub fn new_name() -> String {
    format!("urn:uuid:{}", glue::uuid())
}

fn read(status: u16, text: &str) -> Result<Receipt, EpaError> {
    match status {
        200 => serde_json::from_str(text).map_err(|_| EpaError::Answer),
        403 => Err(EpaError::NotAllowed),
        422 => {
            let findings: Vec<Finding> = serde_json::from_str(text).map_err(|_| EpaError::Answer)?;
            Err(EpaError::Refused(findings))
        }
        400..=499 => Err(EpaError::Answer),
        _ => Err(EpaError::Unreachable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_its_meaning() {
        let receipt = read(200, r#"{"documents":["urn:uuid:1"]}"#).unwrap();
        assert_eq!(receipt.documents.len(), 1);
        assert_eq!(read(200, "hello"), Err(EpaError::Answer));
        assert_eq!(read(403, ""), Err(EpaError::NotAllowed));
        let refused = read(422, r#"[{"document":0,"fault":"class"}]"#);
        assert!(matches!(refused, Err(EpaError::Refused(findings)) if findings.len() == 1));
        assert_eq!((read(404, ""), read(503, "")), (Err(EpaError::Answer), Err(EpaError::Unreachable)));
    }
}
