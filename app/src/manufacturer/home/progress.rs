//! How far one catalogue is: a bar, the numbers behind it, and its parts.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::CatalogueId;
use heilsam_compliance::overview::Counts;

use crate::components::{Table, TableRow};
use crate::manufacturer::desk::use_desk;
use crate::manufacturer::routes::Route;
use crate::t;

/// Answers first, then where they stand: what every row of numbers says.
fn cells(counts: &Counts) -> Vec<String> {
    let numbers = [
        counts.asked,
        counts.met,
        counts.deviating,
        counts.not_applicable,
        counts.open,
        counts.in_review,
        counts.approved,
    ];
    numbers.iter().map(ToString::to_string).collect()
}

/// One catalogue.
#[component]
pub fn CatalogueProgress(catalogue: String) -> Element {
    let desk = use_desk();
    let (Some(open), Some(seen)) = (desk.open(), desk.overview()) else { return rsx! {} };
    let id = CatalogueId::new(&catalogue);
    let Some(found) = open.library.catalogue(&id) else { return rsx! {} };
    let counts = seen.of(&id);
    let answered = counts.asked.saturating_sub(counts.open + counts.in_review + counts.approved);
    let parts = [
        ("approved", counts.approved, t!("progress-approved")),
        ("review", counts.in_review, t!("progress-in-review")),
        ("answered", answered, t!("progress-answered")),
        ("open", counts.open, t!("progress-open")),
    ];
    let whole = counts.asked.max(1);
    let mut start = 0;
    let shares: Vec<(&str, usize, usize)> = parts
        .iter()
        .map(|(name, width, _)| {
            let from = start;
            start += width;
            (*name, from, *width)
        })
        .collect();
    let rows: Vec<TableRow> = seen
        .groups
        .iter()
        .filter(|group| group.catalogue == id)
        .map(|group| TableRow {
            key: group.group.clone(),
            cells: std::iter::once(group.title.clone()).chain(cells(&group.counts)).collect(),
        })
        .collect();
    let head = vec![
        t!("progress-part"),
        t!("progress-asked"),
        t!("progress-met"),
        t!("progress-deviating"),
        t!("progress-not-applicable"),
        t!("progress-open"),
        t!("progress-in-review"),
        t!("progress-approved"),
    ];
    let title = found.title.clone();
    rsx! {
        section { class: "card catalogue-progress",
            h3 { lang: "de",
                Link { to: Route::CataloguePage { catalogue: catalogue.clone() }, "{title}" }
            }
            svg { class: "share", view_box: "0 0 {whole} 1", preserve_aspect_ratio: "none", "aria-hidden": "true",
                for (name , start , width) in shares {
                    rect { key: "{name}", "data-part": "{name}", x: "{start}", width: "{width}", height: "1" }
                }
            }
            ul { class: "share-key",
                for (name , count , text) in parts.iter() {
                    li { key: "{name}", "data-part": "{name}", span { class: "numbers", "{count}" } " {text}" }
                }
            }
            p { class: "soft",
                {t!("progress-answers", met = counts.met, deviating = counts.deviating, excluded = counts.not_applicable, asked = counts.asked)}
            }
            details {
                summary { {t!("progress-parts")} }
                Table { caption: t!("progress-table", title = title.clone()), head, rows, numeric_from: 1 }
            }
        }
    }
}
