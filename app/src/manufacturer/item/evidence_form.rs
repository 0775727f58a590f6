//! New evidence: a person's statement, or a document by its hash. The document itself stays where it is kept.

use dioxus::prelude::*;
use heilsam_compliance::Digest;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::evidence::document::recognise;
use heilsam_compliance::evidence::{Document, Evidence, EvidenceId, Statement};
use heilsam_compliance::workspace::Action;

use crate::components::{Button, ButtonKind, Choice, ChoiceKind, Field, FieldKind, Loading};
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::{say, use_desk};
use crate::manufacturer::parts::TextArea;
use crate::t;

/// A file that was looked at: its name, its type, its hash.
#[derive(Clone, PartialEq)]
struct Seen {
    name: String,
    media_type: &'static str,
    digest: Digest,
}

/// The form; `ondone` when something was added, or nothing shall be.
#[component]
pub fn EvidenceForm(reference: ItemRef, ondone: EventHandler<()>) -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let mut statement = use_signal(|| true);
    let mut role = use_signal(String::new);
    let mut text = use_signal(String::new);
    let mut version = use_signal(String::new);
    let mut issued = use_signal(String::new);
    let mut until = use_signal(String::new);
    let mut certificate = use_signal(|| false);
    let mut seen = use_signal(|| None::<Seen>);
    let mut reading = use_signal(|| false);
    let add = move || {
        let Some(open) = desk.open() else { return };
        let evidence = if statement() {
            Evidence::Statement(Statement {
                person: open.view.person.clone(),
                role: role().trim().to_owned(),
                date: open.now.today,
                text: text().trim().to_owned(),
            })
        } else {
            let Some(file) = seen() else {
                return acting.refuse(vec![t!("evidence-file-missing")]);
            };
            Evidence::Document(Document {
                name: file.name,
                media_type: file.media_type.to_owned(),
                digest: file.digest,
                version: version().trim().to_owned(),
                issued: issued().parse().ok(),
                valid_until: until().parse().ok(),
                certificate: certificate(),
            })
        };
        // The number of the next entry is new, and who acts between is told by the server.
        let id = EvidenceId(format!("n{}-{}", open.workspace().history().len() + 1, reference.item));
        let actions = vec![
            Action::AddEvidence { id: id.clone(), evidence },
            Action::BindEvidence { item: reference.clone(), evidence: id },
        ];
        acting.run(actions, t!("evidence-added"), move || ondone.call(()));
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
                    seen.set(Some(Seen { name, media_type, digest: Digest::of(&bytes) }));
                }
                Err(refused) => acting.refuse(vec![say(&refused.message())]),
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
                Field { id: "evidence-role", label: t!("evidence-role"), hint: t!("evidence-role-hint"), value: role, oninput: move |it| role.set(it) }
                TextArea { id: "evidence-text", label: t!("evidence-text"), value: text(), oninput: move |it| text.set(it) }
            } else {
                div { class: "field",
                    label { class: "field-label", r#for: "evidence-file", {t!("evidence-file")} }
                    p { class: "field-hint", id: "evidence-file-hint", {t!("evidence-file-hint")} }
                    input { id: "evidence-file", class: "input", r#type: "file", accept: ".pdf,.png,.jpg,.jpeg,.txt,.csv", "aria-describedby": "evidence-file-hint", onchange: read }
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
                Button { id: "evidence-save", submit: true, busy: acting.busy(), {t!("evidence-save")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| ondone.call(()), {t!("evidence-cancel")} }
            }
        }
    }
}
