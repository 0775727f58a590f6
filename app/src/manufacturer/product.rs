//! The product: what it is and has, its release, the planned day of filing.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_compliance::evidence::Release;
use heilsam_compliance::property::Property;
use heilsam_compliance::workspace::Action;
use heilsam_compliance::{Message, Workspace};

use super::acting::{Refusal, use_acting};
use super::desk::{Open, day, say, use_desk};
use super::routes::Route;
use crate::components::{Button, Choice, Field, FieldKind, PageTitle};
use crate::t;

/// The page.
#[component]
pub fn Product() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let law = day(open.workspace().legal().date());
    rsx! {
        PageTitle { title: t!("product-title"), lead: t!("product-lead") }
        div { class: "stack-wide",
            if !open.is_author() {
                p { class: "soft", {t!("dossier-read-only")} }
            }
            Properties {}
            Plan {}
            section { class: "card", "aria-labelledby": "product-law",
                h2 { id: "product-law", {t!("product-law")} }
                p { {t!("product-law-now", law = law)} }
                p { class: "row",
                    Link { class: "button button-second", to: Route::Law {}, {t!("product-to-law")} }
                    Link { class: "button button-second", to: Route::Protection {}, {t!("product-to-protection")} }
                }
            }
        }
    }
}

/// What the product has; each property says what it brings along.
#[component]
fn Properties() -> Element {
    let acting = use_acting();
    let mut ticked = use_signal(|| None::<BTreeSet<Property>>);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let stands = open.workspace().properties().clone();
    let now = ticked().unwrap_or_else(|| stands.clone());
    let followed = open.library.properties().follow(&now);
    let author = open.is_author();
    let changed = now != stands;
    let choices: Vec<(Property, String, Option<String>, bool)> = open
        .library
        .properties()
        .all()
        .map(|property| {
            let implied =
                followed.get(property).filter(|chain| chain.len() > 1).and_then(|chain| chain.first());
            let because = implied.map(|from| t!("product-implied", from = say(&from.name())));
            (property.clone(), say(&property.name()), because, now.contains(property))
        })
        .collect();
    let saved = now.clone();
    rsx! {
        form {
            class: "card",
            "aria-labelledby": "properties-title",
            onsubmit: move |event| {
                event.prevent_default();
                let properties = saved.clone();
                acting.run(vec![Action::SetProperties { properties }], t!("product-properties-saved"), move || ticked.set(None));
            },
            h2 { id: "properties-title", {t!("product-properties")} }
            p { class: "soft", {t!("product-properties-hint")} }
            fieldset { class: "choice-grid", disabled: !author,
                legend { class: "visually-hidden", {t!("product-properties")} }
                for (property , name , because , checked) in choices {
                    Choice { key: "{property}", id: "property-{property}", name: "property-{property}", label: name, detail: because, checked,
                        onchange: {
                            let now = now.clone();
                            move |on: bool| {
                                let mut next = now.clone();
                                if on { next.insert(property.clone()); } else { next.remove(&property); }
                                ticked.set(Some(next));
                            }
                        },
                    }
                }
            }
            Refusal { acting, id: "properties-refused" }
            if author {
                div { class: "row", Button { id: "properties-save", submit: true, busy: acting.busy(), waits_for: (!changed).then(|| t!("answer-unchanged")), {t!("product-properties-save")} } }
            }
        }
    }
}

/// Release and planned filing.
#[component]
fn Plan() -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let opened = desk.open();
    let workspace = opened.as_ref().map(Open::workspace);
    let release = workspace.and_then(|it| it.release().cloned());
    let first = move |text: Option<String>| text.unwrap_or_default();
    let mut version = use_signal(|| first(release.as_ref().map(|it| it.version.clone())));
    let mut commit = use_signal(|| first(release.as_ref().map(|it| it.commit.clone())));
    let mut filing = use_signal(|| first(workspace.and_then(Workspace::filing).map(|it| it.to_string())));
    let Some(open) = opened else { return rsx! {} };
    let author = open.is_author();
    let known = (open.workspace().release().cloned(), open.workspace().filing());
    rsx! {
        form {
            class: "card",
            "aria-labelledby": "plan-title",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let mut actions = Vec::new();
                let (version, commit) = (version().trim().to_owned(), commit().trim().to_owned());
                if version.is_empty() != commit.is_empty() {
                    return acting.refuse(vec![say(&Message::new("compliance-change-release"))]);
                }
                let named = !version.is_empty();
                let release = Release { version, commit };
                if named && known.0.as_ref() != Some(&release) {
                    actions.push(Action::SetRelease { release });
                }
                let on = filing().parse().ok();
                if on != known.1 {
                    actions.push(Action::SetFiling { on });
                }
                acting.run(actions, t!("product-plan-saved"), || {});
            },
            h2 { id: "plan-title", {t!("product-plan")} }
            fieldset { class: "field-row", disabled: !author,
                legend { class: "visually-hidden", {t!("product-plan")} }
                Field { id: "plan-version", label: t!("product-version"), hint: t!("product-version-hint"), value: version, oninput: move |it| version.set(it) }
                Field { id: "plan-commit", label: t!("product-commit"), hint: t!("product-commit-hint"), value: commit, oninput: move |it| commit.set(it) }
                Field { id: "plan-filing", label: t!("product-filing"), hint: t!("product-filing-hint"), kind: FieldKind::Date, value: filing, oninput: move |it| filing.set(it) }
            }
            Refusal { acting, id: "plan-refused" }
            if author {
                div { class: "row", Button { id: "plan-save", submit: true, busy: acting.busy(), {t!("product-plan-save")} } }
            }
        }
    }
}
