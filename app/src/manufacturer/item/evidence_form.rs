//! New evidence: a person's statement, or a document, which is sealed on this device before it is stored.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_compliance::Digest;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::evidence::{Document, Evidence, EvidenceId, Statement, document};
use heilsam_compliance::workspace::Action;
use heilsam_domain::document::recognise;

use crate::components::{Button, ButtonKind, Choice, ChoiceKind, Field, FieldKind, Loading, TextArea};
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::{say, use_desk};
use crate::manufacturer::drafts::Place;
use crate::t;

/// A file that was looked at: its name, its type, its hash.
#[derive(Clone, PartialEq)]
struct Seen {
    name: String,
    media_type: &'static str,
    digest: Digest,
    bytes: Rc<Vec<u8>>,
}

/// The form; `ondone` when something was added, or nothing shall be.
#[component]
pub fn EvidenceForm(reference: ItemRef, ondone: EventHandler<()>) -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let mut statement = use_signal(|| true);
    let drafts = desk.drafts();
    let place = Place::Statement(reference.clone());
    // Role and text, as they are typed.
    let (role, text) = drafts.value::<(String, String)>(&place).unwrap_or_default();
    let mut version = use_signal(String::new);
    let mut issued = use_signal(String::new);
    let mut until = use_signal(String::new);
    let mut certificate = use_signal(|| false);
    let mut seen = use_signal(|| None::<Seen>);
    let mut reading = use_signal(|| false);
    let mut storing = use_signal(|| false);
    let (said_as, said) = (role.clone(), text.clone());
    let typed = place.clone();
    let add = move || {
        let Some(open) = desk.open() else { return };
        let mut file = None;
        let evidence = if statement() {
            Evidence::Statement(Statement {
                person: open.view.person.clone(),
                role: said_as.trim().to_owned(),
                date: open.now.today,
                text: said.trim().to_owned(),
            })
        } else {
            let Some(chosen) = seen() else {
                return acting.refuse(vec![t!("evidence-file-missing")]);
            };
            file = Some(chosen.bytes);
            Evidence::Document(Document {
                name: chosen.name,
                media_type: chosen.media_type.to_owned(),
                digest: chosen.digest,
                version: version().trim().to_owned(),
                issued: issued().parse().ok(),
                valid_until: until().parse().ok(),
                certificate: certificate(),
            })
        };
        // The number of the next entry is new, and who acts between is told by the server.
        let id = EvidenceId(format!("n{}-{}", open.workspace().history().len() + 1, reference.item));
        // What the rules refuse is not stored either.
        if let Err(refused) = evidence.check(open.now) {
            return acting.refuse(vec![say(&refused.message())]);
        }
        let actions = vec![
            Action::AddEvidence { id: id.clone(), evidence },
            Action::BindEvidence { item: reference.clone(), evidence: id },
        ];
        let place = typed.clone();
        let done = move || {
            drafts.keep(&place, String::new());
            ondone.call(());
        };
        let Some(file) = file else { return acting.run(actions, t!("evidence-added"), done) };
        spawn(async move {
            storing.set(true);
            acting.refuse(Vec::new());
            let stored = desk.store_document(&file).await;
            storing.set(false);
            match stored {
                Ok(()) => acting.run(actions, t!("evidence-added"), done),
                Err(why) => acting.refuse(why),
            }
        });
    };
    let read = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        reading.set(true);
        seen.set(None);
        let name = file.name();
        match file.read_bytes().await {
            Ok(bytes) => match recognise(&bytes) {
                Ok(media_type) => {
                    acting.refuse(Vec::new());
                    let digest = Digest::of(&bytes);
                    seen.set(Some(Seen { name, media_type, digest, bytes: Rc::new(bytes.to_vec()) }));
                }
                Err(refused) => acting.refuse(vec![say(&document::message(refused))]),
            },
            Err(_) => acting.refuse(vec![t!("evidence-file-unread")]),
        }
        reading.set(false);
    };
    rsx! {
        form {
            class: "stack inset",
            novalidate: true,
            "aria-labelledby": "evidence-add-title",
            onsubmit: move |event| {
                event.prevent_default();
                add();
            },
            h3 { id: "evidence-add-title", {t!("evidence-add-title")} }
            fieldset { class: "choices",
                legend { class: "field-label", {t!("evidence-kind")} }
                Choice { id: "evidence-kind-statement", name: "evidence-kind", kind: ChoiceKind::Radio, label: t!("evidence-kind-statement"), detail: t!("evidence-kind-statement-hint"), checked: statement(), onchange: move |_| statement.set(true) }
                Choice { id: "evidence-kind-document", name: "evidence-kind", kind: ChoiceKind::Radio, label: t!("evidence-kind-document"), detail: t!("evidence-kind-document-hint"), checked: !statement(), onchange: move |_| statement.set(false) }
            }
            if statement() {
                Field { id: "evidence-role", label: t!("evidence-role"), hint: t!("evidence-role-hint"), value: role.clone(), oninput: { let (place, text) = (place.clone(), text.clone()); move |role: String| drafts.keep_value(&place, Some(&(role, text.clone()))) } }
                TextArea { id: "evidence-text", label: t!("evidence-text"), value: text.clone(), oninput: { let place = place.clone(); move |text: String| drafts.keep_value(&place, Some(&(role.clone(), text))) } }
            } else {
                div { class: "field",
                    label { class: "field-label", r#for: "evidence-file", {t!("evidence-file")} }
                    p { class: "field-hint", id: "evidence-file-hint", {t!("evidence-file-hint")} }
                    input { id: "evidence-file", class: "input", r#type: "file", accept: ".pdf,.png,.jpg,.jpeg,.txt,.csv", "aria-describedby": "evidence-file-hint", onchange: read }
                }
                if storing() {
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
                    Field { id: "evidence-issued", label: t!("evidence-issued"), kind: FieldKind::Date, value: issued, oninput: move |it| issued.set(it) }
                    Field { id: "evidence-until", label: t!("evidence-until"), kind: FieldKind::Date, value: until, oninput: move |it| until.set(it) }
                }
                Choice { id: "evidence-certificate", name: "evidence-certificate", label: t!("evidence-certificate"), detail: t!("evidence-certificate-hint"), checked: certificate(), onchange: move |it| certificate.set(it) }
            }
            Refusal { acting, id: "evidence-add-refused" }
            div { class: "row",
                Button { id: "evidence-save", submit: true, busy: acting.busy() || storing(), {t!("evidence-save")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| ondone.call(()), {t!("evidence-cancel")} }
            }
        }
    }
}
