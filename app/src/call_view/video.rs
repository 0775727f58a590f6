//! A picture on the screen.

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Devices};
use wasm_bindgen::JsCast;
use web_sys::{HtmlVideoElement, MediaStream};

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
    rsx! {
        video {
            id: "{id}",
            class: if own { "video video-own" } else { "video" },
            "aria-label": "{label}",
            autoplay: true,
            muted: own,
            "playsinline": "true",
            onmounted: move |mounted| {
                // Not looked up by its id: the element that this one replaces may still be in the page.
                let element = mounted.downcast::<web_sys::Element>();
                if let Some(video) = element.and_then(JsCast::dyn_ref::<HtmlVideoElement>) {
                    // The attribute alone does not silence an element that is made by a script.
                    video.set_muted(own);
                    video.set_src_object(Some(picture.stream()));
                }
            },
        }
    }
}
