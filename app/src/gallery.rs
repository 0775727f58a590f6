//! All building blocks on one page, for looking and for axe.

use dioxus::prelude::*;

use crate::components::*;
use crate::i18n::{Sources, use_texts};
use crate::{program, t};

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/chart.ftl"), include_str!("../../assets/i18n/en/chart.ftl")),
    (include_str!("../../assets/i18n/de/files.ftl"), include_str!("../../assets/i18n/en/files.ftl")),
    (include_str!("../../assets/i18n/de/gallery.ftl"), include_str!("../../assets/i18n/en/gallery.ftl")),
];

/// Starts the gallery.
pub fn start() {
    program::start(Gallery);
}

#[component]
fn Gallery() -> Element {
    use_texts(SOURCES);
    let nav = vec![
        NavItem { shape: Shape::Heart, label: t!("gallery-one"), href: "#one".to_owned(), current: true },
        NavItem { shape: Shape::List, label: t!("gallery-two"), href: "#two".to_owned(), current: false },
    ];
    rsx! {
        program::Guarded {
            Frame { nav,
                PageTitle { title: t!("gallery-title"), lead: t!("gallery-text"), step: t!("gallery-one") }
                div { class: "stack-wide",
                    Buttons {}
                    Fields {}
                    Messages {}
                    Figures {}
                    States {}
                }
            }
        }
    }
}

#[component]
fn Buttons() -> Element {
    let mut open = use_signal(|| false);
    let mut toasts = use_toasts();
    rsx! {
        section { class: "stack",
            h2 { {t!("gallery-buttons")} }
            div { class: "row",
                Button { id: "dialog-open", onpress: move |()| open.set(true), {t!("gallery-dialog")} }
                Button { kind: ButtonKind::Second, icon: Shape::Add, onpress: move |()| toasts.say(|| t!("gallery-text")), {t!("gallery-toast")} }
                Button { kind: ButtonKind::Quiet, {t!("gallery-one")} }
                Button { kind: ButtonKind::Danger, {t!("gallery-two")} }
                Button { busy: true, {t!("state-loading")} }
            }
            if open() {
                Dialog { id: "example", title: t!("gallery-dialog"), onclose: move |()| open.set(false),
                    p { {t!("gallery-text")} }
                    div { class: "row",
                        Button { onpress: move |()| open.set(false), {t!("action-close")} }
                        Button { kind: ButtonKind::Quiet, {t!("gallery-two")} }
                    }
                }
            }
        }
    }
}

#[component]
fn Fields() -> Element {
    let mut text = use_signal(String::new);
    let mut ticked = use_signal(|| false);
    rsx! {
        section { class: "stack",
            h2 { {t!("gallery-fields")} }
            Field { id: "a", label: t!("gallery-one"), value: text, oninput: move |it| text.set(it), hint: t!("gallery-text") }
            Field {
                id: "b",
                label: t!("gallery-two"),
                value: text,
                oninput: move |it| text.set(it),
                error: t!("gallery-text"),
                kind: FieldKind::Code,
            }
            Field { id: "c", label: t!("gallery-two"), value: text, oninput: move |it| text.set(it), unit: "mmHg", kind: FieldKind::Number }
            FileField { id: "f", label: t!("gallery-one"), hint: t!("gallery-text"), accept: "image/*", onchange: |_| {} }
            fieldset { class: "choices",
                legend { {t!("gallery-one")} }
                Choice {
                    id: "d",
                    name: "d",
                    label: t!("gallery-one"),
                    detail: t!("gallery-text"),
                    checked: ticked(),
                    onchange: move |it| ticked.set(it),
                }
                Choice { id: "e", name: "e", label: t!("gallery-two"), checked: false, onchange: |_| {} }
            }
        }
    }
}

#[component]
fn Messages() -> Element {
    rsx! {
        section { class: "stack",
            h2 { {t!("gallery-messages")} }
            for kind in [Kind::Info, Kind::Success, Kind::Warning, Kind::Danger] {
                Notice { kind, title: t!("gallery-one"), p { {t!("gallery-text")} } }
            }
            div { class: "row",
                for kind in [Kind::Info, Kind::Success, Kind::Warning, Kind::Danger] {
                    Badge { kind, icon: Shape::Cloud, {t!("gallery-two")} }
                }
            }
        }
    }
}

#[component]
fn Figures() -> Element {
    let series = [t!("gallery-one"), t!("gallery-two")];
    let series = series.map(|name| Series { name, unit: "mmHg".to_owned() }).to_vec();
    let value = |day: i32, base: i32, swing: i32| Some(f64::from(base + (day * 7) % swing));
    let points: Vec<Point> = (0..20)
        .map(|day| Point {
            x: f64::from(day),
            label: Label::Text(day.to_string()),
            values: vec![value(day, 128, 23), value(day, 78, 13)],
        })
        .collect();
    rsx! {
        section { class: "stack",
            h2 { {t!("gallery-figures")} }
            LineChart { id: "chart", title: t!("gallery-one"), series, points }
            Progress { id: "progress", label: t!("state-loading"), done: 3, total: 8 }
            Progress { id: "endless", label: t!("state-loading"), done: 0, total: 0 }
            QrCode { text: "https://localhost/v#1.example", label: t!("gallery-two") }
            code { class: "code-block", "A1B2 C3D4 E5F6" }
        }
    }
}

#[component]
fn States() -> Element {
    rsx! {
        section { class: "stack",
            h2 { {t!("gallery-states")} }
            Loading {}
            Empty { shape: Shape::Heart, title: t!("gallery-one"), text: t!("gallery-text"),
                Button { {t!("action-next")} }
            }
            ErrorState { text: t!("gallery-text"), onretry: |()| {} }
        }
    }
}
