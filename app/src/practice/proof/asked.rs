//! What both ways of the proof ask for: the two numbers and a file; a document also goes without numbers, with profession and
//! chamber. What is wrong stands at its field.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_domain::{Bsnr, Lanr};
use heilsam_protocol::limit;
use heilsam_protocol::proof::OtherProof;

use super::super::desk::{Who, use_desk};
use super::super::papers::explain;
use crate::components::{Choice, ChoiceKind, Field, FieldKind, Notice};
use crate::i18n::Words;
use crate::{browser, t};

/// A file as it was chosen.
#[derive(Clone)]
pub(super) struct Chosen {
    pub name: String,
    pub bytes: Rc<Vec<u8>>,
}

/// The numbers as they are typed, and what is wrong with which field. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Asked {
    lanr: Signal<String>,
    bsnr: Signal<String>,
    /// Whether there are no such numbers.
    without: Signal<bool>,
    profession: Signal<String>,
    membership: Signal<String>,
    errors: Signal<Vec<(&'static str, Words)>>,
}

/// The numbers, as they stand on the papers of the practice.
pub(super) fn use_asked() -> Asked {
    let desk = use_desk();
    let mut lanr = use_signal(String::new);
    let mut bsnr = use_signal(String::new);
    let without = use_signal(|| false);
    let profession = use_signal(String::new);
    let membership = use_signal(String::new);
    let errors = use_signal(Vec::<(&'static str, Words)>::new);
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
    Asked { lanr, bsnr, without, profession, membership, errors }
}

impl Asked {
    /// What is wrong with a field, in words.
    pub fn error(self, field: &str) -> Option<String> {
        self.wrong(field).map(|why| why.text())
    }

    /// What is wrong with a field.
    pub fn wrong(self, field: &str) -> Option<Words> {
        let errors = self.errors.read();
        let found = errors.iter().find(|(name, _)| *name == field);
        found.map(|(_, why)| why.clone())
    }

    /// From now on this is wrong with a field, or nothing.
    pub fn judge(mut self, field: &'static str, wrong: Option<Words>) {
        let mut errors = self.errors.write();
        errors.retain(|(name, _)| *name != field);
        errors.extend(wrong.map(|why| (field, why)));
    }

    /// Both numbers. Without them, or with something wrong about the file, the first wrong field gets the focus; the ids of
    /// fields begin with `form`.
    pub fn checked(mut self, form: &str, file: Option<(&'static str, Words)>) -> Option<(Lanr, Bsnr)> {
        let (doctor, place) = (Lanr::parse(&self.lanr.peek()), Bsnr::parse(&self.bsnr.peek()));
        let mut wrong = Vec::new();
        wrong.extend(doctor.as_ref().err().map(|why| ("lanr", explain(*why))));
        wrong.extend(place.as_ref().err().map(|why| ("bsnr", explain(*why))));
        wrong.extend(file);
        self.judge_all(form, wrong);
        Some((doctor.ok()?, place.ok()?))
    }

    /// As [`Self::checked`], where a document also goes without numbers.
    pub fn who(mut self, form: &str, file: Option<(&'static str, Words)>) -> Option<Who> {
        if !*self.without.peek() {
            return self.checked(form, file).map(|(doctor, place)| Who::Numbers(doctor, place));
        }
        let other = OtherProof {
            profession: self.profession.peek().trim().to_owned(),
            membership: self.membership.peek().trim().to_owned(),
        };
        let fields = [("profession", &other.profession), ("membership", &other.membership)];
        let missing = fields.into_iter().filter(|(_, text)| text.is_empty());
        let mut wrong: Vec<_> = missing.map(|(name, _)| (name, Words::new(|| t!("field-missing")))).collect();
        let complete = wrong.is_empty();
        wrong.extend(file);
        self.judge_all(form, wrong);
        complete.then_some(Who::Other(other))
    }

    fn judge_all(&mut self, form: &str, wrong: Vec<(&'static str, Words)>) {
        if let Some((first, _)) = wrong.first() {
            browser::focus(&format!("{form}-{first}"));
        }
        self.errors.set(wrong);
    }
}

/// Numbers, or who has none says what they are.
#[component]
pub(super) fn WhoFields(asked: Asked) -> Element {
    let Asked { mut without, mut profession, mut membership, .. } = asked;
    let most = u16::try_from(limit::PROOF_OTHER).unwrap_or(u16::MAX);
    rsx! {
        Choice { id: "proof-without", name: "proof-without", kind: ChoiceKind::Check, label: t!("proof-without"), detail: t!("proof-without-detail"), checked: without(), onchange: move |checked| without.set(checked) }
        if without() {
            Notice { id: "proof-without-note", p { {t!("proof-without-note")} } }
            Field { id: "proof-profession", label: t!("proof-profession"), hint: t!("proof-profession-hint"), value: profession, maxlength: most, error: asked.error("profession"), required: true, oninput: move |it| profession.set(it) }
            Field { id: "proof-membership", label: t!("proof-membership"), hint: t!("proof-membership-hint"), value: membership, maxlength: most, error: asked.error("membership"), required: true, oninput: move |it| membership.set(it) }
        } else {
            Numbers { form: "proof", asked }
        }
    }
}

/// The fields for the numbers.
#[component]
pub(super) fn Numbers(form: String, asked: Asked) -> Element {
    let Asked { mut lanr, mut bsnr, .. } = asked;
    rsx! {
        Field { id: "{form}-lanr", label: t!("doc-lanr"), hint: t!("doc-lanr-hint"), kind: FieldKind::Code, value: lanr, error: asked.error("lanr"), required: true, oninput: move |it| lanr.set(it) }
        Field { id: "{form}-bsnr", label: t!("doc-bsnr"), hint: t!("doc-bsnr-hint"), kind: FieldKind::Code, value: bsnr, error: asked.error("bsnr"), required: true, oninput: move |it| bsnr.set(it) }
    }
}
