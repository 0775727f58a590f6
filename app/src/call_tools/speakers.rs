//! Where the sound of the others comes out: a headset or the loudspeaker. Nothing is shown where the browser offers no choice.

use dioxus::prelude::*;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::components::{Choice, ChoiceKind, Kind, Notice};
use crate::t;

#[wasm_bindgen(module = "/web/speakers.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn list() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn choose(id: String) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn changed() -> Result<Promise, JsValue>;
    fn chosen() -> String;
    #[wasm_bindgen(js_name = keep)]
    fn keep_chosen();
}

/// Lets pictures that were drawn anew sound where it was wanted.
pub(super) fn keep() {
    if cfg!(target_arch = "wasm32") {
        keep_chosen();
    }
}

/// The loudspeakers to choose from, also those that come and go meanwhile; the choice counts at once.
#[component]
pub(super) fn Speakers() -> Element {
    let mut now = use_signal(chosen);
    let mut failed = use_signal(|| false);
    let mut found = use_signal(Vec::<(String, String)>::new);
    use_future(move || async move {
        loop {
            // Waited for before they are listed: none comes or goes in between.
            let change = changed();
            found.set(listed().await);
            now.set(chosen());
            let Ok(change) = change else { return };
            if JsFuture::from(change).await.is_err() {
                return;
            }
        }
    });
    let speakers = found();
    if speakers.is_empty() {
        return rsx! {};
    }
    rsx! {
        fieldset { class: "choices",
            legend { {t!("tools-device-speaker")} }
            for (index , (id , label)) in speakers.into_iter().enumerate() {
                Choice {
                    key: "{id}",
                    id: "speaker-{index}",
                    name: "speaker",
                    kind: ChoiceKind::Radio,
                    label: name_of(&id, &label, index),
                    checked: now() == id,
                    onchange: {
                        let id = id.clone();
                        move |_| {
                            let id = id.clone();
                            spawn(async move {
                                let done = choose(id.clone()).await.is_ok();
                                failed.set(!done);
                                if done {
                                    now.set(id);
                                }
                            });
                        }
                    },
                }
            }
        }
        if failed() {
            Notice { kind: Kind::Warning, announce: true, p { {t!("tools-device-failed")} } }
        }
    }
}

fn name_of(id: &str, label: &str, index: usize) -> String {
    match (id.is_empty(), label.is_empty()) {
        (true, _) => t!("tools-device-usual"),
        (false, true) => t!("tools-device-unnamed", number = index + 1),
        (false, false) => label.to_owned(),
    }
}

/// Ids and names; the usual loudspeaker may have neither.
async fn listed() -> Vec<(String, String)> {
    let Ok(found) = list().await else { return Vec::new() };
    let read = |each: JsValue| {
        let [id, label] = <[JsValue; 2]>::try_from(js_sys::Array::from(&each).to_vec()).ok()?;
        Some((id.as_string()?, label.as_string()?))
    };
    js_sys::Array::from(&found).iter().filter_map(read).collect()
}
