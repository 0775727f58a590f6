//! The browser's side of push messages.

use heilsam_protocol::Bytes;
use heilsam_protocol::notification::PushSubscription;
use js_sys::Uint8Array;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

mod glue {
    use super::{JsValue, Uint8Array, wasm_bindgen};

    #[wasm_bindgen(module = "/web/push.js")]
    extern "C" {
        pub(super) fn supported() -> bool;
        pub(super) fn allowed() -> bool;
        #[wasm_bindgen(catch)]
        pub(super) async fn here() -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn subscribe(key: Uint8Array) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn unsubscribe() -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch, js_name = keepWords)]
        pub(super) async fn keep_words(title: &str, body: &str) -> Result<JsValue, JsValue>;
    }
}

/// Why there is no subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPush {
    /// The person said no, now or earlier.
    Denied,
    /// The browser reaches no push service.
    Failed,
}

/// `PushSubscription.toJSON()`.
#[derive(Deserialize)]
struct Subscribed {
    endpoint: String,
    keys: Keys,
}

#[derive(Deserialize)]
struct Keys {
    p256dh: Bytes,
    auth: Bytes,
}

/// Whether this browser knows push messages.
pub fn is_supported() -> bool {
    cfg!(target_arch = "wasm32") && glue::supported()
}

/// Whether the person has allowed messages: nobody is asked without having pressed the switch.
pub fn is_allowed() -> bool {
    cfg!(target_arch = "wasm32") && glue::allowed()
}

/// The subscription that this browser has.
pub async fn here() -> Option<PushSubscription> {
    if !is_supported() {
        return None;
    }
    read(&glue::here().await.ok()?)
}

/// Asks the person and makes a subscription for the server with this key.
///
/// # Errors
/// [`NoPush`]
pub async fn subscribe(key: &[u8]) -> Result<PushSubscription, NoPush> {
    match glue::subscribe(Uint8Array::from(key)).await {
        Ok(answer) => read(&answer).ok_or(NoPush::Failed),
        Err(error) if error.as_string().as_deref() == Some("denied") => Err(NoPush::Denied),
        Err(_) => Err(NoPush::Failed),
    }
}

/// Ends the subscription of this browser.
pub async fn unsubscribe() {
    if cfg!(target_arch = "wasm32") {
        // Without one there is nothing to end.
        let _ = glue::unsubscribe().await;
    }
}

/// Keeps what a message says on the screen.
pub async fn keep_words(title: &str, body: &str) {
    if cfg!(target_arch = "wasm32") {
        // A browser that keeps nothing shows the name alone.
        let _ = glue::keep_words(title, body).await;
    }
}

fn read(answer: &JsValue) -> Option<PushSubscription> {
    let Subscribed { endpoint, keys } = serde_json::from_str(&answer.as_string()?).ok()?;
    Some(PushSubscription { endpoint, p256dh: keys.p256dh, auth: keys.auth })
}
