//! Somebody comes with the patient, or in the patient's place: relatives, carers, nursing staff.
//! Source: Anlage 31b BMV-Ä § 1(2).

use dioxus::prelude::*;
use heilsam_call::{Attendee, Companion};

use crate::components::{Choice, ChoiceKind, Field, FieldError};
use crate::t;

/// The fields; copies share everything.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Beside {
    on: Signal<bool>,
    role: Signal<Option<Companion>>,
    patient: Signal<String>,
    /// Whether somebody wanted to go on: only then gaps are named.
    asked: Signal<bool>,
}

pub(super) fn use_beside() -> Beside {
    Beside {
        on: use_signal(|| false),
        role: use_signal(|| None),
        patient: use_signal(String::new),
        asked: use_signal(|| false),
    }
}

impl Beside {
    /// The first field that is missing; from here on gaps are named.
    pub(super) fn gap(mut self) -> Option<String> {
        self.asked.set(true);
        let (role, patient) = (self.role.read().is_none(), self.patient.read().trim().is_empty());
        if !(self.on)() {
            return None;
        }
        if role {
            return Companion::ALL.first().map(|first| role_field(*first));
        }
        patient.then(|| "patient-name".to_owned())
    }

    /// Who comes, under this name.
    pub(super) fn attendee(self, name: &str) -> Attendee {
        let patient = self.patient.read().trim().to_owned();
        let beside = (self.role)().filter(|_| (self.on)()).map(|role| (role, patient));
        Attendee { name: name.to_owned(), beside }
    }
}

fn role_field(role: Companion) -> String {
    format!("role-{}", role.letter())
}

fn label(role: Companion) -> String {
    match role {
        Companion::Relative => t!("visit-role-relative"),
        Companion::Carer => t!("visit-role-carer"),
        Companion::Nurse => t!("visit-role-nurse"),
    }
}

/// Asks whom the person accompanies, when they do.
#[component]
pub(super) fn BesideFields(beside: Beside) -> Element {
    let Beside { mut on, mut role, mut patient, asked } = beside;
    let role_missing = asked() && role().is_none();
    rsx! {
        Choice { id: "beside", name: "beside", label: t!("visit-beside"), detail: t!("visit-beside-detail"), checked: on(), onchange: move |it| on.set(it) }
        if on() {
            fieldset { class: "choices",
                legend { class: "field-label", {t!("visit-role")} }
                for each in Companion::ALL {
                    Choice {
                        key: "{each.letter()}",
                        id: role_field(each),
                        name: "role",
                        kind: ChoiceKind::Radio,
                        label: label(each),
                        checked: role() == Some(each),
                        described_by: role_missing.then(|| "role-error".to_owned()),
                        onchange: move |_| role.set(Some(each)),
                    }
                }
            }
            FieldError { id: "role-error", error: role_missing.then(|| t!("field-missing")), announce: true }
            Field {
                id: "patient-name",
                label: t!("visit-patient-label"),
                value: patient,
                error: (asked() && patient.read().trim().is_empty()).then(|| t!("field-missing")),
                required: true,
                oninput: move |it| patient.set(it),
            }
        }
    }
}
