//! The state of the law: what the other one asks differently, item by item, and going over to it.

use dioxus::prelude::*;
use heilsam_compliance::LegalDate;
use heilsam_compliance::catalogue::{Catalogue, Item, ItemId, Kind as CatalogueKind};
use heilsam_compliance::difference::words::{Span, words};
use heilsam_compliance::difference::{Change, difference, statements};
use heilsam_compliance::workspace::Action;

use super::acting::{Refusal, use_acting};
use super::desk::{Open, day, use_desk};
use super::item::heading;
use crate::components::{Badge, Button, ButtonKind, Dialog, Kind, Notice, PageTitle};
use crate::t;

fn other(legal: LegalDate) -> LegalDate {
    match legal {
        LegalDate::Of2020 => LegalDate::Of2026,
        LegalDate::Of2026 => LegalDate::Of2020,
    }
}

fn change_text(change: Change) -> String {
    match change {
        Change::Unchanged => t!("law-unchanged"),
        Change::Reworded => t!("law-reworded"),
        Change::New => t!("law-new"),
        Change::Dropped => t!("law-dropped"),
    }
}

const CHANGES: [Change; 4] = [Change::New, Change::Reworded, Change::Dropped, Change::Unchanged];

fn item_of<'a>(open: &'a Open, legal: LegalDate, id: &ItemId) -> Option<(&'a Catalogue, &'a Item)> {
    let declared = open.library.catalogues().filter(|it| it.kind == CatalogueKind::Declaration(legal));
    declared.filter_map(|it| Some((it, it.item(id)?))).next()
}

/// The page.
#[component]
pub fn Law() -> Element {
    let mut shown = use_signal(|| Change::New);
    let mut asking = use_signal(|| false);
    let acting = use_acting();
    let Some(open) = use_desk().open() else { return rsx! {} };
    let now = open.workspace().legal();
    let to = other(now);
    let found = difference(&open.library, now, to);
    let count = |change: Change| found.iter().filter(|it| it.change == change).count();
    let counts: Vec<(Change, usize)> = CHANGES.into_iter().map(|change| (change, count(change))).collect();
    let items: Vec<ItemId> =
        found.iter().filter(|it| it.change == shown()).map(|it| it.item.clone()).collect();
    let entries: Vec<(String, Change)> =
        statements(&open.library, now, to).into_iter().filter(|(_, change)| *change == shown()).collect();
    let (from_text, to_text) = (day(now.date()), day(to.date()));
    rsx! {
        PageTitle { title: t!("law-title"), lead: t!("law-lead", law = from_text.clone()) }
        div { class: "stack-wide",
            section { class: "card", "aria-labelledby": "law-switch-title",
                h2 { id: "law-switch-title", {t!("law-switch-title", law = to_text.clone())} }
                p { {t!("law-switch-text")} }
                Refusal { acting, id: "law-refused" }
                if open.is_author() {
                    div { class: "row",
                        Button { id: "law-switch", kind: ButtonKind::Second, busy: acting.busy(), onpress: move |()| asking.set(true), {t!("law-switch", law = to_text.clone())} }
                    }
                } else {
                    p { class: "soft", {t!("dossier-read-only")} }
                }
            }
            section { class: "stack", "aria-labelledby": "law-difference-title",
                h2 { id: "law-difference-title", {t!("law-difference", from = from_text, to = to_text.clone())} }
                div { class: "row", role: "group", "aria-label": t!("law-filter"),
                    for (change , count) in counts {
                        Button { key: "{change:?}", id: "law-{change:?}", kind: ButtonKind::Second, pressed: shown() == change, onpress: move |()| shown.set(change),
                            {t!("law-count", change = change_text(change), count = count)}
                        }
                    }
                }
                if items.is_empty() && entries.is_empty() {
                    p { {t!("law-none")} }
                }
                ul { class: "card-list", id: "law-items",
                    for item in items {
                        Difference { key: "{item}", item: item.to_string(), change: ChangeKey(shown()) }
                    }
                }
                if !entries.is_empty() {
                    p { {t!("law-statements", list = entries.iter().map(|(number, _)| number.clone()).collect::<Vec<_>>().join(", "))} }
                }
            }
        }
        if asking() {
            Dialog { id: "law-ask", title: t!("law-ask-title"), onclose: move |()| asking.set(false),
                p { {t!("law-ask-text", law = to_text)} }
                div { class: "row",
                    Button { id: "law-ask-yes",
                        onpress: move |()| {
                            asking.set(false);
                            acting.run(vec![Action::SwitchLegalDate { to }], || t!("law-switched"), || {});
                        },
                        {t!("law-ask-yes")}
                    }
                    Button { kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("law-ask-no")} }
                }
            }
        }
    }
}

/// A change as a property of a view.
#[derive(Clone, Copy, PartialEq)]
struct ChangeKey(Change);

/// One item: both texts as one, with what went and what came.
#[component]
fn Difference(item: String, change: ChangeKey) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let id = ItemId::new(item);
    let now = open.workspace().legal();
    let (before, after) = (item_of(&open, now, &id), item_of(&open, other(now), &id));
    let Some((catalogue, shown)) = after.or(before) else { return rsx! {} };
    let text = |found: Option<(&Catalogue, &Item)>| {
        found.map(|(_, item)| format!("{} {}", item.text, item.points.join(" "))).unwrap_or_default()
    };
    let spans = words(&text(before), &text(after));
    let answered = before.is_some_and(|(catalogue, item)| {
        open.workspace().item(&catalogue.reference(item)).is_some_and(|state| !state.revisions.is_empty())
    });
    rsx! {
        li { class: "card",
            p { class: "row",
                strong { lang: "de", "{heading(shown)}" }
                Badge { {change_text(change.0)} }
            }
            p { class: "soft", lang: "de", "{catalogue.title}" }
            p { class: "difference", lang: "de",
                for (number , span) in spans.into_iter().enumerate() {
                    match span {
                        Span::Same(text) => rsx! { span { key: "{number}", "{text} " } },
                        Span::Gone(text) => rsx! { del { key: "{number}", "{text}" } " " },
                        Span::Come(text) => rsx! { ins { key: "{number}", "{text}" } " " },
                    }
                }
            }
            if answered && change.0 != Change::Unchanged {
                Notice { kind: Kind::Warning, p { {t!("law-answered")} } }
            }
        }
    }
}
