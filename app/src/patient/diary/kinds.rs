//! Which kind of entry: nine large buttons.

use dioxus::prelude::*;
use heilsam_therapy::diary::Kind;

use crate::entry_words as words;
use crate::t;

const fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::BloodPressure => {
            "M12 20S3.5 15 3.5 9A4.5 4.5 0 0 1 12 6.8A4.5 4.5 0 0 1 20.5 9C20.5 15 12 20 12 20z"
        }
        Kind::Pulse => "M2.5 12.500h5l2.500-7l4 13l2.500-6h5",
        Kind::Weight => "M4 4.500h16v15H4zM8 8.500a5.500 5.500 0 0 1 8 0l-2.500 2.500h-3z",
        Kind::MedicationIntake => "M9.5 20.500a5 5 0 0 1-6-6l8-11a5 5 0 0 1 8 6zM7.500 9l8 6",
        Kind::SideEffect => "M12 3.500L2.5 20h19zM12 10v4.500M12 17.300v.1",
        Kind::Activity => {
            "M14.500 3.500a1.500 1.500 0 1 0 .1 0M9 21l3-6.500l-2.500-3l1-5l4 3.500h3.500M12.500 13.500l3 2.500l1 5M10 8L6.500 9.500V13"
        }
        Kind::Sleep => "M20 14.500A8.500 8.500 0 0 1 9.500 4A8.500 8.500 0 1 0 20 14.500z",
        Kind::Mood => {
            "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 14.500c2 2.700 6 2.700 8 0M8.800 9.500v.1M15.200 9.500v.1"
        }
        Kind::FreeNote => "M4 20l1-4.500L16.500 4l3.500 3.500L8.500 19zM14 6.500l3.500 3.500",
    }
}

/// The sign of a kind; decoration only.
#[component]
pub fn KindIcon(kind: Kind) -> Element {
    rsx! {
        svg { class: "icon", view_box: "0 0 24 24", "aria-hidden": "true",
            path { d: path(kind) }
        }
    }
}

/// All kinds side by side; one is always chosen.
#[component]
pub fn KindPicker(chosen: Kind, onchoose: EventHandler<Kind>) -> Element {
    rsx! {
        fieldset { class: "kinds", id: "kinds",
            legend { class: "visually-hidden", {t!("entry-kind")} }
            for (index , kind) in Kind::ALL.into_iter().enumerate() {
                label { key: "{index}", class: "kind", r#for: "kind-{index}",
                    input {
                        id: "kind-{index}",
                        name: "kind",
                        r#type: "radio",
                        checked: chosen == kind,
                        onchange: move |_| onchoose.call(kind),
                    }
                    KindIcon { kind }
                    span { {words::kind(kind)} }
                }
            }
        }
    }
}
