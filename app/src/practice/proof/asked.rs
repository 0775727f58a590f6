//! What both ways of the proof ask for: the two numbers and a file. What is wrong stands at its field.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_domain::{Bsnr, Lanr};

use super::super::desk::use_desk;
use super::super::papers::explain;
use crate::components::{Field, FieldKind};
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
    errors: Signal<Vec<(&'static str, String)>>,
}

/// The numbers, as they stand on the papers of the practice.
pub(super) fn use_asked() -> Asked {
    let desk = use_desk();
    let mut lanr = use_signal(String::new);
    let mut bsnr = use_signal(String::new);
    let errors = use_signal(Vec::<(&'static str, String)>::new);
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
    Asked { lanr, bsnr, errors }
}

impl Asked {
    /// What is wrong with a field.
    pub fn error(self, field: &str) -> Option<String> {
        let errors = self.errors.read();
        let found = errors.iter().find(|(name, _)| *name == field);
        found.map(|(_, text)| text.clone())
    }

    /// From now on this is wrong with a field, or nothing.
    pub fn judge(mut self, field: &'static str, wrong: Option<String>) {
        let mut errors = self.errors.write();
        errors.retain(|(name, _)| *name != field);
        errors.extend(wrong.map(|text| (field, text)));
    }

    /// Both numbers. Without them, or with something wrong about the file, the first wrong field gets the focus; the ids of
    /// fields begin with `form`.
    pub fn checked(mut self, form: &str, file: Option<(&'static str, String)>) -> Option<(Lanr, Bsnr)> {
        let (doctor, place) = (Lanr::parse(&self.lanr.peek()), Bsnr::parse(&self.bsnr.peek()));
        let mut wrong = Vec::new();
        wrong.extend(doctor.as_ref().err().map(|why| ("lanr", explain(*why))));
        wrong.extend(place.as_ref().err().map(|why| ("bsnr", explain(*why))));
        wrong.extend(file);
        if let Some((first, _)) = wrong.first() {
            browser::focus(&format!("{form}-{first}"));
        }
        self.errors.set(wrong);
        Some((doctor.ok()?, place.ok()?))
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
