//! The whole dossier for paper: every item with its words, answer, evidence and approval; the application's statements.

use dioxus::prelude::*;
use heilsam_compliance::answer::Place;
use heilsam_compliance::application::edition::{Edition, edition};
use heilsam_compliance::catalogue::{Catalogue, Group, Item};
use heilsam_compliance::protection::{ProtectionNeed, ProtectionResult};
use heilsam_compliance::workspace::item::Review;
use heilsam_compliance::workspace::status::Status;

use crate::components::{Button, PageTitle, Shape};
use crate::manufacturer::desk::{Open, day, use_desk};
use crate::manufacturer::item::conflict::answer_text;
use crate::manufacturer::item::evidence::{evidence_name, standing_badge};
use crate::manufacturer::parts::status_text;
use crate::{browser, format, t};

/// The page.
#[component]
pub fn Paper() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let workspace = open.workspace();
    let name = workspace.application().text("1", "product", 1, "name").to_owned();
    let mut catalogues: Vec<_> =
        open.library.answered(workspace.legal()).map(|it| (it.kind, it.id.clone())).collect();
    catalogues.sort();
    let need = match workspace.protection().result() {
        ProtectionResult::Incomplete { .. } => t!("paper-need-open"),
        ProtectionResult::Complete { need: ProtectionNeed::Normal, .. } => t!("protection-normal"),
        ProtectionResult::Complete { need: ProtectionNeed::High, .. } => t!("protection-high"),
        ProtectionResult::Complete { need: ProtectionNeed::VeryHigh, .. } => t!("protection-very-high"),
    };
    let head: String = workspace.head().to_string().chars().take(24).collect();
    rsx! {
        PageTitle { title: t!("paper-title", product = if name.is_empty() { t!("overview-product-unnamed") } else { name }) }
        div { class: "stack-wide paper",
            div { class: "row no-print",
                Button { id: "paper-print", icon: Shape::Printer, onpress: move |()| browser::print(), {t!("paper-print")} }
            }
            dl { class: "facts",
                dt { {t!("paper-law")} }
                dd { {day(workspace.legal().date())} }
                dt { {t!("paper-need")} }
                dd { "{need}" }
                dt { {t!("paper-made")} }
                dd { {format::moment(open.now.at)} }
                dt { {t!("paper-head")} }
                dd { code { "{head}" } }
            }
            Statements {}
            for (_ , catalogue) in catalogues {
                Part { key: "{catalogue}", catalogue: catalogue.to_string() }
            }
        }
    }
}

/// The statements of § 2.
#[component]
fn Statements() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let workspace = open.workspace();
    let entries = edition(&open.library, workspace.legal(), workspace.application(), Edition::Full);
    rsx! {
        section { class: "stack",
            h2 { {t!("application-title")} }
            for entry in entries {
                article { class: "paper-item", key: "{entry.number}",
                    h3 { lang: "de", "{entry.provision}" }
                    p { lang: "de", "{entry.statement}" }
                    if entry.not_applicable {
                        p { strong { {t!("application-not-applicable")} } }
                    } else if entry.rows.is_empty() {
                        p { strong { {t!("dossier-status-open")} } }
                    }
                    for (number , row) in entry.rows.into_iter().enumerate() {
                        dl { class: "facts", key: "{number}", lang: "de",
                            for field in row.fields {
                                dt { key: "{field.field}", "{field.label}" }
                                dd { {field.read()} }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One catalogue.
#[component]
fn Part(catalogue: String) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(found) = open.library.catalogues().find(|it| it.id.as_str() == catalogue) else {
        return rsx! {};
    };
    if !open.workspace().concerns(&open.library, found) {
        return rsx! {};
    }
    rsx! {
        section { class: "stack",
            h2 { lang: "de", "{found.title}" }
            p { class: "soft", lang: "de", "{found.source.citation}" }
            for group in found.groups.iter() {
                h3 { key: "{group.id}", lang: "de", "{group.title}" }
                for item in group.items.iter() {
                    {one(&open, found, group, item)}
                }
            }
        }
    }
}

fn one(open: &Open, catalogue: &Catalogue, group: &Group, item: &Item) -> Element {
    let workspace = open.workspace();
    let reference = catalogue.reference(item);
    let report = workspace.report(&open.library, catalogue, group, item, open.now);
    let state = workspace.item(&reference).cloned().unwrap_or_default();
    let content = state.content();
    let answers: Vec<String> = content
        .answers
        .iter()
        .map(|(place, answer)| {
            let said = answer_text(answer);
            if *place == Place::WHOLE { said } else { t!("history-point", number = place.0, said = said) }
        })
        .collect();
    let evidence: Vec<String> = state
        .evidence
        .keys()
        .filter_map(|id| workspace.evidence(id))
        .map(|it| {
            let (_, _, worth) = standing_badge(&it.standing(open.now, workspace.release()));
            format!("{} – {worth}", evidence_name(it))
        })
        .collect();
    let approved = match (&state.review, report.status) {
        (Review::Approved { by, at, .. }, Status::Approved) => {
            Some(t!("review-approved", name = written_name(open, by), when = format::moment(*at)))
        }
        _ => None,
    };
    rsx! {
        article { class: "paper-item", key: "{reference}",
            p { strong { lang: "de", "{item.number}" } " · {status_text(report.status)}" }
            if let Some(question) = &item.question {
                p { lang: "de", "{question}" }
            }
            p { lang: "de", "{item.text}" }
            if !item.points.is_empty() {
                ol { lang: "de",
                    for (number , point) in item.points.iter().enumerate() {
                        li { key: "{number}", "{point}" }
                    }
                }
            }
            for answer in answers {
                p { key: "{answer}", strong { "{answer}" } }
            }
            if !content.explanation.is_empty() {
                p { class: "written", "{content.explanation}" }
            }
            for one in evidence {
                p { class: "soft", key: "{one}", "{one}" }
            }
            if let Some(approved) = approved {
                p { class: "soft", "{approved}" }
            }
        }
    }
}

/// On paper nobody is "you".
fn written_name(open: &Open, person: &heilsam_compliance::workspace::PersonId) -> String {
    open.view.name(person).map_or_else(|| t!("dossier-nameless"), str::to_owned)
}
