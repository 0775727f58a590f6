//! Assessments that were kept, and how many simple notices are left this year.

use dioxus::prelude::*;
use heilsam_compliance::change::{Outcome, notices_left};
use heilsam_compliance::workspace::Action;
use heilsam_compliance::workspace::records::ChangeState;

use super::compared::{ComponentList, in_order};
use super::outcome;
use crate::components::{Badge, Button, ButtonKind, DateField, DateKind, optional_day};
use crate::i18n::Words;
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::{day, use_desk};
use crate::{format, t};

/// The list, newest first.
#[component]
pub fn Kept() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let records = open.workspace().records();
    let mut kept: Vec<(u64, ChangeState)> =
        records.changes().map(|(number, change)| (number, change.clone())).collect();
    kept.reverse();
    let today = open.now.today;
    let rules = open.library.procedure(open.workspace().legal());
    let left = rules.and_then(|rules| notices_left(rules, &records.notices(), today).ok());
    rsx! {
        section { class: "stack", "aria-labelledby": "change-kept-title",
            h2 { id: "change-kept-title", {t!("change-kept-title")} }
            if let Some(left) = left {
                p { id: "change-left", role: "status", {t!("change-left", count = left, year = today.year().to_string())} }
            }
            if kept.is_empty() {
                p { class: "soft", {t!("change-kept-none")} }
            }
            ul { class: "card-list", id: "change-kept",
                for (number , change) in kept {
                    One { key: "{number}", number, change: Shown(change) }
                }
            }
        }
    }
}

/// An assessment as a property of a view.
#[derive(Clone, PartialEq)]
struct Shown(ChangeState);

#[component]
fn One(number: u64, change: Shown) -> Element {
    let acting = use_acting();
    let mut on = use_signal(String::new);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Shown(state) = change;
    let (kind, title) = outcome(state.outcome);
    let who = t!("change-by", name = open.name(&state.by), when = format::short_moment(state.at));
    let needed = state.outcome != Outcome::None && state.told.is_none() && open.is_author();
    rsx! {
        li { class: "card",
            p { class: "row",
                strong { {t!("change-version-of", version = state.change.release.version.clone())} }
                Badge { kind, "{title}" }
            }
            p { class: "soft", "{who}" }
            if !state.change.answers.directory_entries.is_empty() {
                p { {t!("change-statements", count = state.change.answers.directory_entries.len())} " " {in_order(&state.change.answers.directory_entries).join(", ")} }
            }
            if !state.change.components.is_empty() {
                ComponentList { changes: state.change.components.clone() }
            }
            if let Some(told) = state.told {
                p { {t!("change-told", day = day(told))} }
            }
            if needed {
                form { class: "field-row", novalidate: true,
                    onsubmit: move |event| {
                        event.prevent_default();
                        let on = match optional_day(&on()) {
                            Ok(Some(on)) => on,
                            Ok(None) => return acting.refuse(vec![Words::new(|| t!("change-day-missing"))]),
                            Err(wanted) => return acting.refuse(vec![wanted.into()]),
                        };
                        acting.run(vec![Action::GiveNotice { assessment: number, on }], || t!("change-noted"), || {});
                    },
                    DateField { id: "change-told-{number}", label: t!("change-told-on"), kind: DateKind::Day, value: on, oninput: move |it| on.set(it) }
                    div { class: "row",
                        Button { id: "change-note-{number}", submit: true, kind: ButtonKind::Second, busy: acting.busy(), {t!("change-note")} }
                    }
                }
            }
            Refusal { acting, id: "change-kept-refused-{number}" }
        }
    }
}
