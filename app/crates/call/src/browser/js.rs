//! Small helpers around JavaScript values.

use core::time::Duration;

use heilsam_crypto::rng::FastRng;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub(super) fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

pub(super) fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

pub(super) fn text(value: &JsValue, name: &str) -> String {
    get(value, name).as_string().unwrap_or_default()
}

pub(super) fn number(value: &JsValue, name: &str) -> f64 {
    get(value, name).as_f64().unwrap_or_default()
}

/// A number of JavaScript as a count; negative and odd values become 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of statistics are small whole numbers; the cast saturates"
)]
pub(super) fn count(value: f64) -> u64 {
    if value.is_finite() && value > 0.0 { value as u64 } else { 0 }
}

/// Calls a method that may not exist in this browser.
pub(super) fn call(target: &JsValue, method: &str, args: &[JsValue]) -> Option<JsValue> {
    let function: Function = get(target, method).dyn_into().ok()?;
    function.apply(target, &args.iter().collect()).ok()
}

pub(super) async fn wait(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

/// A promise that resolves with nothing after this many milliseconds.
pub(super) fn timer(millis: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    })
}

/// Waits for this many milliseconds.
pub async fn sleep(millis: i32) {
    let _ = wait(timer(millis)).await;
}

/// Time since the page began.
pub(super) fn now() -> Duration {
    let millis = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |it| it.now());
    Duration::from_millis(count(millis))
}

/// A generator seeded by the browser; `None` in a browser without `crypto`.
pub fn rng() -> Option<FastRng> {
    let mut seed = [0; 32];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut seed).ok()?;
    Some(FastRng::from_seed(seed))
}

/// Fetches JSON of the own server.
pub(super) async fn fetch_json(path: &str) -> Result<(u16, JsValue), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: web_sys::Response = wait(window.fetch_with_str(path)).await?.dyn_into()?;
    let status = response.status();
    let body = wait(response.json()?).await.unwrap_or(JsValue::NULL);
    Ok((status, body))
}
