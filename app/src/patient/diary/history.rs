//! Looking back: as lines, as numbers, as a list by day.

use dioxus::prelude::*;
use heilsam_therapy::diary::Kind;

use super::chart::KindChart;
use super::list::DayList;
use super::numbers::Numbers;
use super::versions::Deleted;
use crate::components::{Button, ButtonKind, Empty, PageTitle, Shape};
use crate::entry_words as words;
use crate::patient::routes::Route;
use crate::patient::sync_badge::SyncBadge;
use crate::record::{EntryView, use_record};
use crate::t;

const PAGE: usize = 30;

/// Chart, numbers and list of everything or of one kind, the newest first.
#[component]
pub fn History() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut shown = use_signal(|| PAGE);
    let mut chosen = use_signal(|| None::<Kind>);
    let entries = record.entries();
    if entries.is_empty() {
        return rsx! {
            PageTitle { title: t!("history-title") }
            Empty { shape: Shape::List, title: t!("home-empty-title"), text: t!("home-empty-text"),
                Button { icon: Shape::Add, onpress: move |()| { navigator.push(Route::NewEntry {}); }, {t!("home-add")} }
            }
            p { Link { to: Route::Import {}, {t!("import-link")} } }
            Deleted {}
        };
    }
    let has = |kind: Kind| entries.iter().any(|it| it.entry.measurement.kind() == kind);
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| has(*kind)).collect();
    // Without a choice, the chart is that of the kind that is written most.
    let charted = chosen().or_else(|| kinds.first().copied()).unwrap_or(Kind::BloodPressure);
    let listed: Vec<EntryView> = entries
        .iter()
        .filter(|it| chosen().is_none_or(|kind| it.entry.measurement.kind() == kind))
        .cloned()
        .collect();
    let of_kind: Vec<EntryView> =
        entries.into_iter().filter(|it| it.entry.measurement.kind() == charted).collect();
    let count = listed.len();
    rsx! {
        PageTitle { title: t!("history-title"), lead: t!("history-lead") }
        div { class: "stack-wide",
            SyncBadge { sync: record.sync() }
            if kinds.len() > 1 {
                KindFilter { kinds, chosen: chosen(), onchoose: move |kind| { chosen.set(kind); shown.set(PAGE); } }
            }
            KindChart { kind: charted, entries: of_kind.clone() }
            Numbers { kind: charted, entries: of_kind }
            section { class: "stack",
                h2 { {t!("history-entries")} }
                DayList { entries: listed.into_iter().take(shown()).collect::<Vec<_>>() }
                if count > shown() {
                    Button { kind: ButtonKind::Second, onpress: move |()| shown += PAGE, {t!("history-more")} }
                }
            }
            Deleted {}
            p { Link { to: Route::Import {}, {t!("import-link")} } }
        }
    }
}

#[component]
fn KindFilter(kinds: Vec<Kind>, chosen: Option<Kind>, onchoose: EventHandler<Option<Kind>>) -> Element {
    rsx! {
        div { class: "filter", role: "group", "aria-label": t!("history-filter"),
            Button { kind: ButtonKind::Second, id: "filter-all", pressed: chosen.is_none(), onpress: move |()| onchoose.call(None), {t!("history-all")} }
            for (index , kind) in kinds.into_iter().enumerate() {
                Button { key: "{index}", kind: ButtonKind::Second, id: "filter-{kind:?}", pressed: chosen == Some(kind), onpress: move |()| onchoose.call(Some(kind)),
                    {words::kind(kind)}
                }
            }
        }
    }
}
