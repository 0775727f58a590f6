//! All readings: as lines, as a list, as a table.

use dioxus::prelude::*;
use heilsam_domain::blood_pressure::Assessment;
use heilsam_domain::diary::Measurement;

use super::routes::Route;
use super::sync_badge::SyncBadge;
use crate::components::{Badge, Button, ButtonKind, Empty, Kind, LineChart, PageTitle, Point, Series, Shape};
use crate::record::{EntryView, use_record};
use crate::{format, t};

const PAGE: usize = 30;
/// Readings in the chart; more would only be a smear.
const CHART: usize = 90;

fn chart(entries: &[EntryView]) -> (Vec<Series>, Vec<Point>) {
    let series = [
        (t!("history-systolic"), t!("entry-pressure-unit")),
        (t!("history-diastolic"), t!("entry-pressure-unit")),
        (t!("history-pulse"), t!("entry-pulse-unit")),
    ];
    let series = series.map(|(name, unit)| Series { name, unit }).to_vec();
    let newest = entries.iter().take(CHART).rev();
    let points = newest.map(|it| {
        let Measurement::BloodPressure(value) = it.entry.measurement;
        Point {
            x: format::milliseconds(it.entry.measured_at),
            label: format::short_moment(it.entry.measured_at),
            values: vec![
                Some(f64::from(value.systolic())),
                Some(f64::from(value.diastolic())),
                value.pulse().map(f64::from),
            ],
        }
    });
    (series, points.collect())
}

/// Chart and list, the newest first.
#[component]
pub fn History() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut shown = use_signal(|| PAGE);
    let entries = record.entries();
    if entries.is_empty() {
        return rsx! {
            PageTitle { title: t!("history-title") }
            Empty { shape: Shape::List, title: t!("home-empty-title"), text: t!("home-empty-text"),
                Button { icon: Shape::Add, onpress: move |()| { navigator.push(Route::NewEntry {}); }, {t!("home-add")} }
            }
        };
    }
    let (series, points) = chart(&entries);
    let count = entries.len();
    rsx! {
        PageTitle { title: t!("history-title"), lead: t!("history-lead") }
        div { class: "stack-wide",
            SyncBadge { sync: record.sync() }
            LineChart { id: "history-chart", title: t!("history-chart"), series, points }
            section { class: "stack",
                h2 { {t!("history-entries")} }
                ul { class: "card-list", id: "history-list",
                    for entry in entries.into_iter().take(shown()) {
                        EntryRow { key: "{entry.id}", entry }
                    }
                }
                if count > shown() {
                    Button { kind: ButtonKind::Second, onpress: move |()| shown += PAGE, {t!("history-more")} }
                }
            }
        }
    }
}

#[component]
fn EntryRow(entry: EntryView) -> Element {
    let navigator = use_navigator();
    let Measurement::BloodPressure(value) = entry.entry.measurement;
    let when = format::short_moment(entry.entry.measured_at);
    let id = entry.id;
    let mark = match value.assess() {
        Assessment::Unremarkable => None,
        Assessment::Low => Some((Kind::Warning, t!("history-low"))),
        Assessment::High => Some((Kind::Warning, t!("history-high"))),
        Assessment::Critical => Some((Kind::Danger, t!("history-critical"))),
    };
    rsx! {
        li { class: "card card-row",
            div { class: "card-row-main",
                p { class: "row numbers",
                    strong { {t!("history-value", systolic = value.systolic(), diastolic = value.diastolic())} }
                    if let Some(pulse) = value.pulse() {
                        span { class: "soft", {t!("history-value-pulse", pulse = pulse)} }
                    }
                    if let Some((kind, text)) = mark {
                        Badge { kind, "{text}" }
                    }
                }
                p { class: "soft", "{when}" }
                if !entry.entry.note.is_empty() {
                    p { "{entry.entry.note}" }
                }
            }
            Button { kind: ButtonKind::Quiet, onpress: move |()| { navigator.push(Route::ChangeEntry { record_id: id }); },
                span { "aria-hidden": "true", {t!("history-edit")} }
                span { class: "visually-hidden", {t!("history-edit-label", when = when.clone())} }
            }
        }
    }
}
