//! What was typed here and not saved: with the way back to it.

use std::collections::BTreeSet;

use dioxus::prelude::*;

use crate::components::{Kind, Notice};
use crate::manufacturer::application::history::title;
use crate::manufacturer::desk::{Open, use_desk};
use crate::manufacturer::drafts::Place;
use crate::manufacturer::item::{find, heading, to};
use crate::manufacturer::routes::Route;
use crate::t;

/// The page where something is typed, and what it is called there.
fn page(open: &Open, place: &Place) -> (String, Route) {
    match place {
        Place::Answer(item) | Place::Comment(item) | Place::Return(item) | Place::Statement(item) => {
            let name = find(open, item).map_or_else(|| item.to_string(), |found| heading(found.item));
            (name, to(item))
        }
        Place::Field(address) => {
            let number = address.entry.clone();
            (title(open, &number), Route::EntryPage { number })
        }
        Place::Scenario(_) => (t!("protection-title"), Route::Protection {}),
        Place::Change => (t!("change-title"), Route::ChangePage {}),
        Place::Published => (t!("texts-title"), Route::Texts {}),
    }
}

/// The list; nothing if everything is saved.
#[component]
pub fn Unsaved() -> Element {
    let desk = use_desk();
    let Some(open) = desk.open() else { return rsx! {} };
    let mut seen = BTreeSet::new();
    let pages: Vec<(String, Route)> = desk
        .drafts()
        .places()
        .iter()
        .map(|place| page(&open, place))
        .filter(|(_, route)| seen.insert(route.to_string()))
        .collect();
    if pages.is_empty() {
        return rsx! {};
    }
    rsx! {
        Notice { kind: Kind::Warning, title: t!("unsaved-title"), id: "unsaved",
            p { {t!("unsaved-text")} }
            ul {
                for (name , route) in pages {
                    li { key: "{route}", Link { to: route, lang: "de", "{name}" } }
                }
            }
        }
    }
}
