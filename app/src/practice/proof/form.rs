//! Numbers and a document; looked at on this device, then sealed to the operators.

use std::rc::Rc;

use dioxus::prelude::*;

use super::super::desk::use_desk;
use super::asked::{Asked, Chosen, WhoFields};
use super::file::{self, FileRefused};
use crate::components::{Button, FileField, Kind, Notice, Shape};
use crate::i18n::Words;
use crate::t;

/// The form; what was typed stays until it was handed in.
#[component]
pub(super) fn ProofForm(asked: Asked, onsent: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut chosen = use_signal(|| None::<Chosen>);
    let mut refused = use_signal(|| None::<Words>);
    let mut busy = use_signal(|| false);
    let read = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        chosen.set(None);
        let name = file.name();
        let looked = match file.read_bytes().await {
            Ok(bytes) => {
                file::check(&bytes).map(|_| bytes.to_vec()).map_err(|why| Words::new(move || words(why)))
            }
            Err(_) => Err(Words::new(|| t!("proof-file-unread"))),
        };
        let wrong = match looked {
            Ok(bytes) => {
                chosen.set(Some(Chosen { name, bytes: Rc::new(bytes) }));
                None
            }
            Err(why) => Some(why),
        };
        asked.judge("file", wrong);
    };
    let send = move |event: FormEvent| {
        event.prevent_default();
        let file = chosen.peek().clone();
        let missing = || asked.wrong("file").unwrap_or_else(|| Words::new(|| t!("proof-file-missing")));
        let who = asked.who("proof", file.is_none().then(|| ("file", missing())));
        let (Some(who), Some(file)) = (who, file) else { return };
        busy.set(true);
        refused.set(None);
        spawn(async move {
            match desk.hand_in_proof(&who, &file.bytes).await {
                Ok(true) => onsent.call(()),
                Ok(false) => refused.set(Some(Words::new(|| t!("proof-no-operator")))),
                Err(trouble) => refused.set(Some(trouble.into())),
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: send,
            WhoFields { asked }
            FileField {
                id: "proof-file",
                label: t!("proof-file"),
                hint: t!("proof-file-hint"),
                accept: ".pdf,.png,.jpg,.jpeg",
                error: asked.error("file"),
                onchange: read,
            }
            if let Some(file) = chosen() {
                p { class: "visually-hidden", id: "proof-file-seen", role: "status", {t!("proof-file-seen", name = file.name)} }
            }
            p { class: "soft", {t!("proof-sealed")} }
            if let Some(why) = refused() {
                Notice { id: "proof-not-sent", kind: Kind::Warning, announce: true, p { {why.text()} } }
            }
            div { class: "actions",
                Button { id: "proof-send", submit: true, icon: Shape::Upload, busy: busy(), {t!("proof-send")} }
            }
        }
    }
}

/// Why a file is not taken, and what to do.
pub(in crate::practice) fn words(why: FileRefused) -> String {
    match why {
        FileRefused::Type => t!("proof-file-type"),
        FileRefused::Size => t!("proof-file-size"),
        FileRefused::Closed => t!("proof-file-closed"),
        FileRefused::Active => t!("proof-file-active"),
    }
}
