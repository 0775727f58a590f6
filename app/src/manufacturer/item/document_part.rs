//! The part of the form for a document: its file, looked at on this device, and what is typed about it.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_compliance::Digest;
use heilsam_compliance::evidence::{Document, document};
use heilsam_domain::document::recognise;

use crate::components::{Choice, DateField, DateKind, Field, FileField, Loading, optional_day};
use crate::i18n::Words;
use crate::manufacturer::acting::Acting;
use crate::t;

/// A file that was looked at: its name, its type, its hash.
#[derive(Clone, PartialEq)]
struct Seen {
    name: String,
    media_type: &'static str,
    digest: Digest,
    bytes: Rc<Vec<u8>>,
}

/// What was chosen and typed. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct DocumentPart {
    seen: Signal<Option<Seen>>,
    reading: Signal<bool>,
    version: Signal<String>,
    issued: Signal<String>,
    until: Signal<String>,
    certificate: Signal<bool>,
}

/// For the form that calls this.
pub(super) fn use_document_part() -> DocumentPart {
    DocumentPart {
        seen: use_signal(|| None),
        reading: use_signal(|| false),
        version: use_signal(String::new),
        issued: use_signal(String::new),
        until: use_signal(String::new),
        certificate: use_signal(|| false),
    }
}

impl DocumentPart {
    /// The document and its bytes.
    ///
    /// # Errors
    /// What is missing or cannot be read, in words.
    pub(super) fn document(self) -> Result<(Document, Rc<Vec<u8>>), Words> {
        let named = |label: fn() -> String| {
            move |wanted: DateKind| Words::new(move || format!("{}: {}", label(), wanted.wanted()))
        };
        let chosen = (self.seen)().ok_or_else(|| Words::new(|| t!("evidence-file-missing")))?;
        let document = Document {
            name: chosen.name,
            media_type: chosen.media_type.to_owned(),
            digest: chosen.digest,
            version: (self.version)().trim().to_owned(),
            issued: optional_day(&(self.issued)()).map_err(named(|| t!("evidence-issued")))?,
            valid_until: optional_day(&(self.until)()).map_err(named(|| t!("evidence-until")))?,
            certificate: (self.certificate)(),
        };
        Ok((document, chosen.bytes))
    }

    /// Looks at the chosen file, or says why it cannot be taken.
    async fn read(mut self, event: FormEvent, acting: Acting) {
        let Some(file) = event.files().into_iter().next() else { return };
        self.reading.set(true);
        self.seen.set(None);
        let name = file.name();
        match file.read_bytes().await {
            Ok(bytes) => match recognise(&bytes) {
                Ok(media_type) => {
                    acting.refuse(Vec::new());
                    let digest = Digest::of(&bytes);
                    self.seen.set(Some(Seen { name, media_type, digest, bytes: Rc::new(bytes.to_vec()) }));
                }
                Err(refused) => acting.refuse(vec![document::message(refused).into()]),
            },
            Err(_) => acting.refuse(vec![Words::new(|| t!("evidence-file-unread"))]),
        }
        self.reading.set(false);
    }
}

/// The fields; `storing` while the bytes are on their way to the server.
#[component]
pub(super) fn DocumentFields(part: DocumentPart, acting: Acting, storing: bool) -> Element {
    let DocumentPart { seen, reading, mut version, mut issued, mut until, mut certificate } = part;
    rsx! {
        FileField {
            id: "evidence-file",
            label: t!("evidence-file"),
            hint: t!("evidence-file-hint"),
            accept: ".pdf,.png,.jpg,.jpeg,.txt,.csv",
            before: seen.peek().as_ref().map(|file| file.name.clone()),
            onchange: move |event: FormEvent| async move { part.read(event, acting).await },
        }
        if storing {
            p { class: "soft", role: "status", {t!("evidence-storing")} }
        }
        if reading() {
            Loading {}
        }
        if let Some(file) = seen() {
            p { class: "soft", role: "status", {t!("evidence-file-seen", kind = file.media_type, digest = file.digest.to_string().chars().take(16).collect::<String>())} }
        }
        div { class: "field-row",
            Field { id: "evidence-version", label: t!("evidence-version"), value: version, oninput: move |it| version.set(it) }
            DateField { id: "evidence-issued", label: t!("evidence-issued"), kind: DateKind::Day, value: issued, oninput: move |it| issued.set(it) }
            DateField { id: "evidence-until", label: t!("evidence-until"), kind: DateKind::Day, value: until, oninput: move |it| until.set(it) }
        }
        Choice { id: "evidence-certificate", name: "evidence-certificate", label: t!("evidence-certificate"), detail: t!("evidence-certificate-hint"), checked: certificate(), onchange: move |it| certificate.set(it) }
    }
}
