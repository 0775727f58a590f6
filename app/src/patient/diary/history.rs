//! Looking back: as lines, as numbers, as a list by day.

use dioxus::prelude::*;
use heilsam_therapy::diary::Kind;
use jiff::Timestamp;
use jiff::civil::Date;

use super::chart::KindChart;
use super::list::DayList;
use super::numbers::Numbers;
use super::versions::Deleted;
use crate::components::{Button, ButtonKind, DateField, DateKind, Empty, PageTitle, Shape, optional_day};
use crate::entry_words as words;
use crate::patient::period::{ReadOnlyNotice, use_read_only};
use crate::patient::routes::Route;
use crate::patient::sync_badge::SyncBadge;
use crate::record::{EntryView, use_record};
use crate::{t, today};

/// Entries at first; each press shows as many more as there are, up to a limit.
const PAGE: usize = 30;
const MOST_MORE: usize = 240;

/// Chart, numbers and list of everything or of one kind, the newest first.
#[component]
pub fn History() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let mut shown = use_signal(|| PAGE);
    let mut chosen = use_signal(|| None::<Kind>);
    let mut until = use_signal(String::new);
    let entries = record.diary();
    if entries.is_empty() {
        return rsx! {
            PageTitle { title: t!("history-title") }
            if read_only {
                ReadOnlyNotice {}
                Empty { shape: Shape::List, title: t!("home-empty-title"), text: t!("period-empty") }
            } else {
                Empty { shape: Shape::List, title: t!("home-empty-title"), text: t!("home-empty-text"),
                    Button { icon: Shape::Add, onpress: move |()| { navigator.push(Route::NewEntry {}); }, {t!("home-add")} }
                }
                p { Link { to: Route::Import {}, {t!("import-link")} } }
            }
            Deleted {}
        };
    }
    let has = |kind: Kind| entries.iter().any(|it| it.entry.measurement.kind() == kind);
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| has(*kind)).collect();
    // Without a choice, the chart is that of the kind that is written most.
    let charted = chosen().or_else(|| kinds.first().copied()).unwrap_or(Kind::BloodPressure);
    let of_choice =
        || entries.iter().filter(|it| chosen().is_none_or(|kind| it.entry.measurement.kind() == kind));
    let are_many = of_choice().nth(PAGE).is_some();
    let before = end_of_day(&until());
    let mut rest = of_choice().skip_while(|it| before.is_some_and(|before| it.entry.measured_at >= before));
    let listed: Vec<EntryView> = rest.by_ref().take(shown()).cloned().collect();
    let are_more = rest.next().is_some();
    rsx! {
        PageTitle { title: t!("history-title"), lead: t!("history-lead") }
        div { class: "stack-wide",
            SyncBadge { sync: record.sync() }
            if kinds.len() > 1 {
                KindFilter { kinds, chosen: chosen(), onchoose: move |kind| { chosen.set(kind); shown.set(PAGE); } }
            }
            KindChart { kind: charted, entries: entries.clone() }
            Numbers { kind: charted, entries: entries.clone() }
            section { class: "stack",
                h2 { {t!("history-entries")} }
                if are_many {
                    DateField { id: "history-until", kind: DateKind::Day, label: t!("history-until"), value: until, error: optional_day(&until()).err().map(DateKind::wanted),
                        oninput: move |day| { until.set(day); shown.set(PAGE); } }
                }
                DayList { entries: listed }
                if are_more {
                    Button { id: "history-more", kind: ButtonKind::Second, onpress: move |()| shown += shown().min(MOST_MORE), {t!("history-more")} }
                }
            }
            Deleted {}
            if !read_only {
                p { Link { to: Route::Import {}, {t!("import-link")} } }
            }
        }
    }
}

/// The end of a day that was typed in; none while there is none.
fn end_of_day(day: &str) -> Option<Timestamp> {
    let next: Date = day.parse::<Date>().ok()?.tomorrow().ok()?;
    today::moment_of(next.at(0, 0, 0, 0))
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
