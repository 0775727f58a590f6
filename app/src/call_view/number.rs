//! Comparing the security number.

use dioxus::prelude::*;
use heilsam_call::Intent;
use heilsam_call::browser::Call;

use crate::components::{Button, ButtonKind, Dialog};
use crate::t;

/// Shows the number and asks whether the other side has the same one.
#[component]
pub fn CompareNumber(call: Call, number: Option<String>, onclose: EventHandler<()>) -> Element {
    let (same, differs) = (call.clone(), call);
    rsx! {
        Dialog { id: "number", title: t!("call-number-title"), onclose,
            p { {t!("call-number-text")} }
            p { class: "code-block call-digits", id: "security-number", {number.unwrap_or_default()} }
            div { class: "actions",
                Button {
                    onpress: move |()| {
                        same.send(Intent::NumberMatches);
                        onclose.call(());
                    },
                    {t!("call-number-same")}
                }
                Button {
                    kind: ButtonKind::Danger,
                    onpress: move |()| {
                        onclose.call(());
                        differs.send(Intent::NumberDiffers);
                    },
                    {t!("call-number-differs")}
                }
                Button { kind: ButtonKind::Quiet, onpress: move |()| onclose.call(()), {t!("action-close")} }
            }
        }
    }
}
