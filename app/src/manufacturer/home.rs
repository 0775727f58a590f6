//! The overview: how far the dossier is, what blocks it, and what to do next.

mod naming;
mod progress;
mod unsaved;

use dioxus::prelude::*;
use heilsam_compliance::application::Weight;
use heilsam_compliance::workspace::status::Gap;

use self::naming::Naming;
use self::progress::CatalogueProgress;
pub use self::unsaved::Unsaved;
use super::checks_page::ChecksSummary;
use super::desk::{Open, day, use_desk};
use super::item::evidence::evidence_name;
use super::item::{find, heading, to};
use super::members::ChangedKeys;
use super::routes::Route;
use super::tasks::Row;
use crate::account::access::use_account;
use crate::account::sheet::SheetCard;
use crate::components::{Kind, Notice, PageTitle};
use crate::t;

/// Tasks on the first page.
const FIRST: usize = 5;

/// The first page after the login.
#[component]
pub fn Home() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let desk = use_desk();
    let (Some(open), Some(seen)) = (desk.open(), desk.overview()) else { return rsx! {} };
    let named = open.view.name(&open.view.person).is_some();
    let mut catalogues: Vec<_> = open
        .library
        .answered(open.workspace().legal())
        .filter(|catalogue| seen.of(&catalogue.id).asked > 0)
        .map(|catalogue| (catalogue.kind, catalogue.id.clone()))
        .collect();
    // The ordinance first, then what it refers to.
    catalogues.sort();
    let left_out: Vec<String> = open
        .library
        .answered(open.workspace().legal())
        .filter(|catalogue| seen.of(&catalogue.id).asked == 0)
        .map(|catalogue| catalogue.title.clone())
        .collect();
    let first: Vec<_> = seen.open.iter().take(FIRST).cloned().collect();
    let rest = seen.open.len().saturating_sub(first.len());
    rsx! {
        PageTitle { title: t!("manufacturer-title"), lead: lead(&open) }
        div { class: "stack-wide",
            if !named {
                Naming {}
            }
            ChangedKeys {}
            Unsaved {}
            Blocks { }
            section { class: "stack", "aria-labelledby": "next-title",
                h2 { id: "next-title", {t!("overview-next")} }
                if first.is_empty() {
                    Notice { kind: Kind::Success, p { {t!("overview-nothing-open")} } }
                }
                ul { class: "card-list tasks",
                    for task in first {
                        Row { key: "{task.item}", reference: task.item.clone(), gaps: task.gaps.clone(), due: task.due, waits_for: task.waits_for.clone() }
                    }
                }
                if rest > 0 {
                    p { Link { class: "button button-second", to: Route::Tasks {}, {t!("overview-all-tasks", count = seen.open.len())} } }
                }
            }
            section { class: "stack", "aria-labelledby": "progress-title",
                h2 { id: "progress-title", {t!("overview-progress")} }
                for (_ , catalogue) in catalogues {
                    CatalogueProgress { key: "{catalogue}", catalogue: catalogue.to_string() }
                }
                if !left_out.is_empty() {
                    div { class: "soft",
                        p { {t!("overview-left-out")} }
                        ul { lang: "de",
                            for title in left_out {
                                li { key: "{title}", "{title}" }
                            }
                        }
                    }
                }
            }
            ChecksSummary {}
            Expiring {}
            Waiting {}
            section { class: "stack", "aria-labelledby": "ways-title",
                h2 { id: "ways-title", {t!("overview-ways")} }
                p { class: "row",
                    Link { class: "button button-second", to: Route::Output {}, {t!("procedure-to-output")} }
                    Link { class: "button button-second", to: Route::Procedure {}, {t!("procedure-to")} }
                    Link { class: "button button-second", to: Route::ChangePage {}, {t!("procedure-to-change")} }
                    Link { class: "button button-second", to: Route::Import {}, {t!("import-title")} }
                    Link { class: "button button-second", to: Route::Catalogues {}, {t!("own-title")} }
                    Link { class: "button button-second", to: Route::Texts {}, {t!("texts-title")} }
                    Link { class: "button button-second", to: Route::OutcomePage {}, {t!("reports-title")} }
                    Link { class: "button button-second", to: Route::Journal {}, {t!("journal-title")} }
                }
            }
            if !account.has_sheet() {
                SheetCard { onopen: move |()| { navigator.push(Route::Sheet {}); } }
            }
        }
    }
}

