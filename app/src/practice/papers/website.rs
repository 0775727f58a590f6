//! What a practice can put on its website or on the wall: a text, a button, a picture to scan, which lead to the page where a
//! code is typed; and the logo.

use dioxus::prelude::*;

use crate::components::{Button, ButtonKind, QrCode, Shape, qr_picture, use_toasts};
use crate::{browser, t};

/// The type of the pictures.
const SVG: &str = "image/svg+xml";
/// The logo of the service.
const LOGO: &str = include_str!("../../../../assets/icons/heilsam.svg");

/// All of it, to be copied or saved.
#[component]
pub fn Website(practice: String) -> Element {
    let mut toasts = use_toasts();
    let origin = browser::origin();
    let address = format!("{origin}/v");
    let practice = if practice.trim().is_empty() { t!("website-we") } else { practice };
    let text = t!("website-text", practice = practice, address = address.clone());
    let button = button_code(&address, &t!("website-button-label"));
    let drawn = address.clone();
    let save = move |()| {
        let offer =
            |picture: String| browser::offer_file(&t!("website-picture-file"), SVG, picture.as_bytes());
        if !qr_picture(&drawn).is_some_and(offer) {
            toasts.say(|| t!("website-picture-failed"));
        }
    };
    let save_logo = move |()| {
        if !browser::offer_file(&t!("website-logo-file"), SVG, LOGO.as_bytes()) {
            toasts.say(|| t!("website-picture-failed"));
        }
    };
    let qr = use_memo(use_reactive!(|address| address));
    let copy = use_callback(move |piece: String| {
        spawn(async move {
            let done = browser::copy(&piece).await;
            toasts.say(move || if done { t!("website-copied") } else { t!("website-not-copied") });
        });
    });
    let (copied_text, copied_button) = (text.clone(), button.clone());
    rsx! {
        section { class: "stack", "aria-labelledby": "website",
            h2 { id: "website", {t!("website-title")} }
            p { {t!("website-lead")} }
            p { class: "card", id: "website-words", "{text}" }
            pre { class: "card", id: "website-button", code { "{button}" } }
            div { class: "row",
                Button { id: "copy-website-text", kind: ButtonKind::Second, icon: Shape::Copy, onpress: move |()| copy.call(copied_text.clone()), {t!("website-copy-text")} }
                Button { id: "copy-website-button", kind: ButtonKind::Second, icon: Shape::Copy, onpress: move |()| copy.call(copied_button.clone()), {t!("website-copy-button")} }
            }
            QrCode { text: qr, label: t!("website-qr") }
            div { class: "row",
                Button { id: "save-website-picture", kind: ButtonKind::Second, icon: Shape::Download, onpress: save, {t!("website-picture")} }
                Button { id: "save-website-logo", kind: ButtonKind::Second, icon: Shape::Download, onpress: save_logo, {t!("website-logo")} }
            }
        }
    }
}

/// A link as HTML that looks like a button without anything else from this server.
fn button_code(address: &str, label: &str) -> String {
    format!(
        "<a href=\"{}\" style=\"display:inline-block;padding:.75em 1.25em;border-radius:.5em;background:#0b5c6b;color:#fff\">{}</a>",
        escaped(address),
        escaped(label)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_is_a_plain_link_that_loads_nothing() {
        let code = button_code("https://heilsam.example/v", "Zur \"Sprechstunde\" <heute>");
        assert!(code.starts_with("<a href=\"https://heilsam.example/v\""));
        assert!(code.ends_with(">Zur &quot;Sprechstunde&quot; &lt;heute&gt;</a>"));
        assert!(!code.contains("<script") && !code.contains("src="));
    }
}
