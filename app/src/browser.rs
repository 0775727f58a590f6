//! The few things the views ask of the browser. Outside a browser everything here does nothing.

mod front;

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, HtmlElement, Storage, Window};

pub use self::front::comes_back;

/// The window, when there is one.
#[must_use]
pub fn window() -> Option<Window> {
    if cfg!(target_arch = "wasm32") { web_sys::window() } else { None }
}

/// The document, when there is one.
#[must_use]
pub fn document() -> Option<Document> {
    window()?.document()
}

/// Time since the page began.
#[must_use]
pub fn uptime() -> Duration {
    let millis = window().and_then(|window| window.performance()).map_or(0.0, |it| it.now());
    Duration::try_from_secs_f64(millis / 1000.0).unwrap_or_default()
}

/// Set in the tab's own storage while nothing is to be kept on this device.
const NOTHING_KEPT: &str = "heilsam.nothing-kept";

/// What the browser keeps for this tab alone.
#[must_use]
pub fn tab() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

/// Where preferences go: with the tab, where nothing is to be kept.
fn preferences() -> Option<Storage> {
    // The guest page has no account, and no byte for this.
    #[cfg(any(feature = "patient", feature = "practice", feature = "manufacturer"))]
    if keeps_nothing() {
        return tab();
    }
    window()?.local_storage().ok().flatten()
}

/// Whether nothing is kept on this device as long as this tab is open.
#[must_use]
pub fn keeps_nothing() -> bool {
    tab().and_then(|tab| tab.get_item(NOTHING_KEPT).ok().flatten()).is_some()
}

/// Sets whether anything is kept.
pub fn keep_nothing(nothing: bool) {
    let Some(tab) = tab() else { return };
    let _ = if nothing { tab.set_item(NOTHING_KEPT, "1") } else { tab.clear() };
}

/// Reads a preference of this browser (never patient data): language, theme.
#[must_use]
pub fn preference(name: &str) -> Option<String> {
    preferences()?.get_item(name).ok().flatten()
}

/// Keeps a preference of this browser; a browser that refuses storage is obeyed silently.
pub fn keep_preference(name: &str, value: &str) {
    if let Some(storage) = preferences() {
        let _ = storage.set_item(name, value);
    }
}

/// Forgets a preference of this browser.
pub fn forget_preference(name: &str) {
    if let Some(storage) = preferences() {
        let _ = storage.remove_item(name);
    }
}

/// Whether a switch of this browser is on; off unless [`switch`] said otherwise.
#[must_use]
pub fn is_switched_on(name: &str) -> bool {
    preference(name).is_some()
}

/// Keeps for this browser whether a switch is on.
pub fn switch(name: &str, on: bool) {
    if on {
        keep_preference(name, "yes");
    } else {
        forget_preference(name);
    }
}

/// Sets an attribute of the root element, for example `lang` or `data-theme`; `None` removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Sets the title of the page (`document::Title` needs `eval`, which our policy forbids).
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Where links that leave this page lead: the own address. The pages of the desktop window come from the program and name
/// their server instead.
#[must_use]
pub fn origin() -> String {
    named_origin().or_else(|| window()?.location().origin().ok()).unwrap_or_default()
}

/// Whether this page is shown by the desktop window, which lacks some of what browsers can do.
#[must_use]
pub fn is_desktop_window() -> bool {
    named_origin().is_some()
}

fn named_origin() -> Option<String> {
    let named = document()?.query_selector("meta[name=\"heilsam:origin\"]").ok().flatten()?;
    named.get_attribute("content")
}

/// Languages the reader prefers, best first, as BCP 47 tags.
#[must_use]
pub fn languages() -> Vec<String> {
    window()
        .map(|window| window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

/// Moves the keyboard focus to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// The element with this id.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The element that has the keyboard focus.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    document()?.active_element()?.dyn_into().ok()
}

/// Opens the print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Lets the browser ask before this page is closed, left or loaded again; `false` ends that.
pub fn ask_before_leaving(ask: bool) {
    let Some(window) = window() else { return };
    let handler = ask.then(|| {
        let asks = |event: web_sys::Event| event.prevent_default();
        Closure::<dyn FnMut(web_sys::Event)>::new(asks).into_js_value()
    });
    window.set_onbeforeunload(handler.as_ref().map(JsCast::unchecked_ref));
}

/// Opens the mail program of this device with a new message; nothing is sent.
pub fn write_mail(subject: &str, text: &str) {
    if !cfg!(target_arch = "wasm32") {
        return;
    }
    let encode = |text: &str| String::from(js_sys::encode_uri_component(&text.replace('\n', "\r\n")));
    go(&format!("mailto:?subject={}&body={}", encode(subject), encode(text)));
}

/// Offers a file to the browser's downloads; `false` if it takes none. Nothing leaves the device.
#[must_use]
pub fn offer_file(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let Some(document) = document() else { return false };
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    let Some(address) = blob.ok().and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob).ok())
    else {
        return false;
    };
    let Some(link) = document.create_element("a").ok().and_then(|it| it.dyn_into::<HtmlElement>().ok())
    else {
        return false;
    };
    let set = link.set_attribute("href", &address).and_then(|()| link.set_attribute("download", name));
    if set.is_ok() {
        link.click();
    }
    // The browser has taken the file when the click returns.
    let _ = web_sys::Url::revoke_object_url(&address);
    set.is_ok()
}

