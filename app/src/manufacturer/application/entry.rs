//! One statement of § 2: its words, its form, and what is missing.

use dioxus::prelude::*;
use heilsam_compliance::application::form::Rows;
use heilsam_compliance::application::{FieldAddress, FieldSpec};
use heilsam_compliance::workspace::Action;

use super::field::FieldRow;
use super::history::History;
use super::proposed::Proposed;
use super::{Printed, printed, sentences};
use crate::components::{Button, ButtonKind, Choice, Empty, Kind, Notice, PageTitle, Shape};
use crate::manufacturer::acting::{Acting, Refusal, use_acting};
use crate::manufacturer::desk::use_desk;
use crate::manufacturer::drafts::Place;
use crate::manufacturer::parts::Statute;
use crate::manufacturer::routes::Route;
use crate::t;

/// The page.
#[component]
pub fn EntryPage(number: String) -> Element {
    rsx! {
        Page { key: "{number}", number }
    }
}

#[component]
fn Page(number: String) -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let drafts = desk.drafts();
    let Some(open) = desk.open() else { return rsx! {} };
    let Some(statement) = printed(&open, &number) else {
        return rsx! {
            PageTitle { title: t!("application-unknown") }
            Empty { shape: Shape::List, title: t!("application-unknown"), text: t!("catalogue-missing-text"),
                Link { class: "button", to: Route::Application {}, {t!("application-back")} }
            }
        };
    };
    let numbers: Vec<&str> = open.library.forms().numbers(open.workspace().legal()).collect();
    let at = numbers.iter().position(|it| *it == number);
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| numbers.get(at)).map(|it| Route::EntryPage { number: (*it).to_owned() })
    };
    let (before, after) = (neighbour(at.and_then(|at| at.checked_sub(1))), neighbour(at.map(|at| at + 1)));
    let groups: Vec<String> = open
        .library
        .forms()
        .groups(&number, open.workspace().legal())
        .map(|group| group.id.clone())
        .collect();
    let excluded = open.workspace().application().is_not_applicable(&number);
    let author = open.is_author();
    let typed = drafts.fields(&number);
    // What stands already was saved by an attempt that stopped later on.
    let stands = |field: &FieldAddress| open.workspace().application().field(field).map(|it| it.text.clone());
    let changes: Vec<Action> = typed
        .iter()
        .filter(|(field, (_, text))| stands(field).unwrap_or_default() != text.trim())
        .map(|(field, (base, text))| Action::SetField {
            field: field.clone(),
            base: base.clone(),
            text: text.trim().to_owned(),
        })
        .collect();
    let changed = !changes.is_empty();
    let discard = use_callback(move |fields: Vec<FieldAddress>| {
        for field in fields {
            drafts.keep(&Place::Field(field), String::new());
        }
    });
    let places: Vec<FieldAddress> = typed.into_keys().collect();
    let all = places.clone();
    let save = move || {
        let places = places.clone();
        acting.run(changes.clone(), || t!("application-saved"), move || discard.call(places));
    };
    rsx! {
        nav { class: "ways", "aria-label": t!("item-ways"),
            Link { to: Route::Application {}, {t!("application-back")} }
            if let Some(before) = before {
                Link { to: before, {t!("application-before")} }
            }
            if let Some(after) = after {
                Link { to: after, {t!("application-after")} }
            }
        }
        PageTitle { title: t!("application-statement", number = statement.shown.clone()) }
        div { class: "stack-wide",
            Statute { text: statement.text.clone(), source: statement.provision.clone() }
            Missing { number: number.clone() }
            if statement.if_applicable {
                Exclusion { statement: statement.clone(), excluded, author, acting }
            }
            if !excluded {
                Proposed { number: number.clone(), acting }
                form {
                    class: "stack-wide",
                    novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        save();
                    },
                    if changed {
                        Notice { id: "entry-unsaved", p { {t!("answer-unsaved")} } }
                    }
                    for group in groups {
                        GroupForm { key: "{group}", number: number.clone(), group }
                    }
                    Refusal { acting, id: "entry-refused" }
                    if author {
                        div { class: "row",
                            Button { id: "entry-save", submit: true, busy: acting.busy(), waits_for: (!changed).then(|| t!("answer-unchanged")), {t!("application-save")} }
                            if changed {
                                Button { kind: ButtonKind::Quiet, onpress: move |()| discard.call(all.clone()), {t!("answer-discard")} }
                            }
                        }
                    } else {
                        p { class: "soft", {t!("dossier-read-only")} }
                    }
                }
            }
            History { number }
        }
    }
}

/// What is missing or does not fit together.
#[component]
fn Missing(number: String) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let found = sentences(&open, &number);
    if found.is_empty() {
        return rsx! {};
    }
    let blocks = found.iter().any(|(blocks, _, _)| *blocks);
    rsx! {
        Notice { kind: if blocks { Kind::Warning } else { Kind::Info }, title: t!("item-gaps"), id: "entry-missing",
            ul {
                for (number , (_ , sentence , provision)) in found.into_iter().enumerate() {
                    li { key: "{number}", "{sentence} " span { class: "soft", lang: "de", "({provision})" } }
                }
            }
        }
    }
}

/// "Soweit zutreffend": declares that there is nothing to state.
#[component]
fn Exclusion(statement: Printed, excluded: bool, author: bool, acting: Acting) -> Element {
    rsx! {
        fieldset { disabled: !author,
            legend { class: "visually-hidden", {t!("application-exclude")} }
            Choice { id: "entry-excluded", name: "entry-excluded", label: t!("application-exclude"), detail: t!("application-exclude-hint"), checked: excluded,
                onchange: move |not_applicable| {
                    let entry = statement.number.clone();
                    acting.run(vec![Action::SetNotApplicable { entry, not_applicable }], || t!("application-saved"), || {});
                },
            }
        }
    }
}

/// A part of the form with its rows.
#[component]
fn GroupForm(number: String, group: String) -> Element {
    let mut added = use_signal(|| 0_u16);
    let desk = use_desk();
    let Some(open) = desk.open() else { return rsx! {} };
    let legal = open.workspace().legal();
    let Some(spec) = open.library.forms().group(&number, &group, legal) else { return rsx! {} };
    let mut rows = open.workspace().application().rows(&number, &group);
    let typed = desk.drafts().fields(&number);
    rows.extend(typed.keys().filter(|it| it.group == group).map(|address| address.row));
    let first_free = rows.iter().max().map_or(1, |last| last + 1);
    if spec.rows == Rows::Once || rows.is_empty() {
        rows.insert(1);
    }
    let first_free = first_free.max(2);
    rows.extend((0..added()).map(|more| first_free + more));
    let several = spec.rows != Rows::Once;
    let fields: Vec<FieldSpec> = spec.fields.clone();
    let label = spec.label.clone();
    let author = open.is_author();
    rsx! {
        section { class: "card", "aria-labelledby": "group-{group}",
            h2 { id: "group-{group}", lang: "de", "{label}" }
            for row in rows {
                fieldset { class: "stack", key: "{row}", disabled: !author,
                    legend { class: if several { "field-label" } else { "visually-hidden" },
                        if several { {t!("application-row", number = row)} } else { "{label}" }
                    }
                    for field in fields.clone() {
                        FieldRow { key: "{field.id}", address: FieldAddress::new(&number, &group, row, &field.id), spec: field }
                    }
                }
            }
            if several && author {
                div { class: "row",
                    Button { kind: ButtonKind::Second, icon: Shape::Add, onpress: move |()| added += 1, {t!("application-add-row")} }
                }
            }
        }
    }
}
