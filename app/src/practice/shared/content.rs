//! One share, opened: what the patient chose, and nothing else.

use dioxus::prelude::*;
use heilsam_client::sharing::{SharedContent, SharedEntry, SharedResult};
use heilsam_domain::RecordId;
use heilsam_therapy::Measurement;

use super::along::TakeAlong;
use crate::account::access::use_account;
use crate::account::trouble::Trouble;
use crate::components::{
    Button, ButtonKind, ErrorState, Kind, Label, LineChart, Loading, Notice, PageTitle, Point, Series, Table,
    TableRow,
};
use crate::entry_words::{self, number, say};
use crate::{format, share_words, t, today};

/// Rows that are shown at first; the rest on request.
const ROWS: usize = 100;

/// The page.
#[component]
pub fn SharedPage(share_id: RecordId) -> Element {
    let account = use_account();
    let mut content = use_resource(use_reactive((&share_id,), move |(share_id,)| async move {
        let device = account.device()?;
        device.open_share(share_id).await.map_err(|error| account.trouble(error))
    }));
    let opened = content.read();
    match &*opened {
        None => rsx! {
            PageTitle { title: t!("shared-title") }
            Loading {}
        },
        Some(Err(Trouble::Gone)) => rsx! {
            PageTitle { title: t!("shared-title") }
            Notice { kind: Kind::Warning, id: "shared-gone", announce: true, p { {t!("shared-gone")} } }
        },
        Some(Err(trouble)) => rsx! {
            PageTitle { title: t!("shared-title") }
            ErrorState { text: trouble.text(), onretry: move |()| content.restart() }
        },
        Some(Ok(found)) => rsx! { Opened { content: found.clone() } },
    }
}

#[component]
fn Opened(content: SharedContent) -> Element {
    let along = content.clone();
    let SharedContent { cover, entries, results, .. } = content;
    let lead = share_words::choice(&cover.choice);
    rsx! {
        PageTitle { title: cover.name.clone(), lead }
        div { class: "stack-wide", id: "shared-content",
            dl { class: "facts",
                if let Some(birth) = cover.birth {
                    dt { {t!("shared-birth")} }
                    dd { {today::day(birth)} }
                }
                dt { {t!("shared-as-of")} }
                dd { {format::moment(cover.made_at)} }
            }
            Notice { p { {t!("shared-note")} } }
            Pressure { entries: entries.clone() }
            Entries { entries }
            Results { results }
            TakeAlong { content: along }
        }
    }
}

/// Most points of the chart, the newest ones.
const POINTS: usize = 400;

/// The blood pressure as lines, where there are two values or more.
#[component]
fn Pressure(entries: Vec<SharedEntry>) -> Element {
    let (points, measured) = pressure(&entries);
    if points.len() < 2 {
        return rsx! {};
    }
    let shown = points.len();
    let series = |name| Series { name, unit: "mmHg".to_owned() };
    rsx! {
        LineChart { id: "shared-chart", title: t!("shared-chart"), series: vec![series(t!("shared-upper")), series(t!("shared-lower"))], points }
        if shown < measured {
            p { id: "shared-chart-newest", class: "soft", {t!("shared-chart-newest", shown = shown, count = measured)} }
        }
    }
}

/// The newest readings for the chart, in order of time, and how many there are in all. Entries come newest first.
fn pressure(entries: &[SharedEntry]) -> (Vec<Point>, usize) {
    let point = |it: &SharedEntry| match &it.entry.measurement {
        Measurement::BloodPressure(value) => Some(Point {
            x: format::milliseconds(it.entry.measured_at),
            label: Label::Moment(it.entry.measured_at),
            values: vec![Some(f64::from(value.systolic())), Some(f64::from(value.diastolic()))],
        }),
        _ => None,
    };
    let mut points: Vec<Point> = entries.iter().filter_map(point).collect();
    let measured = points.len();
    points.truncate(POINTS);
    points.reverse();
    (points, measured)
}

#[component]
fn Entries(entries: Vec<SharedEntry>) -> Element {
    let mut all = use_signal(|| false);
    if entries.is_empty() {
        return rsx! { p { id: "shared-none", {t!("shared-none")} } };
    }
    let count = entries.len();
    let shown = if all() { count } else { ROWS };
    // An empty column would take room that a phone does not have.
    let remarks = entries.iter().any(|it| !it.entry.note.is_empty());
    let rows: Vec<TableRow> = entries
        .into_iter()
        .take(shown)
        .enumerate()
        .map(|(index, it)| {
            let at = it.entry.local_time(it.utc_offset_minutes);
            let time = format!("{}, {}", today::day(at.date()), today::clock(at.time()));
            let kind = entry_words::kind(it.entry.measurement.kind());
            let value = entry_words::measurement(&it.entry.measurement);
            let mut cells = vec![time, kind, value];
            cells.extend(remarks.then_some(it.entry.note));
            TableRow { key: index.to_string(), cells }
        })
        .collect();
    let mut head = vec![t!("shared-time"), t!("shared-kind"), t!("shared-value")];
    head.extend(remarks.then(|| t!("shared-remark")));
    rsx! {
        Table { caption: t!("shared-entries", count = count), head, rows }
        if shown < count {
            Button { id: "shared-all", kind: ButtonKind::Second, onpress: move |()| all.set(true), {t!("shared-all", count = count)} }
        }
    }
}

#[component]
fn Results(results: Vec<SharedResult>) -> Element {
    if results.is_empty() {
        return rsx! {};
    }
    let rows = results
        .into_iter()
        .enumerate()
        .map(|(index, it)| TableRow {
            key: index.to_string(),
            cells: vec![
                today::day(it.day),
                say(&it.scale),
                number(it.value),
                it.meaning.as_ref().map(say).unwrap_or_default(),
            ],
        })
        .collect();
    let head = vec![t!("shared-day"), t!("shared-scale"), t!("shared-value"), t!("shared-meaning")];
    rsx! {
        Table { caption: t!("shared-results"), head, rows }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::BloodPressure;
    use heilsam_therapy::DiaryEntry;
    use heilsam_therapy::diary::Origin;
    use jiff::{SignedDuration, Timestamp};

    use super::*;

    /// That many readings, newest first: the last one of all was an hour after the one before.
    fn readings(count: u16) -> Vec<SharedEntry> {
        let one = |hour: u16| SharedEntry {
            entry: DiaryEntry {
                measured_at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(i64::from(hour)),
                measurement: Measurement::BloodPressure(BloodPressure::new(120, 80, None).unwrap()),
                note: String::new(),
                origin: Origin::Typed,
            },
            utc_offset_minutes: 60,
        };
        (0..count).rev().map(one).collect()
    }

    #[test]
    fn the_chart_has_the_newest_readings_and_knows_of_all() {
        let (points, measured) = pressure(&readings(612));
        assert_eq!((points.len(), measured), (400, 612));
        let hours = |point: &Point| point.x / 3_600_000.0;
        let ends = points.first().zip(points.last()).map(|(first, last)| (hours(first), hours(last)));
        assert_eq!(ends, Some((212.0, 611.0)), "the oldest of them first");
        let (points, measured) = pressure(&readings(400));
        assert_eq!(points.len(), measured, "nothing is left out, nothing is said");
    }
}
