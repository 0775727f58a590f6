//! Who is answerable until when, and what was said.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::workspace::{Action, PersonId};
use heilsam_domain::Role;

use super::find;
use crate::components::{Button, ButtonKind, DateField, DateKind, Select, TextArea, optional_day};
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::{day, use_desk};
use crate::manufacturer::drafts::Place as Typed;
use crate::{format, t};

/// Responsibility and due day.
#[component]
pub fn Work(reference: ItemRef) -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let mut due = use_signal(|| None::<String>);
    let Some(open) = desk.open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let assigned = found.state.assigned.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut options = vec![(String::new(), t!("work-nobody"))];
    options.extend(open.view.people.iter().map(|person| {
        let part = match person.role {
            Role::ManufacturerReviewer => t!("work-reviewer"),
            _ => t!("work-author"),
        };
        (person.account_id.to_string(), format!("{} ({part})", person.name))
    }));
    let known = assigned.is_empty() || options.iter().any(|(id, _)| *id == assigned);
    if !known {
        options.push((assigned.clone(), t!("dossier-nameless")));
    }
    let stands = found.state.due.map(|day| day.to_string()).unwrap_or_default();
    let written = due().unwrap_or_else(|| stands.clone());
    let (assign, set_due) = (reference.clone(), reference);
    let changed = due().is_some_and(|typed| typed != stands);
    let over = found.state.due.filter(|last| *last < open.now.today).map(day);
    rsx! {
        section { class: "card", "aria-labelledby": "work-title",
            h2 { id: "work-title", {t!("work-title")} }
            div { class: "field-row",
                Select { id: "work-assigned", label: t!("work-assigned"), value: assigned, options,
                    onchange: move |id: String| {
                        let action = Action::Assign { item: assign.clone(), to: PersonId::new(&id).ok() };
                        acting.run(vec![action], || t!("work-assigned-done"), || {});
                    },
                }
                DateField { id: "work-due", label: t!("work-due"), kind: DateKind::Day, value: written.clone(), oninput: move |it| due.set(Some(it)) }
            }
            if let Some(over) = over {
                p { class: "soft", {t!("work-overdue", day = over)} }
            }
            if changed {
                div { class: "row",
                    Button { id: "work-due-save", kind: ButtonKind::Second, busy: acting.busy(),
                        onpress: move |()| {
                            let on = match optional_day(&written) {
                                Ok(on) => on,
                                Err(wanted) => return acting.refuse(vec![wanted.into()]),
                            };
                            let action = Action::SetDue { item: set_due.clone(), on };
                            acting.run(vec![action], || t!("work-due-done"), move || due.set(None));
                        },
                        {t!("work-due-save")}
                    }
                }
            }
            Refusal { acting, id: "work-refused" }
        }
    }
}

/// What was said, oldest first.
#[component]
pub fn Comments(reference: ItemRef) -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let drafts = desk.drafts();
    let typed = Typed::Comment(reference.clone());
    let text = drafts.text(&typed);
    let Some(open) = desk.open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let comments: Vec<(String, String)> = found
        .state
        .comments
        .iter()
        .map(|it| (format!("{}, {}", open.name(&it.by), format::short_moment(it.at)), it.text.clone()))
        .collect();
    rsx! {
        section { class: "card", "aria-labelledby": "comments-title",
            h2 { id: "comments-title", {t!("comments-title")} }
            if comments.is_empty() {
                p { class: "soft", {t!("comments-none")} }
            }
            ul { class: "card-list", id: "comments",
                for (number , (who , said)) in comments.into_iter().enumerate() {
                    li { key: "{number}",
                        p { class: "soft", "{who}" }
                        p { class: "written", "{said}" }
                    }
                }
            }
            TextArea { id: "comment", label: t!("comments-label"), rows: 2, value: text.clone(), oninput: { let typed = typed.clone(); move |it| drafts.keep(&typed, it) } }
            div { class: "row",
                Button { id: "comment-save", kind: ButtonKind::Second, busy: acting.busy(),
                    onpress: move |()| {
                        let action = Action::Comment { item: reference.clone(), text: text.trim().to_owned() };
                        let typed = typed.clone();
                        acting.run(vec![action], || t!("comments-saved"), move || drafts.keep(&typed, String::new()));
                    },
                    {t!("comments-save")}
                }
            }
            Refusal { acting, id: "comment-refused" }
        }
    }
}