/// Copies a text; `false` when the browser refuses.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let promise = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
}

/// The name of this device's time zone, such as `Europe/Berlin`; empty where the browser does not say.
#[must_use]
pub fn time_zone() -> String {
    if !cfg!(target_arch = "wasm32") {
        return String::new();
    }
    let none = js_sys::Array::new();
    let format = js_sys::Intl::DateTimeFormat::new(&none, &js_sys::Object::new());
    let zone = js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into());
    zone.ok().and_then(|zone| zone.as_string()).unwrap_or_default()
}

/// What the page says about itself in a `meta` element.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    document()?.query_selector(&format!("meta[name=\"{name}\"]")).ok()??.get_attribute("content")
}

/// The text of a file of this site; `None` when it cannot be had.
pub async fn fetch_text(address: &str) -> Option<String> {
    let answer = wasm_bindgen_futures::JsFuture::from(window()?.fetch_with_str(address)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    let text = answer.text().ok().filter(|_| answer.ok())?;
    wasm_bindgen_futures::JsFuture::from(text).await.ok()?.as_string()
}

/// Whether the server has a file no more that this page was built with: it has a newer version of the page. Without a
/// connection nobody knows, and it counts as there.
pub async fn is_gone(address: &str) -> bool {
    let Some(window) = window() else { return false };
    let asked = web_sys::RequestInit::new();
    asked.set_method("HEAD");
    // What this device keeps says nothing about the server.
    asked.set_cache(web_sys::RequestCache::NoStore);
    let answer = wasm_bindgen_futures::JsFuture::from(window.fetch_with_str_and_init(address, &asked)).await;
    let answer = answer.ok().and_then(|answer| answer.dyn_into::<web_sys::Response>().ok());
    answer.is_some_and(|answer| matches!(answer.status(), 404 | 410))
}

/// Loads the page afresh.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Waits this many milliseconds.
pub async fn sleep(milliseconds: i32) {
    let Some(window) = window() else { return std::future::pending().await };
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Calls back whenever a connection returns, as long as the program runs.
pub fn on_online(callback: impl FnMut() + 'static) {
    let Some(window) = window() else { return };
    let callback = Closure::<dyn FnMut()>::new(callback);
    let _ = window.add_event_listener_with_callback("online", callback.as_ref().unchecked_ref());
    callback.forget();
}

/// Signs of somebody who uses the program; dropped, it listens no more.
pub struct Signs {
    seen: Rc<Cell<bool>>,
    listener: Closure<dyn FnMut()>,
}

/// What counts as a sign.
const SIGNS: [&str; 4] = ["pointerdown", "keydown", "wheel", "touchmove"];

impl Signs {
    /// Begins to listen.
    #[must_use]
    pub fn listen() -> Self {
        let seen = Rc::new(Cell::new(false));
        let noted = seen.clone();
        let listener = Closure::<dyn FnMut()>::new(move || noted.set(true));
        if let Some(window) = window() {
            for name in SIGNS {
                let _ = window.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            }
        }
        Self { seen, listener }
    }

    /// Whether there was one since the last question.
    #[must_use]
    pub fn take(&self) -> bool {
        self.seen.take()
    }
}

impl Drop for Signs {
    fn drop(&mut self) {
        if let Some(window) = window() {
            for name in SIGNS {
                let _ =
                    window.remove_event_listener_with_callback(name, self.listener.as_ref().unchecked_ref());
            }
        }
    }
}

/// Offset of this device's clock from UTC now, in minutes (Berlin in summer: 120).
#[must_use]
pub fn utc_offset_minutes() -> i16 {
    if !cfg!(target_arch = "wasm32") {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "offsets are at most 14 hours")]
    let behind = js_sys::Date::new_0().get_timezone_offset() as i16;
    -behind
}

/// Scrolls to the top, as a fresh page would.
pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Leaves the program for another page of this server.
pub fn go(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_href(path);
    }
}
