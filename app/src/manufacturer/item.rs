//! One item: the words of the law, the answer, its proof, the second pair of eyes, and what was said and done.

mod answer;
pub mod conflict;
mod document_part;
pub mod draft;
pub mod evidence;
mod evidence_form;
pub mod history;
mod review;
mod talk;

use dioxus::prelude::*;
use heilsam_compliance::catalogue::{Catalogue, Group, Item, ItemRef};
use heilsam_compliance::workspace::ItemState;
use heilsam_compliance::workspace::status::{NotAsked, Report};

use self::answer::AnswerSection;
use self::conflict::Conflicts;
use self::evidence::{EvidenceSection, gap_words};
use self::history::History;
use self::review::ReviewSection;
use self::talk::{Comments, Work};
use super::desk::{Open, use_desk};
use super::parts::{StatusBadge, Statute, beginning};
use super::routes::Route;
use crate::components::{Empty, Kind, Notice, PageTitle, Shape};
use crate::t;

/// An item with everything the page's parts need.
pub struct Found<'a> {
    /// Its catalogue.
    pub catalogue: &'a Catalogue,
    /// Its group.
    pub group: &'a Group,
    /// The item.
    pub item: &'a Item,
    /// What stands about it.
    pub state: ItemState,
    /// Where it stands.
    pub report: Report,
}

/// Looks an item up.
#[must_use]
pub fn find<'a>(open: &'a Open, reference: &ItemRef) -> Option<Found<'a>> {
    let (catalogue, group, item) = open.library.item(reference)?;
    let state = open.workspace().item(reference).cloned().unwrap_or_default();
    let report = open.workspace().report(&open.library, catalogue, group, item, open.now);
    Some(Found { catalogue, group, item, state, report })
}

/// What an item is called in lists: number and topic, else its first words.
#[must_use]
pub fn heading(item: &Item) -> String {
    let topic = item.topic.as_deref().or(item.question.as_deref()).unwrap_or(&item.text);
    format!("{} · {}", item.number, beginning(topic, 90))
}

/// The page.
#[component]
pub fn ItemPage(catalogue: String, item: String) -> Element {
    let reference = ItemRef::new(&catalogue, &item);
    rsx! {
        // Another item is another page: nothing typed or seen goes over.
        Page { key: "{reference}", reference }
    }
}

#[component]
fn Page(reference: ItemRef) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else {
        return rsx! {
            PageTitle { title: t!("item-missing-title") }
            Empty { shape: Shape::List, title: t!("item-missing-title"), text: t!("item-missing-text"),
                Link { class: "button", to: Route::Home {}, {t!("item-missing-way")} }
            }
        };
    };
    let asked = found.report.not_asked.is_none();
    rsx! {
        Ways { reference: reference.clone() }
        PageTitle { title: heading(found.item), lead: found.group.title.clone() }
        div { class: "stack-wide item-page",
            Standing { reference: reference.clone() }
            Words { reference: reference.clone() }
            if asked {
                Conflicts { reference: reference.clone() }
                AnswerSection { reference: reference.clone() }
                EvidenceSection { reference: reference.clone() }
                ReviewSection { reference: reference.clone() }
            }
            Work { reference: reference.clone() }
            Comments { reference: reference.clone() }
            History { reference }
        }
    }
}

/// The way back to the catalogue, to the item before and the one after.
#[component]
fn Ways(reference: ItemRef) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(catalogue) = open.library.catalogue(&reference.catalogue) else { return rsx! {} };
    let items: Vec<&Item> = catalogue.items().map(|(_, item)| item).collect();
    let at = items.iter().position(|item| item.id == reference.item);
    let neighbour =
        |at: Option<usize>| at.and_then(|at| items.get(at)).map(|item| to(&catalogue.reference(item)));
    let before = neighbour(at.and_then(|at| at.checked_sub(1)));
    let after = neighbour(at.map(|at| at + 1));
    rsx! {
        nav { class: "ways", "aria-label": t!("item-ways"),
            Link { to: Route::CataloguePage { catalogue: reference.catalogue.to_string() }, lang: "de", "{catalogue.title}" }
            if let Some(before) = before {
                Link { to: before, {t!("item-before")} }
            }
            if let Some(after) = after {
                Link { to: after, {t!("item-after")} }
            }
        }
    }
}

/// The page of an item.
#[must_use]
pub fn to(reference: &ItemRef) -> Route {
    Route::ItemPage { catalogue: reference.catalogue.to_string(), item: reference.item.to_string() }
}

/// Where it stands and what is missing, most urgent first.
#[component]
fn Standing(reference: ItemRef) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let why = found.report.not_asked.map(|why| match why {
        NotAsked::ProtectionNeed => t!("item-not-asked-need"),
        NotAsked::AnalysisOpen => t!("item-not-asked-analysis"),
        NotAsked::Condition => t!("item-not-asked-condition"),
        NotAsked::Product => t!("item-not-asked-product"),
    });
    let gaps: Vec<(bool, String)> =
        found.report.gaps.iter().map(|gap| (gap.blocks(), gap_words(&open, gap))).collect();
    let blocked = gaps.iter().any(|(blocks, _)| *blocks);
    let waits = found.report.waits_for.as_ref().map(|person| open.name(person));
    rsx! {
        section { class: "stack", "aria-labelledby": "standing-title",
            h2 { class: "visually-hidden", id: "standing-title", {t!("item-standing")} }
            p { class: "row",
                StatusBadge { status: found.report.status }
                if let Some(name) = waits {
                    span { class: "soft", {t!("item-waits-for", name = name)} }
                }
            }
            if let Some(why) = why {
                Notice { p { "{why}" } }
            }
            if !gaps.is_empty() {
                Notice { kind: if blocked { Kind::Warning } else { Kind::Info }, title: t!("item-gaps"), id: "gaps",
                    ul {
                        for (_ , gap) in gaps {
                            li { key: "{gap}", "{gap}" }
                        }
                    }
                }
            }
        }
    }
}

/// The words of the law, and where they stand.
#[component]
fn Words(reference: ItemRef) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let (catalogue, item) = (found.catalogue, found.item);
    let source = format!("{}, {} – {}", catalogue.title, item.number, catalogue.source.citation);
    let note = catalogue.notes.iter().find(|(id, _)| id == item.id.as_str()).map(|(_, note)| note.clone());
    rsx! {
        section { class: "stack", "aria-labelledby": "words-title",
            h2 { id: "words-title", {t!("item-words")} }
            if let Some(provision) = &item.provision {
                p { class: "soft", lang: "de", "{provision}" }
            }
            if let Some(question) = &item.question {
                p { lang: "de", strong { "{question}" } }
            }
            Statute { text: item.text.clone(), source }
            if !item.points.is_empty() {
                ol { class: "statute-points", lang: "de",
                    for (number , point) in item.points.iter().enumerate() {
                        li { key: "{number}", "{point}" }
                    }
                }
            }
            if let Some(note) = note {
                p { class: "soft", "{note}" }
            }
            if let Some(url) = &catalogue.source.url {
                p { a { href: "{url}", rel: "noreferrer", {t!("item-source")} } }
            }
        }
    }
}
