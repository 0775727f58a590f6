//! Looking at a document without a program that could run what is in it: a PDF is drawn by our own module in a worker.

use std::cell::RefCell;
use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_call::exchange::DocumentKind;
use wasm_bindgen::prelude::*;

use super::tools::{Above, Verdict, use_tools};
use crate::components::{Button, ButtonKind, Dialog, ErrorState, Loading};
use crate::t;

#[wasm_bindgen(module = "/web/documents.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn examine(bytes: Vec<u8>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn open(canvas: &str, bytes: Vec<u8>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn draw(canvas: &str, page: u32) -> Result<JsValue, JsValue>;
    fn close(canvas: &str);
}

const CANVAS: &str = "document-page";

thread_local! {
    /// Documents that are looked into already.
    static BEGUN: RefCell<BTreeSet<u32>> = const { RefCell::new(BTreeSet::new()) };
}

/// Whether nobody looked into this document yet; from now on somebody does.
pub(super) fn begin_look(id: u32) -> bool {
    BEGUN.with_borrow_mut(|begun| begun.insert(id))
}

/// Looks for active content.
pub(super) async fn examine_pdf(bytes: &[u8]) -> Verdict {
    match examine(bytes.to_vec()).await.ok().and_then(|answer| answer.as_f64()) {
        Some(0.0) => Verdict::Fit,
        Some(1.0) => Verdict::Active,
        _ => Verdict::Unreadable,
    }
}

/// A document above the call.
#[component]
pub(super) fn Preview(own: bool, id: u32) -> Element {
    let tools = use_tools();
    let mut above = tools.above;
    let bytes = use_hook(|| tools.content(own, id).unwrap_or_default());
    let kind = DocumentKind::of(&bytes);
    rsx! {
        Dialog { id: "document", title: t!("tools-document-title"), onclose: move |()| above.set(Above::Nothing),
            match kind {
                Some(DocumentKind::Pdf) => rsx! { PdfPages { bytes } },
                Some(kind) => rsx! { Photo { bytes, kind: kind.media_type() } },
                None => rsx! { ErrorState { text: t!("tools-document-unreadable-came") } },
            }
            div { class: "actions",
                Button { onpress: move |()| above.set(Above::Nothing), {t!("action-close")} }
            }
        }
    }
}

#[component]
fn PdfPages(bytes: Vec<u8>) -> Element {
    let mut page = use_signal(|| 0_u32);
    let mut drawn = use_signal(|| false);
    let mut failed = use_signal(|| false);
    let pages = use_resource(move || {
        let bytes = bytes.clone();
        async move { open(CANVAS, bytes).await.ok().and_then(|count| count.as_f64()) }
    });
    use_drop(|| {
        if cfg!(target_arch = "wasm32") {
            close(CANVAS);
        }
    });
    let _drawing = use_resource(move || async move {
        let wanted = page();
        if matches!(pages(), Some(Some(_))) {
            drawn.set(false);
            failed.set(draw(CANVAS, wanted).await.is_err());
            drawn.set(true);
        }
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count of pages")]
    let count = pages().flatten().map_or(0, |count| count as u32);
    if failed() || matches!(pages(), Some(None)) {
        return rsx! {
            ErrorState { text: t!("tools-document-unreadable-came") }
        };
    }
    rsx! {
        if !drawn() {
            Loading {}
        }
        canvas { id: CANVAS, class: "tools-page", role: "img", "aria-label": t!("tools-page", page = page() + 1, pages = count) }
        if count > 1 {
            div { class: "row",
                Button { id: "page-before", kind: ButtonKind::Second, onpress: move |()| page.set(page().saturating_sub(1)), {t!("tools-page-before")} }
                span { role: "status", {t!("tools-page", page = page() + 1, pages = count)} }
                Button { id: "page-next", kind: ButtonKind::Second, onpress: move |()| page.set((page() + 1).min(count - 1)), {t!("tools-page-next")} }
            }
        }
    }
}

/// A picture; its address is for this page alone and ends with it.
#[component]
fn Photo(bytes: Vec<u8>, kind: String) -> Element {
    let address = use_hook(|| address_of(&bytes, &kind));
    let ended = address.clone();
    use_drop(move || {
        if let Some(address) = &ended {
            let _ = web_sys::Url::revoke_object_url(address);
        }
    });
    match address {
        Some(address) => rsx! {
            img { class: "tools-page", id: "document-picture", src: "{address}", alt: t!("tools-picture") }
        },
        None => rsx! {
            ErrorState { text: t!("tools-document-unreadable-came") }
        },
    }
}

fn address_of(bytes: &[u8], kind: &str) -> Option<String> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
}
