//! One line of the chat.

use dioxus::prelude::*;
use heilsam_call::exchange::{Failure, Said, State, What};

use super::tools::{Above, Verdict, use_tools};
use crate::components::{Button, ButtonKind, Kind, Notice, Progress, Shape};
use crate::{browser, t};

/// A text or a document, with who it is from.
#[component]
pub(super) fn Line(said: Said) -> Element {
    let names = said.names.join(", ");
    let entry = said.entry.clone();
    let who = match (entry.own, said.names.len()) {
        (true, 0 | 1) => t!("tools-you"),
        (true, _) => t!("tools-you-to", names = names),
        (false, _) => names,
    };
    rsx! {
        li { class: if entry.own { "tools-line tools-own" } else { "tools-line" },
            p { class: "tools-who", "{who}" }
            match &entry.what {
                What::Text { text, delivered } => rsx! {
                    p { class: "tools-text", lang: "", "{text}" }
                    if entry.own && !delivered {
                        p { class: "soft", {t!("tools-waits")} }
                    }
                },
                What::Document { name, size, state } => rsx! {
                    p { class: "tools-text", lang: "", "{name}" }
                    Document { said: said.clone(), size: *size, state: *state }
                },
            }
        }
    }
}

#[component]
fn Document(said: Said, size: u32, state: State) -> Element {
    let tools = use_tools();
    let (line, own, id) = (said.line, said.entry.own, said.entry.id);
    match state {
        State::Moving(done) => rsx! {
            Progress { id: "document-{id}", label: t!("tools-moving", done = kilobytes(done), total = kilobytes(size)), done, total: size }
            Button { kind: ButtonKind::Quiet, icon: Shape::Close, onpress: move |()| tools.withdraw(line, own, id), {t!("tools-withdraw")} }
        },
        State::Failed(why) => rsx! {
            p { class: "soft", {failure(why)} }
        },
        State::Done(_) => match tools.verdict(&said) {
            None => rsx! {
                p { class: "soft", role: "status", {t!("tools-looking")} }
            },
            Some(Verdict::Active) => rsx! {
                Notice { kind: Kind::Warning, p { {t!("tools-document-active-came")} } }
            },
            Some(Verdict::Unreadable) => rsx! {
                Notice { kind: Kind::Warning, p { {t!("tools-document-unreadable-came")} } }
            },
            Some(Verdict::NotLooked) => rsx! {
                Notice { kind: Kind::Warning, announce: true,
                    p { {t!("tools-document-unlooked")} }
                    div { class: "row",
                        Button { kind: ButtonKind::Second, onpress: move |()| tools.look_again(line, id), {t!("action-retry")} }
                    }
                }
            },
            Some(Verdict::Fit) => rsx! {
                p { class: "soft", if own { {t!("tools-arrived", size = kilobytes(size))} } else { {t!("tools-came", size = kilobytes(size))} } }
                Buttons { said }
            },
        },
    }
}

#[component]
fn Buttons(said: Said) -> Element {
    let tools = use_tools();
    let mut above = tools.above;
    let mut refused = use_signal(|| false);
    let (line, own, id) = (said.line, said.entry.own, said.entry.id);
    let What::Document { name, state: State::Done(kind), .. } = said.entry.what else { return rsx! {} };
    let shown = name.clone();
    let save = move |()| {
        let bytes = tools.content(line, own, id).unwrap_or_default();
        refused.set(!browser::offer_file(&name, kind.media_type(), &bytes));
    };
    rsx! {
        div { class: "row",
            Button { kind: ButtonKind::Second, onpress: move |()| above.set(Above::Document(line, own, id)),
                {t!("tools-look")}
                span { class: "visually-hidden", ": {shown}" }
            }
            if !own {
                Button { kind: ButtonKind::Second, icon: Shape::Download, onpress: save,
                    {t!("tools-save")}
                    span { class: "visually-hidden", ": {shown}" }
                }
            }
        }
        if refused() {
            Notice { kind: Kind::Warning, announce: true, p { {t!("tools-not-saved")} } }
        }
    }
}

fn failure(why: Failure) -> String {
    match why {
        Failure::Withdrawn => t!("tools-failed-withdrawn"),
        Failure::NotAllowed => t!("tools-document-kind"),
        Failure::TooMuch => t!("tools-failed-much"),
        Failure::Damaged => t!("tools-failed-damaged"),
    }
}

/// Whole kilobytes, at least one.
const fn kilobytes(bytes: u32) -> u32 {
    if bytes < 1_000 { 1 } else { bytes.div_ceil(1_000) }
}
