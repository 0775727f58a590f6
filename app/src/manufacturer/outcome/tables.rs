//! The rows of Anlage 4 as tables, and the weeks as a chart.

use dioxus::prelude::*;
use heilsam_domain::outcome::Quarter;
use heilsam_protocol::outcome::{Group, Numbers, ReportRow, Share, Summary};

use super::words::{self, tenths};
use crate::components::{Label, LineChart, Point, Series, Table, TableRow};
use crate::t;

/// Everything of a quarter.
#[component]
pub fn Tables(quarter: Quarter, rows: Vec<ReportRow>) -> Element {
    let counts: Vec<_> = rows.iter().filter(|row| is_count(row)).map(count_row).collect();
    let summaries: Vec<_> =
        rows.iter().filter(|row| row.week.is_none() && !is_count(row)).map(summary_row).collect();
    let answers: Vec<_> = rows.iter().flat_map(answer_rows).collect();
    rsx! {
        Table { caption: t!("reports-counts"), head: vec![t!("reports-row"), t!("reports-count"), t!("reports-percent")],
            rows: counts, numeric_from: 1 }
        Table { caption: t!("reports-values"), head: summary_head(t!("reports-row")), rows: summaries, numeric_from: 2 }
        for (id , name) in [("usage-1", words::row("usage-1")), ("usage-2", words::row("usage-2"))] {
            Weeks { key: "{id}", id: "weeks-{id}-{quarter}", name, rows: rows.iter().filter(|row| row.id == id).cloned().collect::<Vec<_>>() }
        }
        if !answers.is_empty() {
            details {
                summary { {t!("reports-answers")} }
                Table { caption: t!("reports-answers"),
                    head: vec![t!("reports-row"), t!("reports-group"), t!("reports-answer"), t!("reports-count"), t!("reports-percent")],
                    rows: answers, numeric_from: 2 }
            }
        }
    }
}

/// Minutes or uses per week: a chart of the means, and a table of everything.
#[component]
fn Weeks(id: String, name: String, rows: Vec<ReportRow>) -> Element {
    let groups = [Group::WithDropouts, Group::WithoutDropouts];
    let mean = |week: u8, group: Group| {
        let row = rows.iter().find(|row| row.week == Some(week) && row.group == group)?;
        row.numbers.as_ref()?.summary.map(|it| as_float(it.mean))
    };
    let weeks = rows.iter().filter_map(|row| row.week).max().unwrap_or_default();
    let points: Vec<Point> = (1..=weeks)
        .map(|week| Point {
            x: f64::from(week),
            label: Label::Text(t!("reports-week", week = i64::from(week))),
            values: groups.iter().map(|group| mean(week, *group)).collect(),
        })
        .collect();
    let series: Vec<Series> =
        groups.iter().map(|group| Series { name: words::group(*group), unit: t!("reports-mean") }).collect();
    let table: Vec<TableRow> = rows.iter().map(summary_row).collect();
    if points.iter().all(|point| point.values.iter().all(Option::is_none)) {
        return rsx! { p { class: "soft", {t!("reports-hidden", name = name)} } };
    }
    rsx! {
        LineChart { id, title: name.clone(), series, points, decimals: 1, step: 1.0 }
        details {
            summary { {t!("reports-all-weeks", name = name.clone())} }
            Table { caption: name, head: summary_head(t!("reports-week-head")), rows: table, numeric_from: 2 }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "minutes and uses of a week")]
fn as_float(tenths: u64) -> f64 {
    tenths as f64 / 10.0
}

fn is_count(row: &ReportRow) -> bool {
    [
        "usage-3",
        "usage-4",
        "usage-6",
        "usage-7",
        "health-change-1",
        "health-change-2",
        "satisfaction-1",
        "satisfaction-2",
    ]
    .contains(&row.id.as_str())
}

fn count_row(row: &ReportRow) -> TableRow {
    let cell = |pick: fn(&Numbers) -> Option<String>| match &row.numbers {
        None => t!("reports-not-told"),
        Some(numbers) => pick(numbers).unwrap_or_default(),
    };
    TableRow {
        key: row.id.clone(),
        cells: vec![
            words::row(&row.id),
            cell(|it| it.count.map(|count| count.to_string())),
            cell(|it| it.percent.map(tenths)),
        ],
    }
}

fn summary_head(first: String) -> Vec<String> {
    vec![
        first,
        t!("reports-group"),
        t!("reports-mean"),
        t!("reports-deviation"),
        t!("reports-minimum"),
        t!("reports-lower"),
        t!("reports-median"),
        t!("reports-upper"),
        t!("reports-maximum"),
    ]
}

fn summary_row(row: &ReportRow) -> TableRow {
    let name =
        row.week.map_or_else(|| words::row(&row.id), |week| t!("reports-week", week = i64::from(week)));
    let summary = row.numbers.as_ref().and_then(|it| it.summary);
    let numbers = |it: Summary| {
        [
            it.mean,
            it.standard_deviation,
            it.minimum,
            it.lower_quartile,
            it.median,
            it.upper_quartile,
            it.maximum,
        ]
    };
    let cells = match summary {
        Some(summary) => numbers(summary).map(tenths),
        None => [(); 7].map(|()| t!("reports-not-told")),
    };
    TableRow {
        key: format!("{}-{:?}-{:?}", row.id, row.week, row.group),
        cells: [name, words::group(row.group)].into_iter().chain(cells).collect(),
    }
}

/// Counts per answer, and of promoters, passives and detractors.
fn answer_rows(row: &ReportRow) -> Vec<TableRow> {
    let Some(numbers) = &row.numbers else { return Vec::new() };
    let answers = numbers.answers.iter().map(|it| (it.answer.to_string(), it.share));
    let promoters = numbers.net_promoter.into_iter().flat_map(|shares| {
        [t!("reports-promoters"), t!("reports-passives"), t!("reports-detractors")].into_iter().zip(shares)
    });
    let line = |(answer, share): (String, Share)| TableRow {
        key: format!("{}-{:?}-{answer}", row.id, row.group),
        cells: vec![
            words::row(&row.id),
            words::group(row.group),
            answer,
            share.count.to_string(),
            tenths(share.percent),
        ],
    };
    answers.chain(promoters).map(line).collect()
}
