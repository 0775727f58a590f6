//! Two people wrote into the same field: both texts stand side by side until somebody decides.

use dioxus::prelude::*;
use heilsam_compliance::answer::Answer;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::workspace::Action;
use heilsam_compliance::workspace::merge::Other;

use super::find;
use crate::components::{Button, ButtonKind, Kind, Notice};
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::use_desk;
use crate::{format, t};

/// An answer in words.
#[must_use]
pub fn answer_text(answer: &Answer) -> String {
    match answer {
        Answer::Met => t!("answer-met"),
        Answer::NotApplicable { reason } if reason.is_empty() => t!("answer-not-applicable"),
        Answer::NotApplicable { reason } => format!("{}: {reason}", t!("answer-not-applicable")),
        Answer::Deviation { equivalence } => format!("{}: {equivalence}", t!("answer-deviation")),
        Answer::Count { value } => value.to_string(),
    }
}

fn other_text(other: &Other) -> String {
    match other {
        Other::Answer(_, Some(answer)) => answer_text(answer),
        Other::Answer(_, None) => t!("conflict-removed"),
        Other::Answers(answers) => answers.values().map(answer_text).collect::<Vec<_>>().join(" · "),
        Other::Explanation(text) => text.clone(),
    }
}

/// The open conflicts of an item.
#[component]
pub fn Conflicts(reference: ItemRef) -> Element {
    let acting = use_acting();
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let author = open.is_author();
    let conflicts: Vec<(u64, String, String)> = found
        .state
        .conflicts
        .iter()
        .map(|it| {
            let who = t!("conflict-who", name = open.name(&it.by), when = format::short_moment(it.at));
            (it.number, who, other_text(&it.other))
        })
        .collect();
    if conflicts.is_empty() {
        return rsx! {};
    }
    let decide = move |conflict: u64, take_other: bool| {
        let item = reference.clone();
        acting.run(
            vec![Action::ResolveConflict { item, conflict, take_other }],
            || t!("conflict-decided"),
            || {},
        );
    };
    rsx! {
        Notice { kind: Kind::Warning, title: t!("conflict-title"), id: "conflicts",
            p { {t!("conflict-text")} }
            for (number , who , text) in conflicts {
                div { class: "stack", key: "{number}",
                    p { class: "soft", "{who}" }
                    blockquote { class: "written", "{text}" }
                    if author {
                        div { class: "row",
                            Button { kind: ButtonKind::Second, busy: acting.busy(), onpress: { let decide = decide.clone(); move |()| decide(number, true) }, {t!("conflict-take")} }
                            Button { kind: ButtonKind::Quiet, busy: acting.busy(), onpress: { let decide = decide.clone(); move |()| decide(number, false) }, {t!("conflict-leave")} }
                        }
                    }
                }
            }
            Refusal { acting, id: "conflict-refused" }
        }
    }
}
