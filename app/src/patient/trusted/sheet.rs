//! The sheet for the trusted person: shown once, printed, handed over.

use dioxus::prelude::*;

use crate::components::{Button, ButtonKind, Kind, Notice, QrCode, Shape};
use crate::{browser, format, t};

/// What is printed, and what is said beside it.
#[component]
pub fn ContactSheet(name: String, code: String, ondone: EventHandler<()>) -> Element {
    let shown = code.clone();
    let text = use_memo(move || code.clone());
    let address = browser::origin();
    rsx! {
        Notice { kind: Kind::Success, id: "trusted-made", announce: true, title: t!("trusted-sheet-title", name = name.clone()),
            p { {t!("trusted-sheet-once")} }
        }
        section { class: "stack",
            h2 { class: "print-only", {t!("trusted-sheet-heading")} }
            p { {t!("trusted-sheet-for")} }
            p { class: "field-label", {t!("trusted-sheet-code")} }
            code { class: "code-block", id: "trusted-code", "{shown}" }
            QrCode { text, label: t!("trusted-sheet-qr") }
            ol { class: "stack",
                li { {t!("trusted-sheet-open", address = format!("{address}/app/"))} }
                li { {t!("trusted-sheet-type")} }
                li { {t!("trusted-sheet-wait")} }
            }
            p { {t!("trusted-sheet-secret")} }
            p { class: "print-only", {t!("sheet-print-date", when = format::day(format::now()))} }
        }
        div { class: "actions",
            Button { id: "trusted-print", icon: Shape::Printer, onpress: |()| browser::print(), {t!("sheet-print")} }
            Button { id: "trusted-done", kind: ButtonKind::Second, onpress: move |()| ondone.call(()), {t!("trusted-done")} }
        }
    }
}
