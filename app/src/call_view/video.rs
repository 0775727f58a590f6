//! A picture on the screen.

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Devices};
use wasm_bindgen::JsCast;
use web_sys::{HtmlVideoElement, MediaStream};

use crate::browser;

/// Whose picture.
#[derive(Clone, PartialEq)]
pub enum Picture {
    /// The other side's, with sound.
    Other(Call),
    /// The own one: mirrored and silent.
    Own(Devices),
}

impl Picture {
    fn stream(&self) -> &MediaStream {
        match self {
            Self::Other(call) => call.remote(),
            Self::Own(devices) => devices.preview(),
        }
    }
}

/// A video element that shows a stream. `srcObject` is a property, hence set once the element is there.
#[component]
pub fn StreamVideo(id: String, label: String, picture: Picture) -> Element {
    let own = matches!(picture, Picture::Own(_));
    let shown = id.clone();
    rsx! {
        video {
            id: "{id}",
            class: if own { "video video-own" } else { "video" },
            "aria-label": "{label}",
            autoplay: true,
            muted: own,
            "playsinline": "true",
            onmounted: move |_| {
                let video = browser::element(&shown).and_then(|it| it.dyn_into::<HtmlVideoElement>().ok());
                if let Some(video) = video {
                    // The attribute alone does not silence an element that is made by a script.
                    video.set_muted(own);
                    video.set_src_object(Some(picture.stream()));
                }
            },
        }
    }
}
