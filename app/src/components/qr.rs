//! A QR code as SVG.

use dioxus::prelude::*;
use qrcode::{Color, EcLevel};

/// One path with all dark modules, and the width in modules with the quiet zone; `None` when the
/// text is too long for any code (about 2,900 bytes).
fn modules(text: &str) -> Option<(usize, String)> {
    const QUIET: usize = 4;
    let code = qrcode::QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let width = code.width();
    let path = code
        .to_colors()
        .iter()
        .enumerate()
        .filter(|(_, color)| **color == Color::Dark)
        .map(|(index, _)| format!("M{} {}h1v1h-1z", index % width + QUIET, index / width + QUIET))
        .collect();
    Some((width + 2 * QUIET, path))
}

/// The code as the text of a picture (SVG) that stands for itself; `None` when the text is too long for any code.
#[must_use]
pub fn qr_picture(text: &str) -> Option<String> {
    let (width, path) = modules(text)?;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {width}\" width=\"600\" height=\"600\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{width}v{width}h-{width}z\"/><path d=\"{path}\"/></svg>\n"
    ))
}

/// A QR code, black on white in every theme. `label` says what it holds.
#[component]
pub fn QrCode(text: ReadSignal<String>, label: String) -> Element {
    let code = use_memo(move || modules(&text.read()));
    let Some((width, path)) = code() else { return rsx! {} };
    rsx! {
        div { class: "qr",
            svg {
                view_box: "0 0 {width} {width}",
                role: "img",
                "aria-label": "{label}",
                "shape-rendering": "crispEdges",
                path { d: "{path}" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_three_finder_patterns_and_a_quiet_zone() {
        let (width, path) = modules("HEILSAM").expect("a short text fits");
        assert_eq!(width, 21 + 8);
        assert!(path.starts_with("M4 4h1v1h-1z"));
        assert!(!path.contains("M3 "));
    }

    #[test]
    fn the_picture_is_black_on_white_and_holds_the_same_code() {
        let picture = qr_picture("HEILSAM").expect("a short text fits");
        let (_, path) = modules("HEILSAM").expect("a short text fits");
        assert!(picture.starts_with("<svg xmlns=") && picture.contains("viewBox=\"0 0 29 29\""));
        assert!(picture.contains("fill=\"#fff\" d=\"M0 0h29v29h-29z\"") && picture.contains(&path));
    }

    #[test]
    fn a_text_too_long_for_any_code_gives_none() {
        assert_eq!(modules(&"x".repeat(5_000)), None);
        assert_eq!(qr_picture(&"x".repeat(5_000)), None);
    }
}
