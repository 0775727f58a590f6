//! What the entries of a kind come to: averages, morning and evening, change, regularity.

use std::sync::Arc;

use dioxus::prelude::*;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::diary::Kind;
use heilsam_therapy::statistics::{
    self, Pressure, PressureSummary, Timed, activity_weeks, adherence, home_average, sleep_weeks, summarise,
    weights,
};

use crate::components::{Table, TableRow};
use crate::entry_words::{self as words, number};
use crate::record::EntryView;
use crate::t;
use crate::today;

/// Weeks in a table.
const WEEKS: usize = 8;

/// The numbers of a kind; nothing for kinds without any.
#[component]
pub fn Numbers(kind: Kind, entries: Arc<[EntryView]>) -> Element {
    let timed: Vec<Timed<'_>> =
        entries.iter().map(|it| Timed::new(&it.entry, it.utc_offset_minutes)).collect();
    let content = match kind {
        Kind::BloodPressure => pressure(&timed),
        Kind::Weight => weight(&timed),
        Kind::MedicationIntake => medicines(&timed),
        Kind::Activity => movement(&timed),
        Kind::Sleep => sleep(&timed),
        Kind::Pulse | Kind::SideEffect | Kind::Mood | Kind::FreeNote => None,
    };
    let Some(content) = content else { return rsx! {} };
    rsx! {
        section { class: "stack", id: "history-numbers",
            h2 { {t!("numbers-title")} }
            {content}
        }
    }
}

fn row(name: String, cells: Vec<String>) -> TableRow {
    TableRow { key: name.clone(), cells: std::iter::once(name).chain(cells).collect() }
}

fn missing() -> String {
    "–".to_owned()
}

fn pressure(timed: &[Timed<'_>]) -> Option<Element> {
    let PressureSummary { all, morning, evening, highest, lowest, in_range_percent, days, .. } =
        summarise(timed)?;
    let week = home_average(timed, today::today());
    let cells = |it: Pressure| {
        let whole = |value| statistics::exact::round(value, 0).to_string();
        let pressure = t!("history-value", systolic = whole(it.systolic), diastolic = whole(it.diastolic));
        vec![pressure, it.pulse.map_or_else(missing, whole), it.count.to_string()]
    };
    let lines = [
        (t!("numbers-week"), week.map(|it| it.average)),
        (t!("numbers-morning"), morning),
        (t!("numbers-evening"), evening),
        (t!("numbers-all"), Some(all)),
    ];
    let rows: Vec<TableRow> =
        lines.into_iter().filter_map(|(name, it)| Some(row(name, cells(it?)))).collect();
    let head = vec![t!("numbers-when"), t!("numbers-average"), t!("history-pulse"), t!("numbers-count")];
    let extreme = |(value, at): (heilsam_domain::BloodPressure, jiff::civil::DateTime)| {
        t!(
            "numbers-extreme",
            systolic = value.systolic(),
            diastolic = value.diastolic(),
            day = today::day(at.date())
        )
    };
    let incomplete = week.is_some_and(|it| !it.complete);
    Some(rsx! {
        Table { caption: t!("numbers-pressure"), head, rows, numeric_from: 1 }
        dl { class: "facts",
            dt { {t!("numbers-below")} }
            dd { {t!("numbers-percent", percent = number(in_range_percent), days = days)} }
            dt { {t!("numbers-highest")} }
            dd { {extreme(highest)} }
            dt { {t!("numbers-lowest")} }
            dd { {extreme(lowest)} }
        }
        if incomplete {
            p { class: "soft", {t!("numbers-incomplete")} }
        }
    })
}

fn weight(timed: &[Timed<'_>]) -> Option<Element> {
    let series = weights(timed)?;
    let (first, last) = (series.points.first()?, series.points.last()?);
    let sign = if series.change.is_sign_negative() { String::new() } else { "+".to_owned() };
    Some(rsx! {
        dl { class: "facts",
            dt { {t!("numbers-last")} }
            dd { {t!("value-weight", kilograms = number(last.1))} }
            if series.points.len() > 1 {
                dt { {t!("numbers-change", day = today::day(first.0.date()))} }
                dd { {t!("value-weight", kilograms = format!("{sign}{}", number(series.change)))} }
            }
        }
    })
}

fn medicines(timed: &[Timed<'_>]) -> Option<Element> {
    let found = adherence(timed, 0)?;
    Some(rsx! {
        dl { class: "facts",
            dt { {t!("numbers-taken")} }
            dd { {t!("numbers-taken-of", taken = found.taken, planned = found.planned, percent = number(found.percent))} }
            for (reason , count) in found.reasons {
                dt { {words::skip_reason(reason)} }
                dd { {t!("numbers-times", count = count)} }
            }
        }
    })
}

fn movement(timed: &[Timed<'_>]) -> Option<Element> {
    let weeks = activity_weeks(timed);
    weeks.last()?;
    let rows: Vec<TableRow> = weeks
        .iter()
        .rev()
        .take(WEEKS)
        .map(|it| {
            let cells = vec![it.minutes.to_string(), it.counted_minutes.to_string(), it.days.to_string()];
            row(today::day(it.monday), cells)
        })
        .collect();
    let head =
        vec![t!("numbers-from-monday"), t!("chart-minutes"), t!("numbers-counted"), t!("numbers-days")];
    Some(rsx! {
        Table { caption: t!("numbers-movement"), head, rows, numeric_from: 1 }
        p { class: "soft", {t!("numbers-movement-goal")} }
    })
}

fn sleep(timed: &[Timed<'_>]) -> Option<Element> {
    let weeks = sleep_weeks(timed);
    weeks.last()?;
    let length = |minutes: rust_decimal::Decimal| {
        let minutes = u32::try_from(minutes).unwrap_or_default();
        t!("numbers-length", hours = minutes / 60, minutes = minutes % 60)
    };
    let rows: Vec<TableRow> = weeks
        .iter()
        .rev()
        .take(WEEKS)
        .map(|it| {
            let cells = vec![length(it.mean_minutes), number(it.mean_quality), it.nights.to_string()];
            row(today::day(it.monday), cells)
        })
        .collect();
    let head =
        vec![t!("numbers-from-monday"), t!("numbers-average"), t!("numbers-restful"), t!("numbers-nights")];
    Some(rsx! {
        Table { caption: t!("numbers-sleep"), head, rows, numeric_from: 1 }
    })
}

/// Average of systolic and diastolic over the seven days up to today, and of how many readings.
#[must_use]
pub fn week(entries: &[(DiaryEntry, i16)], today: jiff::civil::Date) -> Option<(String, String, usize)> {
    let timed: Vec<Timed<'_>> = entries.iter().map(|(entry, offset)| Timed::new(entry, *offset)).collect();
    let average = home_average(&timed, today)?.average;
    let whole = |value| statistics::exact::round(value, 0).to_string();
    Some((whole(average.systolic), whole(average.diastolic), average.count))
}
