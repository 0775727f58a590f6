//! The picture of an entry: chosen or taken, drawn anew on the device, shown.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_client::photo::MOST_BYTES;
use heilsam_domain::RecordId;
use wasm_bindgen::prelude::*;

use crate::components::{Button, ButtonKind, FileField, Photo, Shape};
use crate::i18n::Words;
use crate::record::{PhotoWish, use_record};
use crate::t;

#[wasm_bindgen(module = "/web/photo.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn draw(input: &str, most: u32) -> Result<JsValue, JsValue>;
}

const INPUT: &str = "entry-photo";

/// The chosen file as a small bare JPEG; `None` when none was chosen. Says what is wrong with it.
async fn chosen() -> Result<Option<Rc<[u8]>>, Words> {
    let drawn = draw(INPUT, u32::try_from(MOST_BYTES).unwrap_or(u32::MAX)).await;
    let file = drawn.map_err(|error| match error.as_string().as_deref() {
        Some("large") => Words::new(|| t!("photo-large")),
        _ => Words::new(|| t!("photo-error")),
    })?;
    Ok((!file.is_null()).then(|| Rc::from(js_sys::Uint8Array::new(&file).to_vec())))
}

/// Chooses a picture, shows it, takes it away. `before` is the one that the entry has; while `busy` a chosen one is drawn and
/// not yet part of the wish.
#[component]
pub fn PhotoField(before: Option<Vec<u8>>, wish: Signal<PhotoWish>, busy: Signal<bool>) -> Element {
    let mut refused = use_signal(|| None::<Words>);
    // Another picture is another element: an address stands for one picture only.
    let mut round = use_signal(|| 0_u32);
    // So is another field: it forgets what was taken away.
    let mut emptied = use_signal(|| 0_u32);
    let take = move |_: FormEvent| {
        spawn(async move {
            busy.set(true);
            match chosen().await {
                Ok(Some(jpeg)) => {
                    refused.set(None);
                    wish.set(PhotoWish::New(jpeg));
                    round += 1;
                }
                Ok(None) => {}
                Err(words) => refused.set(Some(words)),
            }
            busy.set(false);
        });
    };
    let remove = move |()| {
        refused.set(None);
        wish.set(PhotoWish::Without);
        emptied += 1;
    };
    let shown = match &*wish.read() {
        PhotoWish::AsItIs => before,
        PhotoWish::New(jpeg) => Some(jpeg.to_vec()),
        PhotoWish::Without => None,
    };
    let is_there = shown.is_some();
    rsx! {
        div { class: "field",
            for number in [emptied()] {
                FileField {
                    key: "{number}",
                    id: INPUT.to_owned(),
                    label: t!("photo-label"),
                    hint: t!("photo-hint"),
                    accept: "image/*",
                    error: refused().map(|why| why.text()),
                    silent: is_there,
                    disabled: busy(),
                    onchange: take,
                }
            }
            if busy() {
                p { class: "soft", role: "status", {t!("photo-busy")} }
            }
            for bytes in shown {
                Picture { key: "{round}", id: "entry-photo-shown", bytes }
            }
            if is_there {
                div { class: "row",
                    Button { id: "entry-photo-remove", kind: ButtonKind::Quiet, icon: Shape::Close, onpress: remove, {t!("photo-remove")} }
                }
            }
        }
    }
}

/// The picture of an entry in a list: shown when somebody asks for it.
#[component]
pub fn PhotoOf(id: RecordId) -> Element {
    let record = use_record();
    let mut open = use_signal(|| false);
    rsx! {
        details { class: "entry-photo", ontoggle: move |_| open.toggle(),
            summary { {t!("photo-show")} }
            if let Some(bytes) = open().then(|| record.photo(id)).flatten() {
                Picture { id: "photo-{id}", bytes }
            }
        }
    }
}

#[component]
fn Picture(id: String, bytes: Vec<u8>) -> Element {
    rsx! {
        Photo { id, class: "photo", bytes, kind: "image/jpeg", alt: t!("photo-alt"), failed: rsx! { p { {t!("photo-error")} } } }
    }
}
