//! The browser's passkeys: hands options in, gets a credential and a secret of 32 bytes out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// A credential for the server and the secret that stays on the device.
pub struct Passkey {
    /// `PublicKeyCredential.toJSON()` without extension results.
    pub credential: String,
    /// Result of the PRF extension; `None` when this authenticator has none.
    pub secret: Option<[u8; 32]>,
}

impl Passkey {
    /// The credential as JSON.
    ///
    /// # Errors
    /// [`PasskeyError::Failed`] for something that is no JSON.
    pub fn parsed(&self) -> Result<serde_json::Value, PasskeyError> {
        serde_json::from_str(&self.credential).map_err(|_| PasskeyError::Failed)
    }
}

/// Why there is no passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// This browser knows no passkeys.
    Unsupported,
    /// The person closed the window of the browser, or it timed out.
    Cancelled,
    /// The device already has a passkey of this account.
    AlreadyThere,
    /// Anything else.
    Failed,
}

mod glue {
    use super::{JsValue, Uint8Array, wasm_bindgen};

    #[wasm_bindgen(module = "/web/passkey.js")]
    extern "C" {
        pub(super) fn supported() -> bool;
        #[wasm_bindgen(catch)]
        pub(super) async fn create(options: &str, salt: Uint8Array) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn get(options: &str, salt: Uint8Array) -> Result<JsValue, JsValue>;
    }
}

/// Whether this browser knows passkeys at all.
#[must_use]
pub fn is_supported() -> bool {
    cfg!(target_arch = "wasm32") && glue::supported()
}

/// Makes a passkey. `options` is `PublicKeyCredentialCreationOptionsJSON`, `salt` goes into the PRF.
///
/// # Errors
/// [`PasskeyError`] by what the person can do about it.
pub async fn create(options: &str, salt: &[u8]) -> Result<Passkey, PasskeyError> {
    if !is_supported() {
        return Err(PasskeyError::Unsupported);
    }
    glue::create(options, Uint8Array::from(salt)).await.map_err(|error| reason(&error)).and_then(read)
}

/// Logs in with a passkey. `options` is `PublicKeyCredentialRequestOptionsJSON`.
///
/// # Errors
/// [`PasskeyError`] by what the person can do about it.
pub async fn get(options: &str, salt: &[u8]) -> Result<Passkey, PasskeyError> {
    if !is_supported() {
        return Err(PasskeyError::Unsupported);
    }
    glue::get(options, Uint8Array::from(salt)).await.map_err(|error| reason(&error)).and_then(read)
}

fn read(answer: JsValue) -> Result<Passkey, PasskeyError> {
    let parts: Array = answer.dyn_into().map_err(|_| PasskeyError::Failed)?;
    let credential = parts.get(0).as_string().ok_or(PasskeyError::Failed)?;
    let secret = parts.get(1).dyn_into::<Uint8Array>().ok().and_then(|bytes| bytes.to_vec().try_into().ok());
    Ok(Passkey { credential, secret })
}

fn reason(error: &JsValue) -> PasskeyError {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotAllowedError" | "AbortError") => PasskeyError::Cancelled,
        Some("InvalidStateError") => PasskeyError::AlreadyThere,
        Some("NotSupportedError" | "SecurityError") => PasskeyError::Unsupported,
        _ => PasskeyError::Failed,
    }
}
