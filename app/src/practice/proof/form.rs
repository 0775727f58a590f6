//! Numbers and a document; looked at on this device, then sealed to the operators.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_domain::{Bsnr, Lanr};

use super::super::desk::use_desk;
use super::super::papers::explain;
use super::file::{self, FileRefused};
use crate::components::{Button, Field, FieldError, FieldKind, Kind, Notice, Shape};
use crate::{browser, t};

/// A file that was looked at.
#[derive(Clone)]
struct Chosen {
    name: String,
    bytes: Rc<Vec<u8>>,
}

/// The form; what was typed stays until it was handed in.
#[component]
pub fn ProofForm(onsent: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut lanr = use_signal(String::new);
    let mut bsnr = use_signal(String::new);
    let mut chosen = use_signal(|| None::<Chosen>);
    let mut errors = use_signal(Vec::<(&'static str, String)>::new);
    let mut refused = use_signal(|| None::<String>);
    let mut busy = use_signal(|| false);
    // What stands on the papers of the practice is the same number.
    use_future(move || async move {
        if let Ok(master) = desk.master().await {
            if lanr.peek().is_empty() {
                lanr.set(master.lanr);
            }
            if bsnr.peek().is_empty() {
                bsnr.set(master.bsnr);
            }
        }
    });
    let error = move |field: &str| {
        errors.read().iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone())
    };
    let read = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        chosen.set(None);
        let name = file.name();
        let looked = match file.read_bytes().await {
            Ok(bytes) => file::check(&bytes).map(|_| bytes.to_vec()).map_err(words),
            Err(_) => Err(t!("proof-file-unread")),
        };
        errors.write().retain(|(field, _)| *field != "file");
        match looked {
            Ok(bytes) => chosen.set(Some(Chosen { name, bytes: Rc::new(bytes) })),
            Err(text) => errors.write().push(("file", text)),
        }
    };
    let send = move |event: FormEvent| {
        event.prevent_default();
        let (doctor, place) = (Lanr::parse(&lanr.peek()), Bsnr::parse(&bsnr.peek()));
        let mut wrong = Vec::new();
        wrong.extend(doctor.as_ref().err().map(|why| ("lanr", explain(*why))));
        wrong.extend(place.as_ref().err().map(|why| ("bsnr", explain(*why))));
        let file = chosen.peek().clone();
        if file.is_none() {
            wrong.push(("file", error("file").unwrap_or_else(|| t!("proof-file-missing"))));
        }
        if let Some((first, _)) = wrong.first() {
            browser::focus(&format!("proof-{first}"));
        }
        errors.set(wrong);
        let (Ok(doctor), Ok(place), Some(file)) = (doctor, place, file) else { return };
        busy.set(true);
        refused.set(None);
        spawn(async move {
            match desk.hand_in_proof(&doctor, &place, &file.bytes).await {
                Ok(true) => onsent.call(()),
                Ok(false) => refused.set(Some(t!("proof-no-operator"))),
                Err(trouble) => refused.set(Some(trouble.text())),
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: send,
            Field { id: "proof-lanr", label: t!("doc-lanr"), hint: t!("doc-lanr-hint"), kind: FieldKind::Code, value: lanr, error: error("lanr"), required: true, oninput: move |it| lanr.set(it) }
            Field { id: "proof-bsnr", label: t!("doc-bsnr"), hint: t!("doc-bsnr-hint"), kind: FieldKind::Code, value: bsnr, error: error("bsnr"), required: true, oninput: move |it| bsnr.set(it) }
            div { class: "field",
                label { class: "field-label", r#for: "proof-file", {t!("proof-file")} }
                p { class: "field-hint", id: "proof-file-hint", {t!("proof-file-hint")} }
                input {
                    id: "proof-file",
                    class: "input",
                    r#type: "file",
                    accept: ".pdf,.png,.jpg,.jpeg",
                    "aria-describedby": if error("file").is_some() { "proof-file-hint proof-file-error" } else { "proof-file-hint" },
                    "aria-invalid": if error("file").is_some() { "true" },
                    onchange: read,
                }
                if let Some(file) = chosen() {
                    p { class: "soft", id: "proof-file-seen", role: "status", {t!("proof-file-seen", name = file.name)} }
                }
                FieldError { id: "proof-file-error", error: error("file"), announce: true }
            }
            p { class: "soft", {t!("proof-sealed")} }
            if let Some(text) = refused() {
                Notice { id: "proof-not-sent", kind: Kind::Warning, announce: true, p { "{text}" } }
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