/// Product, state of the law and planned day of filing.
fn lead(open: &Open) -> String {
    let workspace = open.workspace();
    let name = workspace.application().text("1", "product", 1, "name").to_owned();
    let product = if name.is_empty() { t!("overview-product-unnamed") } else { name };
    let law = day(workspace.legal().date());
    match workspace.filing() {
        Some(filing) => t!("overview-lead-filing", product = product, law = law, filing = day(filing)),
        None => t!("overview-lead", product = product, law = law),
    }
}

/// What keeps the dossier from going out, with the way to each.
#[component]
fn Blocks() -> Element {
    let Some(seen) = use_desk().overview() else { return rsx! {} };
    let items = seen.open.iter().filter(|task| task.gaps.iter().any(Gap::blocks)).count();
    let statements = seen.application.iter().filter(|finding| finding.weight == Weight::Blocks).count();
    if seen.is_complete() {
        return rsx! {
            Notice { kind: Kind::Success, title: t!("overview-complete-title"), id: "blocks",
                p { {t!("overview-complete-text")} }
            }
        };
    }
    rsx! {
        Notice { kind: Kind::Warning, title: t!("overview-blocks"), id: "blocks",
            ul {
                if seen.properties_missing {
                    li { Link { to: Route::Product {}, {t!("overview-properties-missing")} } }
                }
                if !seen.missing_scenarios.is_empty() {
                    li { Link { to: Route::Protection {}, {t!("overview-scenarios-missing", count = seen.missing_scenarios.len())} } }
                }
                if items > 0 {
                    li { Link { to: Route::Tasks {}, {t!("overview-items-missing", count = items)} } }
                }
                if statements > 0 {
                    li { Link { to: Route::Application {}, {t!("overview-statements-missing", count = statements)} } }
                }
            }
        }
    }
}

/// Evidence that ends soon.
#[component]
fn Expiring() -> Element {
    let desk = use_desk();
    let (Some(open), Some(seen)) = (desk.open(), desk.overview()) else { return rsx! {} };
    if seen.expiring.is_empty() {
        return rsx! {};
    }
    let rows = seen.expiring.iter().map(|it| {
        let name = open.workspace().evidence(&it.evidence).map(evidence_name).unwrap_or_default();
        let items = it.items.iter().filter_map(|item| {
            let title = find(&open, item).map(|found| heading(found.item))?;
            Some((to(item), title))
        });
        (t!("overview-expires", name = name, day = day(it.on)), items.collect::<Vec<_>>())
    });
    let rows: Vec<_> = rows.collect();
    rsx! {
        section { class: "stack", "aria-labelledby": "expiring-title",
            h2 { id: "expiring-title", {t!("overview-expiring")} }
            ul { class: "card-list",
                for (text , items) in rows {
                    li { class: "card", key: "{text}",
                        p { "{text}" }
                        ul {
                            for (route , title) in items {
                                li { key: "{title}", Link { to: route, lang: "de", "{title}" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many items wait for whom.
#[component]
fn Waiting() -> Element {
    let desk = use_desk();
    let (Some(open), Some(seen)) = (desk.open(), desk.overview()) else { return rsx! {} };
    let rows: Vec<(String, usize)> = seen
        .waiting
        .iter()
        .map(|(person, count)| {
            (person.as_ref().map_or_else(|| t!("overview-waits-nobody"), |it| open.name(it)), *count)
        })
        .collect();
    if rows.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "stack", "aria-labelledby": "waiting-title",
            h2 { id: "waiting-title", {t!("overview-waiting")} }
            dl { class: "facts",
                for (name , count) in rows {
                    dt { key: "{name}", "{name}" }
                    dd { class: "numbers", {t!("overview-items", count = count)} }
                }
            }
        }
    }
}
