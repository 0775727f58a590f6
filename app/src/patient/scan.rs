//! Scanning a code with the camera: that of the letter, of a practice, or of a recovery sheet.

use dioxus::prelude::*;
use heilsam_domain::RecoveryCode;
use wasm_bindgen::prelude::*;

use crate::account::sheet::Scanner;
use crate::components::{Button, ButtonKind, Dialog, Kind, Notice, Shape};
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

/// What pages with the code of a sheet get, so that they offer the camera.
pub fn use_scanner() -> Scanner {
    use_callback(|onread: EventHandler<RecoveryCode>| rsx! { SheetScanner { onread } })
}

/// A button that reads the code of a sheet, and says so when it read another code.
#[component]
fn SheetScanner(onread: EventHandler<RecoveryCode>) -> Element {
    let mut scanning = use_signal(|| false);
    let mut is_other = use_signal(|| false);
    let open = move |()| {
        is_other.set(false);
        scanning.set(true);
    };
    rsx! {
        Button { id: "sheet-scan", kind: ButtonKind::Second, wide: true, icon: Shape::Camera, onpress: open, {t!("sheet-scan")} }
        if is_other() {
            Notice { kind: Kind::Warning, id: "sheet-scan-other", announce: true, p { {t!("sheet-scan-other")} } }
        }
        if scanning() {
            ScanDialog {
                text: t!("sheet-scan-text"),
                onclose: move |()| scanning.set(false),
                onfound: move |text: String| {
                    scanning.set(false);
                    match RecoveryCode::parse(&text) {
                        Ok(code) => onread.call(code),
                        Err(_) => is_other.set(true),
                    }
                },
            }
        }
    }
}
