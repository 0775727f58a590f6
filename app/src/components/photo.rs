//! A picture that lies in memory.

use dioxus::prelude::*;

/// A picture; its address is for this page alone and ends with it. `failed` is shown where the browser takes none.
#[component]
pub fn Photo(
    id: String,
    class: String,
    bytes: Vec<u8>,
    /// Media type.
    kind: String,
    alt: String,
    failed: Element,
) -> Element {
    let address = use_hook(|| address_of(&bytes, &kind));
    let ended = address.clone();
    use_drop(move || {
        if let Some(address) = &ended {
            let _ = web_sys::Url::revoke_object_url(address);
        }
    });
    match address {
        Some(address) => rsx! {
            img { class, id, src: "{address}", alt }
        },
        None => failed,
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
