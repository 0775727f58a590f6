//! Name, information and consent, and the hint on a private room.

use dioxus::prelude::*;
use heilsam_call::{ConsentRecord, MAX_NAME};

use super::beside::{BesideFields, use_beside};
use super::ticket::{self, Ticket};
use super::{Step, use_shared};
use crate::components::{Button, ButtonKind, Choice, Field, FieldError, Kind, Notice, PageTitle};
use crate::i18n::{self, Language};
use crate::t;

/// Version of the text on the video service's processing.
const VERSION: &str = "2026-01";
const GERMAN: &str = include_str!("../../../assets/legal/de/consent-video-consultation.txt");
const ENGLISH: &str = include_str!("../../../assets/legal/en/consent-video-consultation.txt");

/// The record of the consent to the text in the language shown now.
pub fn consent_record() -> ConsentRecord {
    ConsentRecord::of(VERSION, consent_text())
}

fn consent_text() -> &'static str {
    match i18n::language() {
        Language::De => GERMAN,
        Language::En => ENGLISH,
    }
}

/// The last step before the waiting room.
#[component]
pub fn Person(ticket: Ticket) -> Element {
    let mut shared = use_shared();
    let mut name = use_signal(String::new);
    let mut agreed = use_signal(|| false);
    let mut name_error = use_signal(|| None::<String>);
    let mut consent_error = use_signal(|| false);
    let beside = use_beside();
    let back = ticket.clone();
    let submit = move |event: FormEvent| {
        event.prevent_default();
        let given = beside.attendee(name().trim()).to_text();
        name_error.set(if name().trim().is_empty() {
            Some(t!("field-missing"))
        } else {
            (given.len() > MAX_NAME).then(|| t!("visit-name-long"))
        });
        consent_error.set(!agreed());
        if beside.is_complete() && name_error().is_none() && agreed() {
            ticket::keep(&ticket, &given);
            shared.step.set(Step::Meeting(ticket.clone(), given));
        }
    };
    rsx! {
        PageTitle {
            title: t!("visit-person-title"),
            lead: t!("visit-person-lead"),
            step: t!("visit-step", step = 2),
        }
        form { class: "stack", onsubmit: submit, novalidate: true,
            Field {
                id: "name",
                label: t!("visit-name-label"),
                hint: t!("visit-name-hint"),
                value: name,
                error: name_error(),
                required: true,
                oninput: move |text| {
                    name.set(text);
                    name_error.set(None);
                },
            }
            BesideFields { beside }
            Information {}
            Choice {
                id: "consent",
                name: "consent",
                label: t!("visit-consent-label"),
                checked: agreed(),
                described_by: if consent_error() { Some("consent-error".to_owned()) } else { None },
                onchange: move |on| {
                    agreed.set(on);
                    consent_error.set(false);
                },
            }
            FieldError { id: "consent-error", error: consent_error().then(|| t!("visit-consent-missing")), announce: true }
            Notice { kind: Kind::Info, p { {t!("visit-private")} } }
            div { class: "actions",
                Button { id: "join", submit: true, {t!("visit-join")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| shared.step.set(Step::Devices(back.clone())), {t!("action-back")} }
            }
        }
    }
}

/// The text as it is recorded: first line as heading, then paragraphs.
#[component]
fn Information() -> Element {
    let mut lines = consent_text().lines().filter(|line| !line.is_empty());
    let heading = lines.next().unwrap_or_default();
    rsx! {
        section { class: "card stack",
            h2 { "{heading}" }
            for line in lines {
                p { key: "{line}", "{line}" }
            }
        }
    }
}
