//! Looking at a picture that was sent or came.

use dioxus::prelude::*;
use heilsam_call::exchange::DocumentKind;

use super::tools::{Above, use_tools};
use crate::components::{Button, Dialog, ErrorState};
use crate::t;

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
                Some(kind) if kind != DocumentKind::Pdf => rsx! { Photo { bytes, kind: kind.media_type() } },
                _ => rsx! { ErrorState { text: t!("tools-document-unreadable-came") } },
            }
            div { class: "actions",
                Button { onpress: move |()| above.set(Above::Nothing), {t!("action-close")} }
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
