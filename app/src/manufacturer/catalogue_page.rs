//! One catalogue: every item in the order of the source, with where it stands.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::CatalogueId;
use heilsam_compliance::workspace::status::Status;

use super::desk::use_desk;
use super::item::{heading, to};
use super::parts::StatusBadge;
use super::routes::Route;
use crate::components::{Empty, PageTitle, Shape};
use crate::t;

/// An item of the list: its page, its heading, where it stands.
type Line = (Route, String, Status);

/// The page.
#[component]
pub fn CataloguePage(catalogue: String) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let Some(found) = open.library.catalogue(&CatalogueId::new(&catalogue)) else {
        return rsx! {
            PageTitle { title: t!("catalogue-missing-title") }
            Empty { shape: Shape::List, title: t!("catalogue-missing-title"), text: t!("catalogue-missing-text"),
                Link { class: "button", to: Route::Home {}, {t!("item-missing-way")} }
            }
        };
    };
    let groups: Vec<(String, Vec<Line>)> = found
        .groups
        .iter()
        .map(|group| {
            let items = group.items.iter().map(|item| {
                let report = open.workspace().report(&open.library, found, group, item, open.now);
                (to(&found.reference(item)), heading(item), report.status)
            });
            (group.title.clone(), items.collect())
        })
        .collect();
    rsx! {
        PageTitle { title: found.title.clone(), lead: found.source.citation.clone() }
        div { class: "stack-wide",
            if let Some(intro) = &found.intro {
                details { class: "card",
                    summary { {t!("catalogue-intro")} }
                    p { lang: "de", "{intro}" }
                }
            }
            for (title , items) in groups {
                section { class: "stack", key: "{title}",
                    h2 { lang: "de", "{title}" }
                    ul { class: "items",
                        for (route , title , status) in items {
                            li { key: "{title}",
                                Link { to: route, lang: "de", "{title}" }
                                StatusBadge { status }
                            }
                        }
                    }
                }
            }
        }
    }
}
