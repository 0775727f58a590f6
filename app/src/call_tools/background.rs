//! The blurred background. The camera or the system does it, where they can; else the page does. Where nothing can, the bar says
//! so, and what helps.

use dioxus::prelude::*;
use wasm_bindgen::prelude::*;

use super::tools::{Tools, use_tools};
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::{browser, t};

#[wasm_bindgen(module = "/web/blur.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = follow)]
    async fn follow_camera(connection: JsValue, own: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn toggle(connection: JsValue, own: bool) -> Result<JsValue, JsValue>;
}

/// What the camera of this call says about its background.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blur {
    /// There is no camera, or nobody looked yet.
    NoCamera,
    /// Camera or browser cannot.
    Cannot,
    /// Blurred or not, and only the system can change it.
    System(bool),
    /// Blurred or not, and it can be changed here.
    Here(bool),
    /// No longer blurred: this device is too slow for it.
    Slow,
    /// Not blurred: what blurs could not be loaded, or did not go on.
    Failed,
}

impl Blur {
    fn read(word: Option<&str>) -> Self {
        match word {
            Some("on") => Self::Here(true),
            Some("off") => Self::Here(false),
            Some("system-on") => Self::System(true),
            Some("system-off") => Self::System(false),
            Some("slow") => Self::Slow,
            Some("failed") => Self::Failed,
            Some("cannot") => Self::Cannot,
            _ => Self::NoCamera,
        }
    }
}

/// Looks at the camera: it may be another one, and the system may have switched it.
pub(super) async fn follow(tools: Tools) {
    let mut blur = tools.blur;
    // A camera that says nothing now is asked again in a moment.
    let Ok(word) = follow_camera(connection(tools), may_blur_here()).await else { return };
    let now = Blur::read(word.as_string().as_deref());
    if *blur.peek() != now {
        blur.set(now);
    }
}

/// Switches it; whether the camera did.
async fn switch(tools: Tools) -> bool {
    let done = toggle(connection(tools), may_blur_here()).await.is_ok_and(|done| done.is_truthy());
    follow(tools).await;
    done
}

fn connection(tools: Tools) -> JsValue {
    tools.port().map_or(JsValue::UNDEFINED, |port| port.connection())
}

/// The window shows pictures that the program takes, and no page of it can reach them.
fn may_blur_here() -> bool {
    !browser::is_desktop_window()
}

/// The switch, where it works. `refused` tells whether the camera left it at that.
#[component]
pub(super) fn BlurButton(refused: Signal<bool>) -> Element {
    let tools = use_tools();
    let mut busy = use_signal(|| false);
    let on = match (tools.blur)() {
        Blur::Here(on) => on,
        Blur::Slow | Blur::Failed => false,
        Blur::NoCamera | Blur::Cannot | Blur::System(_) => return rsx! {},
    };
    rsx! {
        Button { id: "call-blur", kind: ButtonKind::Quiet, icon: Shape::Blur, pressed: on, busy: busy(),
            onpress: move |()| {
                busy.set(true);
                spawn(async move {
                    refused.set(!switch(tools).await);
                    busy.set(false);
                });
            },
            {t!("tools-blur")}
        }
    }
}

/// It switched itself off: the others see the room now, so whoever is in it is told at once.
#[component]
pub(super) fn BlurOver() -> Element {
    let words = match (use_tools().blur)() {
        Blur::Slow => t!("tools-blur-slow"),
        Blur::Failed => t!("tools-blur-failed"),
        Blur::NoCamera | Blur::Cannot | Blur::System(_) | Blur::Here(_) => return rsx! {},
    };
    rsx! {
        Notice { kind: Kind::Warning, id: "blur-over", announce: true, p { "{words}" } }
    }
}

/// Where there is no switch: why, and what helps.
#[component]
pub(super) fn BlurNote() -> Element {
    let words = match (use_tools().blur)() {
        Blur::NoCamera | Blur::Here(_) | Blur::Slow | Blur::Failed => return rsx! {},
        Blur::System(true) => t!("tools-blur-system-on"),
        Blur::System(false) => t!("tools-blur-system-off"),
        Blur::Cannot if browser::is_desktop_window() => t!("tools-blur-window"),
        Blur::Cannot => t!("tools-blur-cannot"),
    };
    rsx! {
        p { class: "tools-note", id: "blur-note", "{words}" }
    }
}
