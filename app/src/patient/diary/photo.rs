//! The picture of an entry: chosen or taken, drawn anew on the device, shown.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_client::photo::MOST_BYTES;
use heilsam_domain::RecordId;
use wasm_bindgen::prelude::*;

use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::record::{PhotoWish, use_record};
use crate::t;

#[wasm_bindgen(module = "/web/photo.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = draw)]
    async fn draw(input: &str, most: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = show)]
    fn show(bytes: &[u8]) -> String;
    #[wasm_bindgen(js_name = letGo)]
    fn let_go(address: &str);
}

const INPUT: &str = "entry-photo";

/// Chooses a picture, shows it, takes it away. `before` is the one that the entry has.
#[component]
pub fn PhotoField(before: Option<Vec<u8>>, wish: Signal<PhotoWish>) -> Element {
    let mut busy = use_signal(|| false);
    let mut refused = use_signal(|| false);
    let take = move |_| {
        spawn(async move {
            busy.set(true);
            let drawn = draw(INPUT, u32::try_from(MOST_BYTES).unwrap_or(u32::MAX)).await;
            busy.set(false);
            match drawn {
                Ok(bytes) if bytes.is_null() => {}
                Ok(bytes) => {
                    refused.set(false);
                    wish.set(PhotoWish::New(Rc::from(js_sys::Uint8Array::new(&bytes).to_vec())));
                }
                Err(_) => refused.set(true),
            }
        });
    };
    let shown = match &*wish.read() {
        PhotoWish::AsItIs => before.map(Rc::from),
        PhotoWish::New(jpeg) => Some(jpeg.clone()),
        PhotoWish::Without => None,
    };
    let is_there = shown.is_some();
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: INPUT, {t!("photo-label")} }
            p { class: "field-hint", id: "entry-photo-hint", {t!("photo-hint")} }
            if let Some(jpeg) = shown {
                Photo { jpeg }
            }
            input { id: INPUT, class: "input", r#type: "file", accept: "image/*", disabled: busy(), "aria-describedby": "entry-photo-hint", onchange: take }
            if is_there {
                div { class: "row",
                    Button { id: "entry-photo-remove", kind: ButtonKind::Quiet, icon: Shape::Close, onpress: move |()| wish.set(PhotoWish::Without), {t!("photo-remove")} }
                }
            }
            if refused() {
                Notice { kind: Kind::Warning, id: "entry-photo-error", announce: true, p { {t!("photo-error")} } }
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
            if let Some(jpeg) = open().then(|| record.photo(id)).flatten() {
                Photo { jpeg }
            }
        }
    }
}

/// A picture on the page.
#[component]
pub fn Photo(jpeg: Rc<[u8]>) -> Element {
    let mut address = use_signal(String::new);
    use_effect(use_reactive((&jpeg,), move |(jpeg,)| {
        if cfg!(target_arch = "wasm32") {
            let before = address.replace(show(&jpeg));
            let_go(&before);
        }
    }));
    use_drop(move || {
        if cfg!(target_arch = "wasm32") {
            let_go(&address.peek());
        }
    });
    rsx! {
        if !address.read().is_empty() {
            img { class: "photo", src: "{address}", alt: t!("photo-alt") }
        }
    }
}
