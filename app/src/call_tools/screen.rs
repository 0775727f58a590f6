//! Sharing the screen, the small window, and what the page of the call shows of both.

use wasm_bindgen::prelude::*;

use super::port::Port;
use super::tools::Tools;
use crate::browser;

#[wasm_bindgen(module = "/web/screen.js")]
extern "C" {
    #[wasm_bindgen(js_name = canShare)]
    fn browser_can_share() -> bool;
    #[wasm_bindgen(catch)]
    async fn begin(connection: JsValue, ended: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = keep)]
    async fn keep_shared(connection: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn end(connection: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = others)]
    fn others_around() -> js_sys::Array;
    #[wasm_bindgen(js_name = showSharers)]
    fn mark_sharers(lines: &[u32]);
    #[wasm_bindgen(js_name = canFloat)]
    fn browser_can_float() -> bool;
    #[wasm_bindgen(catch)]
    async fn float() -> Result<JsValue, JsValue>;
}

/// Whether this browser can share a screen; phones cannot.
pub(super) fn can_share() -> bool {
    cfg!(target_arch = "wasm32") && browser_can_share()
}

/// Somebody else in a call of several.
pub(super) struct Other {
    /// Their line.
    pub id: u32,
    pub name: String,
    pub port: Port,
}

/// Those whom the page of a call of several names beside the first person.
pub(super) fn others() -> Vec<Other> {
    if !cfg!(target_arch = "wasm32") {
        return Vec::new();
    }
    let read = |each: JsValue| {
        let [id, name, port] = <[JsValue; 3]>::try_from(js_sys::Array::from(&each).to_vec()).ok()?;
        Some(Other {
            id: id.as_string()?.parse().ok()?,
            name: name.as_string()?,
            port: port.unchecked_into(),
        })
    };
    others_around().iter().filter_map(read).collect()
}

/// Whether this browser can show the picture in a window of its own.
pub(super) fn can_float() -> bool {
    cfg!(target_arch = "wasm32") && browser_can_float()
}

/// Asks which window, and shows it to the other side. `false` when the browser refused; a person who changes their mind is
/// no failure.
pub(super) async fn start(tools: Tools) -> bool {
    let Some(port) = tools.port() else { return false };
    let ended = Closure::once_into_js(move || wasm_bindgen_futures::spawn_local(stop(tools)));
    match begin(port.connection(), ended).await {
        Ok(_) if !tools.is_over() => {
            tools.tell_sharing(true);
            true
        }
        // The call ended while the browser asked which window: nobody is there to see it.
        Ok(_) => {
            let _ = end(port.connection()).await;
            true
        }
        Err(error) => {
            // A screen that found no place is let go.
            let _ = end(port.connection()).await;
            let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
            name.as_deref() == Some("NotAllowedError")
        }
    }
}

/// Takes the screen away: the camera's picture is back.
pub(super) async fn stop(tools: Tools) {
    let connection = tools.port().map_or(JsValue::UNDEFINED, |port| port.connection());
    tools.tell_sharing(false);
    // A connection that is gone takes its picture with it.
    let _ = end(connection).await;
}

/// Puts the screen back after the connection or the camera changed.
pub(super) async fn keep(tools: Tools) {
    if let Some(port) = tools.port() {
        // What does not work now is tried again in a moment.
        let _ = keep_shared(port.connection()).await;
    }
}

/// The small window that stays on top; a second time puts the picture back.
pub(super) fn float_now() {
    wasm_bindgen_futures::spawn_local(async {
        // A browser that refuses leaves the picture where it is.
        let _ = float().await;
    });
}

/// Whose pictures beside the first one are screens, by their lines.
pub(super) fn show_sharers(lines: &[u32]) {
    if cfg!(target_arch = "wasm32") {
        mark_sharers(lines);
    }
}

/// Whether the other side shows its screen: then an empty camera is no empty picture.
pub(super) fn show_other(shares: bool) {
    mark_call("other-shares", shares);
}

/// Puts a mark onto the page of the call, for its styles.
pub(super) fn mark_call(name: &str, on: bool) {
    let call =
        browser::document().and_then(|document| document.query_selector(".talk-call .call").ok().flatten());
    if let Some(call) = call {
        let list = call.class_list();
        let _ = if on { list.add_1(name) } else { list.remove_1(name) };
    }
}
