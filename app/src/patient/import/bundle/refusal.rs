//! Why a file cannot be taken over, in plain words first.

use dioxus::prelude::*;
use serde_json::Value;

use super::{number, text};
use crate::components::{Kind, Notice};
use crate::t;

fn reason(refusal: &Value) -> String {
    let line = number(refusal, "line");
    let element = text(refusal, "element");
    match text(refusal, "code") {
        "file-too-large" => t!("take-error-large"),
        "no-fhir-file" => t!("take-error-no-file"),
        "no-diga-export" => t!("take-error-not-diga"),
        "file-forbidden" => t!("take-error-forbidden", line = line),
        "broken-identity" => t!("take-error-identity", line = line),
        "newer-format" => t!("take-error-newer"),
        _ if element.is_empty() => t!("take-error-damaged", line = line),
        _ => t!("take-error-damaged-element", line = line, element = element.to_owned()),
    }
}

/// The reason, and what a technician needs.
#[component]
pub fn RefusalView(refusal: Value) -> Element {
    let (line, column) = (number(&refusal, "line"), number(&refusal, "column"));
    let detail = text(&refusal, "detail").to_owned();
    rsx! {
        Notice { kind: Kind::Warning, announce: true, id: "import-problem",
            p { {reason(&refusal)} }
        }
        details {
            summary { {t!("take-error-details")} }
            p { class: "soft", lang: "en", {t!("take-error-technical", line = line, column = column, detail = detail)} }
        }
    }
}
