//! Chat and documents.

use dioxus::prelude::*;
use heilsam_call::exchange::{DocumentKind, MAX_DOCUMENT, Said, Unsendable, What};

use super::entry::Line;
use super::preview::{Preview, examine_pdf};
use super::tools::{Above, Tools, Verdict, use_tools};
use crate::components::{Button, ButtonKind, Field, FileField, Shape};
use crate::i18n::Words;
use crate::{browser, t};

/// The chat, where it is open.
#[component]
pub(super) fn Panel() -> Element {
    let tools = use_tools();
    let talking = (tools.talking)();
    use_effect(use_reactive!(|talking| {
        if talking {
            browser::focus("chat-text");
        }
    }));
    if !talking {
        return rsx! {};
    }
    let entries = tools.entries();
    let empty = entries.is_empty();
    let close = move |()| {
        tools.open_chat(false);
        browser::focus("call-chat");
    };
    rsx! {
        section { class: "tools-panel", id: "chat", "aria-labelledby": "chat-title",
            div { class: "tools-head",
                h2 { id: "chat-title", {t!("tools-chat")} }
                Button { id: "chat-close", kind: ButtonKind::Quiet, icon: Shape::Close, onpress: close, {t!("action-close")} }
            }
            p { class: "soft", {t!("tools-chat-private", name = tools.readers())} }
            div { class: "tools-log", role: "log", tabindex: if !empty { "0" }, "aria-label": t!("tools-log"),
                ol { class: "tools-lines", id: "chat-log",
                    for said in entries {
                        Line { key: "{said.line}-{said.entry.own}-{said.entry.id}", said }
                    }
                }
            }
            Say {}
            SendDocument {}
        }
    }
}

/// After the call: what came, to be saved.
#[component]
pub(super) fn Remains() -> Element {
    let tools = use_tools();
    let came = |said: &Said| !said.entry.own && matches!(said.entry.what, What::Document { .. });
    let documents: Vec<_> = tools.entries().into_iter().filter(came).collect();
    if documents.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "card stack", id: "call-remains",
            h2 { {t!("tools-remains")} }
            p { {t!("tools-remains-text")} }
            ol { class: "tools-lines",
                for said in documents {
                    Line { key: "{said.line}-{said.entry.id}", said }
                }
            }
        }
        if let Above::Document(line, own, id) = (tools.above)() {
            Preview { line, own, id }
        }
    }
}

#[component]
fn Say() -> Element {
    let tools = use_tools();
    let mut text = use_signal(String::new);
    let mut error = use_signal(|| None::<Words>);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        let said = tools.say(&text.peek());
        match said {
            Ok(()) => {
                text.set(String::new());
                error.set(None);
            }
            // Nothing typed, nothing wrong.
            Err(Unsendable::Empty) => {}
            Err(why) => error.set(Some(Words::new(move || explain(why)))),
        }
        browser::focus("chat-text");
    };
    rsx! {
        form { class: "tools-say", onsubmit: submit, novalidate: true,
            Field {
                id: "chat-text",
                label: t!("tools-text"),
                value: text,
                error: error().map(|why| why.text()),
                oninput: move |typed| {
                    text.set(typed);
                    error.set(None);
                },
            }
            Button { id: "chat-send", submit: true, kind: ButtonKind::Second, {t!("tools-send")} }
        }
    }
}

#[component]
fn SendDocument() -> Element {
    let tools = use_tools();
    let mut error = use_signal(|| None::<Words>);
    // Another field each time: the same file can be chosen twice.
    let mut round = use_signal(|| 0_u32);
    let chosen = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        error.set(None);
        let result = if file.size() > u64::from(MAX_DOCUMENT) {
            Err(Words::new(|| t!("tools-document-large")))
        } else {
            match file.read_bytes().await {
                Ok(bytes) => send(tools, &file.name(), bytes.to_vec()).await,
                Err(_) => Err(Words::new(|| t!("tools-document-unread"))),
            }
        };
        error.set(result.err());
        round += 1;
    };
    rsx! {
        for number in [round()] {
            FileField {
                key: "{number}",
                id: "chat-file",
                label: t!("tools-document"),
                hint: t!("tools-document-hint", name = tools.name()),
                accept: ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg",
                error: error().map(|why| why.text()),
                silent: true,
                onchange: chosen,
            }
        }
    }
}

async fn send(tools: Tools, name: &str, bytes: Vec<u8>) -> Result<(), Words> {
    if DocumentKind::of(&bytes) == Some(DocumentKind::Pdf) {
        match examine_pdf(&bytes).await {
            Verdict::Fit => {}
            Verdict::Active => return Err(Words::new(|| t!("tools-document-active"))),
            Verdict::NotLooked => return Err(Words::new(|| t!("tools-document-unlooked"))),
            Verdict::Unreadable => return Err(Words::new(|| t!("tools-document-unreadable"))),
        }
    }
    tools.offer(name, bytes).map_err(|why| Words::new(move || explain(why)))
}

fn explain(why: Unsendable) -> String {
    match why {
        Unsendable::Empty => t!("tools-document-empty"),
        Unsendable::TooLong => t!("tools-too-long"),
        Unsendable::NotAllowed => t!("tools-document-kind"),
        Unsendable::TooMany => t!("tools-too-many"),
    }
}
