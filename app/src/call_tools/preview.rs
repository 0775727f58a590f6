//! Looking at a picture that was sent or came.

use dioxus::prelude::*;
use heilsam_call::exchange::DocumentKind;

use super::tools::{Above, use_tools};
use crate::components::{Button, Dialog, ErrorState, Photo};
use crate::t;

/// A document above the call.
#[component]
pub(super) fn Preview(line: u32, own: bool, id: u32) -> Element {
    let tools = use_tools();
    let mut above = tools.above;
    let bytes = use_hook(|| tools.content(line, own, id).unwrap_or_default());
    let kind = DocumentKind::of(&bytes);
    rsx! {
        Dialog { id: "document", title: t!("tools-document-title"), onclose: move |()| above.set(Above::Nothing),
            match kind {
                Some(kind) if kind != DocumentKind::Pdf => rsx! {
                    Photo {
                        id: "document-picture",
                        class: "tools-page",
                        bytes,
                        kind: kind.media_type(),
                        alt: t!("tools-picture"),
                        failed: rsx! { ErrorState { text: t!("tools-document-unreadable-came") } },
                    }
                },
                _ => rsx! { ErrorState { text: t!("tools-document-unreadable-came") } },
            }
            div { class: "actions",
                Button { onpress: move |()| above.set(Above::Nothing), {t!("action-close")} }
            }
        }
    }
}
