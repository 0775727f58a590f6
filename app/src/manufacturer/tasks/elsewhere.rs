//! What a search finds besides tasks: items with nothing left to do, and statements of the application.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_compliance::overview::Overview;
use heilsam_compliance::search::{Hit, search};

use crate::manufacturer::application::printed;
use crate::manufacturer::desk::{Open, use_desk};
use crate::manufacturer::item::{find, heading, to};
use crate::manufacturer::parts::{beginning, status_text};
use crate::manufacturer::routes::Route;
use crate::t;

/// Longest piece of a field that is shown, characters.
const PIECE: usize = 120;

/// Name, what stands there, and the page; each page once.
fn found(open: &Open, seen: &Overview, words: &str) -> Vec<(String, String, Route)> {
    let mut pages = BTreeSet::new();
    let hits = search(&open.library, open.workspace(), words).into_iter();
    let rows = hits.filter_map(|hit| match hit {
        Hit::Item(item) if seen.open.iter().any(|task| task.item == item) => None,
        Hit::Item(item) => {
            let known = find(open, &item)?;
            Some((heading(known.item), status_text(known.report.status), to(&item)))
        }
        Hit::Field(address) => {
            let statement = printed(open, &address.entry)?;
            let text = &open.workspace().application().field(&address)?.text;
            let name = t!("application-statement", number = statement.shown);
            Some((name, beginning(text, PIECE), Route::EntryPage { number: address.entry.clone() }))
        }
    });
    rows.filter(|(_, _, route)| pages.insert(route.to_string())).collect()
}

/// The list; nothing if there is nothing else.
#[component]
pub fn Elsewhere(words: String) -> Element {
    let desk = use_desk();
    let (Some(open), Some(seen)) = (desk.open(), desk.overview()) else { return rsx! {} };
    let rows = found(&open, &seen, &words);
    if rows.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "stack", "aria-labelledby": "elsewhere-title",
            h2 { id: "elsewhere-title", {t!("tasks-elsewhere", count = rows.len())} }
            ul { class: "card-list", id: "tasks-elsewhere",
                for (name , text , route) in rows {
                    li { class: "card task", key: "{route}",
                        p { Link { class: "task-title", lang: "de", to: route, "{name}" } }
                        p { class: "soft", lang: "de", "{text}" }
                    }
                }
            }
        }
    }
}
