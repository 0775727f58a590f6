//! Scanning a code with the camera: that of the letter, or that of a practice.

use dioxus::prelude::*;
use wasm_bindgen::prelude::*;

use crate::components::{Button, ButtonKind, Dialog, Kind, Notice};
use crate::t;

#[wasm_bindgen(module = "/web/scan.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = scan)]
    async fn scan(video: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = stop)]
    fn stop(video: &str);
}

const VIDEO: &str = "scan-video";

/// Shows the camera picture until a code is read; says so when there is no camera. `text` says what to hold before it.
#[component]
pub fn ScanDialog(text: String, onclose: EventHandler<()>, onfound: EventHandler<String>) -> Element {
    let mut failed = use_signal(|| false);
    use_drop(|| {
        if cfg!(target_arch = "wasm32") {
            stop(VIDEO);
        }
    });
    rsx! {
        Dialog { id: "scan", title: t!("code-scan-title"), onclose,
            if failed() {
                Notice { kind: Kind::Warning, announce: true, p { {t!("code-scan-none")} } }
            } else {
                p { "{text}" }
                video {
                    id: VIDEO,
                    class: "scan-picture",
                    muted: true,
                    autoplay: true,
                    playsinline: "true",
                    "aria-label": t!("code-scan-title"),
                    onmounted: move |_| {
                        spawn(async move {
                            match scan(VIDEO).await.ok().and_then(|text| text.as_string()) {
                                Some(text) => onfound.call(text),
                                None => failed.set(true),
                            }
                        });
                    },
                }
            }
            Button { kind: ButtonKind::Second, onpress: move |()| onclose.call(()), {t!("action-close")} }
        }
    }
}
