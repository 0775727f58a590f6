//! Everything that was done in the dossier, newest first: who, when, what.

use dioxus::prelude::*;
use heilsam_compliance::application::Listing;
use heilsam_compliance::workspace::{Action, Entry};

use super::application::history as statements;
use super::desk::{Open, day, say, use_desk};
use super::item::evidence::evidence_name;
use super::item::{find, heading, history as items, to};
use super::parts::beginning;
use super::routes::Route;
use crate::components::{Button, ButtonKind, Empty, PageTitle, Shape};
use crate::{format, t};

/// Entries shown at once.
const PAGE: usize = 100;
/// Longest text of an entry, characters: the whole of it stands at its item.
const LENGTH: usize = 300;

/// The page that an entry speaks of, and what it is called.
fn place(open: &Open, action: &Action) -> Option<(String, Route)> {
    if let Some(item) = action.item() {
        let name = find(open, item).map_or_else(|| item.to_string(), |found| heading(found.item));
        return Some((name, to(item)));
    }
    let number = statements::number(action)?.to_owned();
    Some((statements::title(open, &number), Route::EntryPage { number }))
}

/// What an entry did, in words.
fn deed(open: &Open, entry: &Entry) -> String {
    if let Some(said) = items::deed(open, entry).or_else(|| statements::deed(open, &entry.action)) {
        return said;
    }
    match &entry.action {
        Action::AddEvidence { evidence, .. } => t!("journal-evidence", name = evidence_name(evidence)),
        Action::SetProperties { properties } => {
            let names: Vec<String> = properties.iter().map(|it| say(&it.name())).collect();
            t!("journal-properties", names = names.join(", "))
        }
        Action::RateScenario { scenario, .. } => t!("journal-scenario", name = say(&scenario.name())),
        Action::SetCumulation { cumulation: Some(_) } => t!("journal-cumulation"),
        Action::SetCumulation { cumulation: None } => t!("journal-cumulation-none"),
        Action::SetRelease { release } => {
            t!("journal-release", version = release.version.clone(), commit = release.commit.clone())
        }
        Action::SetFiling { on: Some(on) } => t!("journal-filing", day = day(*on)),
        Action::SetFiling { on: None } => t!("journal-filing-none"),
        Action::SetListing { listing: Listing::Permanent } => t!("application-permanent"),
        Action::SetListing { listing: Listing::Trial } => t!("application-trial"),
        Action::SetPublished { title, text: Some(_) } => t!("journal-text", title = title.clone()),
        Action::SetPublished { title, text: None } => t!("journal-text-gone", title = title.clone()),
        Action::AddCatalogue { file, .. } => t!("journal-catalogue", file = file.clone()),
        Action::RemoveCatalogue { catalogue } => {
            t!("journal-catalogue-gone", id = catalogue.to_string())
        }
        Action::AssessChange { change } => t!("journal-change", version = change.release.version.clone()),
        Action::GiveNotice { on, .. } => t!("journal-notice", day = day(*on)),
        // Said above.
        Action::EditItem { .. }
        | Action::ResolveConflict { .. }
        | Action::RecordRun { .. }
        | Action::BindEvidence { .. }
        | Action::UnbindEvidence { .. }
        | Action::RequestReview { .. }
        | Action::Approve { .. }
        | Action::Return { .. }
        | Action::Comment { .. }
        | Action::Assign { .. }
        | Action::SetDue { .. }
        | Action::SwitchLegalDate { .. }
        | Action::SetField { .. }
        | Action::ResolveField { .. }
        | Action::SetMarks { .. }
        | Action::SetNotApplicable { .. } => String::new(),
    }
}

/// The page.
#[component]
pub fn Journal() -> Element {
    let mut shown = use_signal(|| PAGE);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let history = open.workspace().history();
    let count = history.len();
    let rows: Vec<_> = history
        .iter()
        .rev()
        .take(shown())
        .map(|entry| {
            let who = format!("{}, {}", open.name(&entry.by), format::moment(entry.at));
            (entry.number, who, place(&open, &entry.action), beginning(&deed(&open, entry), LENGTH))
        })
        .collect();
    let head: String = open.workspace().head().to_string().chars().take(24).collect();
    rsx! {
        PageTitle { title: t!("journal-title"), lead: t!("history-chain") }
        div { class: "stack",
            if rows.is_empty() {
                Empty { shape: Shape::Clock, title: t!("journal-none"), text: t!("journal-none-text") }
            } else {
                p { class: "soft", id: "journal-count", {t!("journal-count", count = count, head = head)} }
            }
            ol { class: "card-list", id: "journal",
                for (number , who , place , what) in rows {
                    li { class: "card task", key: "{number}",
                        p { class: "soft", "{number} · {who}" }
                        if let Some((name, route)) = place {
                            p { Link { class: "task-title", lang: "de", to: route, "{name}" } }
                        }
                        p { class: "written", "{what}" }
                    }
                }
            }
            if count > shown() {
                div { class: "row",
                    Button { id: "journal-more", kind: ButtonKind::Second, onpress: move |()| shown += PAGE, {t!("tasks-more")} }
                }
            }
        }
    }
}
