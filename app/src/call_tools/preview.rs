//! Looking at a document without a program that could run what is in it: a PDF is drawn by our own module in a worker.

use dioxus::prelude::*;
use heilsam_call::exchange::DocumentKind;
use wasm_bindgen::prelude::*;

use super::tools::{Above, Verdict, use_tools};
use crate::components::{Button, ButtonKind, Dialog, ErrorState, Loading, Photo};
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

/// Looks for active content.
pub(super) async fn examine_pdf(bytes: &[u8]) -> Verdict {
    match examine(bytes.to_vec()).await.ok().and_then(|answer| answer.as_f64()) {
        Some(0.0) => Verdict::Fit,
        Some(1.0) => Verdict::Active,
        Some(3.0) => Verdict::NotLooked,
        _ => Verdict::Unreadable,
    }
}

/// A document above the call.
#[component]
pub(super) fn Preview(line: u32, own: bool, id: u32) -> Element {
    let tools = use_tools();
    let mut above = tools.above;
    let bytes = use_hook(|| tools.content(line, own, id).unwrap_or_default());
    let kind = DocumentKind::of(&bytes);
    rsx! {
        Dialog { id: "document", title: t!("tools-document-title"), onclose: move |()| above.set(Above::Nothing),
            match kind {
                Some(DocumentKind::Pdf) => rsx! { PdfPages { bytes } },
                Some(kind) => rsx! {
                    Photo {
                        id: "document-picture",
                        class: "tools-page",
                        bytes,
                        kind: kind.media_type(),
                        alt: t!("tools-picture"),
                        failed: rsx! { ErrorState { text: t!("tools-document-unreadable-came") } },
                    }
                },
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
            div { class: "row tools-pages",
                Button { id: "page-before", kind: ButtonKind::Second, onpress: move |()| page.set(page().saturating_sub(1)), {t!("tools-page-before")} }
                span { role: "status", {t!("tools-page", page = page() + 1, pages = count)} }
                Button { id: "page-next", kind: ButtonKind::Second, onpress: move |()| page.set((page() + 1).min(count - 1)), {t!("tools-page-next")} }
            }
        }
    }
}
