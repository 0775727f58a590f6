//! New evidence: a person's statement, or a document, which is sealed on this device before it is stored.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::evidence::{Evidence, EvidenceId, Statement};
use heilsam_compliance::workspace::Action;

use super::document_part::{DocumentFields, use_document_part};
use crate::components::{Button, ButtonKind, Choice, ChoiceKind, Field, TextArea};
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::use_desk;
use crate::manufacturer::drafts::Place;
use crate::t;

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
    let part = use_document_part();
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
            let (document, bytes) = match part.document() {
                Ok(made) => made,
                Err(words) => return acting.refuse(vec![words]),
            };
            file = Some(bytes);
            Evidence::Document(document)
        };
        // The number of the next entry is new, and who acts between is told by the server.
        let id = EvidenceId(format!("n{}-{}", open.workspace().history().len() + 1, reference.item));
        // What the rules refuse is not stored either.
        if let Err(refused) = evidence.check(open.now) {
            return acting.refuse(vec![refused.message().into()]);
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
        let Some(file) = file else { return acting.run(actions, || t!("evidence-added"), done) };
        spawn(async move {
            storing.set(true);
            acting.refuse(Vec::new());
            let stored = desk.store_document(&file).await;
            storing.set(false);
            match stored {
                Ok(()) => acting.run(actions, || t!("evidence-added"), done),
                Err(why) => acting.refuse(why),
            }
        });
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
                DocumentFields { part, acting, storing: storing() }
            }
            Refusal { acting, id: "evidence-add-refused" }
            div { class: "row",
                Button { id: "evidence-save", submit: true, busy: acting.busy() || storing(), {t!("evidence-save")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| ondone.call(()), {t!("evidence-cancel")} }
            }
        }
    }
}
