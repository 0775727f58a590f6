//! Name, information and consent, and the hint on a private room.

use dioxus::prelude::*;
use heilsam_call::MAX_NAME;
use heilsam_call::consent::{CASE_CONFERENCE, CONSULTATION, ConsentRecord, ConsentText};

use super::beside::{BesideFields, use_beside};
use super::ticket::{self, Ticket, Way};
use super::{Step, use_shared};
use crate::components::{Button, ButtonKind, Choice, Field, FieldError, Kind, Notice, PageTitle};
use crate::i18n::{self, Language};
use crate::{browser, t};

/// The record of the text that was agreed to, or read, in the language shown now.
pub fn consent_record(conference: bool) -> ConsentRecord {
    let text = text(conference);
    match i18n::language() {
        Language::De => text.in_german(),
        Language::En => text.in_english(),
    }
}

const fn text(conference: bool) -> ConsentText {
    if conference { CASE_CONFERENCE } else { CONSULTATION }
}

/// The last step before the waiting room.
#[component]
pub fn Person(ticket: Ticket) -> Element {
    let mut shared = use_shared();
    let mut conference = use_signal(|| ticket.conference);
    let by_code = matches!(ticket.way, Way::Code(..));
    let mut name = use_signal(String::new);
    let mut agreed = use_signal(|| false);
    // The key of what is wrong.
    let mut name_error = use_signal(|| None::<&str>);
    let mut consent_error = use_signal(|| false);
    let beside = use_beside();
    let back = ticket.clone();
    let submit = move |event: FormEvent| {
        event.prevent_default();
        let typed = name().trim().to_owned();
        let given = if conference() { typed } else { beside.attendee(&typed).to_text() };
        name_error.set(if name().trim().is_empty() {
            Some("field-missing")
        } else {
            (given.len() > MAX_NAME).then_some("visit-name-long")
        });
        consent_error.set(!agreed());
        let gap = if conference() { None } else { beside.gap() };
        let name_gap = name_error().map(|_| "name".to_owned());
        let consent_gap = (!agreed()).then(|| "consent".to_owned());
        if let Some(first) = name_gap.or(gap).or(consent_gap) {
            return browser::focus(&first);
        }
        let ticket = Ticket { conference: conference(), ..ticket.clone() };
        ticket::keep(&ticket, &given);
        shared.step.set(Step::Meeting(ticket, given));
    };
    rsx! {
        PageTitle {
            title: if conference() { t!("visit-conference-title") } else { t!("visit-person-title") },
            lead: if conference() { t!("visit-conference-lead") } else { t!("visit-person-lead") },
            step: t!("visit-step", step = 2),
        }
        form { class: "stack", onsubmit: submit, novalidate: true,
            Field {
                id: "name",
                label: if conference() { t!("visit-conference-name") } else { t!("visit-name-label") },
                hint: if conference() { t!("visit-conference-hint") } else { t!("visit-name-hint") },
                value: name,
                error: name_error().map(|key| i18n::text(key, &[])),
                required: true,
                oninput: move |text| {
                    name.set(text);
                    name_error.set(None);
                },
            }
            if !conference() {
                BesideFields { beside }
            }
            // A typed code does not say what it is for. Hardly anybody has to answer: it stands behind the name.
            if by_code {
                Choice {
                    id: "conference",
                    name: "conference",
                    label: t!("visit-conference-ask"),
                    checked: conference(),
                    onchange: move |on| conference.set(on),
                }
            }
            Information { conference: conference() }
            Choice {
                id: "consent",
                name: "consent",
                label: if conference() { t!("visit-conference-label") } else { t!("visit-consent-label") },
                checked: agreed(),
                described_by: if consent_error() { Some("consent-error".to_owned()) } else { None },
                onchange: move |on| {
                    agreed.set(on);
                    consent_error.set(false);
                },
            }
            FieldError { id: "consent-error", error: consent_error().then(|| t!("visit-consent-missing")), announce: true }
            Notice { kind: Kind::Info, p { if conference() { {t!("visit-conference-private")} } else { {t!("visit-private")} } } }
            div { class: "actions",
                Button { id: "join", submit: true, {t!("visit-join")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| shared.step.set(Step::Devices(back.clone())), {t!("action-back")} }
            }
        }
    }
}

/// The text as it is recorded: first line as heading, then paragraphs.
#[component]
fn Information(conference: bool) -> Element {
    let text = text(conference);
    let words = match i18n::language() {
        Language::De => text.german,
        Language::En => text.english,
    };
    let mut lines = words.lines().filter(|line| !line.is_empty());
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
