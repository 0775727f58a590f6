//! Who did what and when about an item, newest first; nothing of it can be changed unnoticed.

use dioxus::prelude::*;
use heilsam_compliance::answer::Place;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::workspace::{Action, Entry};

use super::conflict::answer_text;
use crate::manufacturer::checks_page::check_title;
use crate::manufacturer::desk::{Open, day, use_desk};
use crate::{format, t};

/// What an entry did, in words.
#[must_use]
pub fn deed(open: &Open, entry: &Entry) -> Option<String> {
    Some(match &entry.action {
        Action::EditItem { edit, .. } => {
            let mut parts: Vec<String> = edit
                .answers
                .iter()
                .map(|(place, answer)| {
                    let said = answer.as_ref().map_or_else(|| t!("history-taken-out"), answer_text);
                    if *place == Place::WHOLE {
                        said
                    } else {
                        t!("history-point", number = place.0, said = said)
                    }
                })
                .collect();
            parts.extend(edit.explanation.as_ref().map(|text| t!("history-explained", text = text.clone())));
            if parts.is_empty() { t!("history-confirmed") } else { parts.join(" · ") }
        }
        Action::ResolveConflict { take_other: true, .. } => t!("history-took-other"),
        Action::ResolveConflict { take_other: false, .. } => t!("history-kept"),
        Action::RecordRun { run, .. } => {
            let check = check_title(&run.check).unwrap_or_else(|| run.check.clone());
            t!("history-run", check = check)
        }
        Action::BindEvidence { .. } => t!("history-bound"),
        Action::UnbindEvidence { .. } => t!("history-unbound"),
        Action::RequestReview { .. } => t!("history-requested"),
        Action::Approve { .. } => t!("history-approved"),
        Action::Return { reason, .. } => t!("history-returned", reason = reason.clone()),
        Action::Comment { .. } => t!("history-commented"),
        Action::Assign { to: Some(person), .. } => t!("history-assigned", name = open.name(person)),
        Action::Assign { to: None, .. } => t!("history-assigned-nobody"),
        Action::SetDue { on: Some(on), .. } => t!("history-due", day = day(*on)),
        Action::SetDue { on: None, .. } => t!("history-due-none"),
        Action::SwitchLegalDate { to } => t!("history-law", day = day(to.date())),
        Action::AddEvidence { .. }
        | Action::SetProperties { .. }
        | Action::RateScenario { .. }
        | Action::SetCumulation { .. }
        | Action::SetRelease { .. }
        | Action::SetFiling { .. }
        | Action::SetField { .. }
        | Action::ResolveField { .. }
        | Action::SetMarks { .. }
        | Action::SetNotApplicable { .. }
        | Action::SetPublished { .. }
        | Action::AddCatalogue { .. }
        | Action::RemoveCatalogue { .. }
        | Action::AssessChange { .. }
        | Action::GiveNotice { .. }
        | Action::SetListing { .. } => return None,
    })
}

/// The history of an item.
#[component]
pub fn History(reference: ItemRef) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let mut entries: Vec<(u64, String, String)> = open
        .workspace()
        .history_of(&reference)
        .filter_map(|entry| {
            let who = format!("{}, {}", open.name(&entry.by), format::moment(entry.at));
            Some((entry.number, who, deed(&open, entry)?))
        })
        .collect();
    entries.reverse();
    rsx! {
        Written { entries }
    }
}

/// What was done, newest first: number in the dossier's history, who and when, and what.
#[component]
pub fn Written(entries: Vec<(u64, String, String)>) -> Element {
    rsx! {
        details { class: "card", id: "history",
            summary { {t!("history-title", count = entries.len())} }
            p { class: "soft", {t!("history-chain")} }
            ol { class: "card-list",
                for (number , who , what) in entries {
                    li { key: "{number}",
                        p { class: "soft", "{who}" }
                        p { class: "written", "{what}" }
                    }
                }
            }
        }
    }
}
