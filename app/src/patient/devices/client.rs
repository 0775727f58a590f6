//! Requests to a recorder, from the browser.

use heilsam_hddt::PairingError;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::account::trouble::Trouble;
use crate::browser;

mod glue {
    use super::{JsValue, Uint8Array, wasm_bindgen};

    #[wasm_bindgen(module = "/web/hddt.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn get(address: &str, token: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn post(address: &str, form: &str) -> Result<JsValue, JsValue>;
        pub(super) fn random() -> Uint8Array;
        pub(super) fn returned() -> String;
    }
}

/// Why nothing was fetched.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The patient did not consent, or no longer does.
    NoConsent,
    /// No way to the recorder.
    Unreachable,
    /// The recorder does not do what HDDT asks for.
    NotSupported,
    /// The patient said no at the recorder.
    Denied,
    /// The answer does not belong to what was begun on this device.
    Foreign,
    /// The recorder gave no access to blood pressure.
    Scope,
    /// The pairing ended at the recorder.
    Ended,
    /// Something on this device.
    Trouble(Trouble),
}

impl From<PairingError> for Failure {
    fn from(error: PairingError) -> Self {
        match error {
            PairingError::NotSupported => Self::NotSupported,
            PairingError::Denied => Self::Denied,
            PairingError::Foreign => Self::Foreign,
            PairingError::Scope => Self::Scope,
        }
    }
}

/// An answer of a recorder.
pub struct Answer {
    /// Status of HTTP.
    pub status: u16,
    /// Body.
    pub text: String,
}

/// Asks, with a token or without (`""`).
///
/// # Errors
/// [`Failure::Unreachable`].
pub async fn get(address: &str, token: &str) -> Result<Answer, Failure> {
    Ok(read(&glue::get(address, token).await.map_err(|_| Failure::Unreachable)?))
}

/// Sends a form.
///
/// # Errors
/// [`Failure::Unreachable`].
pub async fn post(address: &str, form: &str) -> Result<Answer, Failure> {
    Ok(read(&glue::post(address, form).await.map_err(|_| Failure::Unreachable)?))
}

/// 32 random bytes.
pub fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    let random = glue::random();
    if random.length() == 32 {
        random.copy_to(&mut bytes);
    }
    bytes
}

/// Origin under which the browser sees this page.
pub fn origin() -> String {
    browser::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// What the recorder answered, if the patient comes from there; once.
pub fn returned() -> String {
    if cfg!(target_arch = "wasm32") { glue::returned() } else { String::new() }
}

fn read(answer: &JsValue) -> Answer {
    let answer = Array::from(answer);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status has three digits")]
    let status = answer.get(0).as_f64().unwrap_or_default() as u16;
    Answer { status, text: answer.get(1).as_string().unwrap_or_default() }
}
