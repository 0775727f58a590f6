//! The fields for a moment, a length, and how often.

use dioxus::prelude::*;
use heilsam_client::appointment::series::{Every, MOST};

use super::draft::{Impossible, PlanDraft};
use crate::components::{DateField, DateKind, INCOMPLETE, Select};
use crate::practice::calendar::words;
use crate::t;

const LENGTHS: [u16; 7] = [5, 10, 15, 20, 30, 45, 60];
const LONG: [u16; 4] = [90, 120, 180, 240];

/// What is wrong with a moment and how to put it right.
#[must_use]
pub fn moment_error(impossible: Option<Impossible>) -> Option<String> {
    match impossible? {
        Impossible::Incomplete => Some(DateKind::Moment.wanted()),
        Impossible::Past => Some(t!("invite-error-when")),
        Impossible::NoSuchTime => Some(t!("plan-error-clock")),
    }
}

/// How long, from a list.
#[component]
pub fn Length(id: String, minutes: u16, onchange: EventHandler<u16>) -> Element {
    let mut lengths: Vec<u16> = LENGTHS.iter().chain(&LONG).copied().collect();
    if !lengths.contains(&minutes) {
        lengths.push(minutes);
        lengths.sort_unstable();
    }
    let options = lengths.into_iter().map(|each| (each.to_string(), words::length(each))).collect();
    rsx! {
        Select {
            id,
            label: t!("plan-length"),
            value: minutes.to_string(),
            options,
            onchange: move |text: String| {
                if let Ok(minutes) = text.parse() {
                    onchange.call(minutes);
                }
            },
        }
    }
}

/// Beginning and length.
#[component]
pub(super) fn WhenFields(draft: Signal<PlanDraft>, error: Option<String>) -> Element {
    let mut draft = draft;
    let when = use_memo(move || draft.read().when.clone());
    rsx! {
        div { class: "field-row",
            DateField {
                id: "invite-when",
                label: t!("invite-moment"),
                kind: DateKind::Moment,
                value: when,
                error,
                oninput: move |it| {
                    let mut draft = draft.write();
                    // Half typed it is told when the form is sent: nothing moves while a button is pressed.
                    draft.touched |= it != INCOMPLETE;
                    draft.when = it;
                },
            }
            Length { id: "invite-length", minutes: draft.read().minutes, onchange: move |minutes| draft.write().minutes = minutes }
        }
    }
}

/// How far apart and how many.
#[component]
pub(super) fn Repeats(draft: Signal<PlanDraft>) -> Element {
    let mut draft = draft;
    let every = draft.read().every;
    let apart = Every::ALL.map(|each| (each.weeks().to_string(), t!("plan-every", weeks = each.weeks())));
    let counts = (2..=MOST).map(|count| (count.to_string(), t!("plan-count", count = count))).collect();
    rsx! {
        div { class: "field-row",
            Select {
                id: "invite-every",
                label: t!("plan-every-label"),
                value: every.weeks().to_string(),
                options: apart.to_vec(),
                onchange: move |text: String| {
                    let found = Every::ALL.into_iter().find(|each| each.weeks().to_string() == text);
                    draft.write().every = found.unwrap_or(Every::Week);
                },
            }
            Select {
                id: "invite-count",
                label: t!("plan-count-label"),
                value: draft.read().count.to_string(),
                options: counts,
                onchange: move |text: String| {
                    if let Ok(count) = text.parse() {
                        draft.write().count = count;
                    }
                },
            }
        }
    }
}
