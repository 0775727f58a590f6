//! What stands behind the first page: averages by week, all readings, results of questionnaires, everything else.

use std::cmp::Reverse;

use heilsam_client::diary::EntryView;
use heilsam_domain::blood_pressure::Assessment;
use heilsam_report::Summary;
use heilsam_report::document::{Block, Column, Section, Table};
use heilsam_report::summary::WeekOfPressure;
use heilsam_therapy::Measurement;
use heilsam_therapy::diary::{DeviceFlag, Kind, Origin};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::overview::{moment, whole};
use super::{charts, day};
use crate::entry_words::{self as words, number};
use crate::report::{ScoreLine, ScoreValue};
use crate::t;

pub(super) fn sections(
    summary: &Summary,
    entries: &[EntryView],
    scores: &[ScoreLine],
    notes: bool,
) -> Vec<Section> {
    let mut sections = Vec::new();
    if !summary.weeks.is_empty() {
        sections.push(section(t!("print-weeks"), true, vec![Block::Table(weeks(&summary.weeks))]));
        let values = Block::Table(readings(entries, notes));
        sections.push(section(t!("print-values"), false, vec![values]));
    }
    if !scores.is_empty() {
        let charts = scores.iter().filter(|line| line.is_main).filter_map(charts::score).map(Block::Chart);
        let blocks = charts.chain([Block::Table(results(scores))]).collect();
        sections.push(section(t!("print-scores"), sections.is_empty(), blocks));
    }
    let mut blocks = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::BloodPressure) {
        let Some(table) = others(kind, entries, notes) else { continue };
        if kind == Kind::Weight {
            blocks.extend(charts::weight(&summary.weight_course).map(Block::Chart));
        }
        blocks.push(Block::Table(table));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(t!("print-nothing-else")));
    }
    sections.push(section(t!("print-others"), sections.is_empty(), blocks));
    sections
}

fn section(title: String, on_new_page: bool, blocks: Vec<Block>) -> Section {
    Section { title, on_new_page, blocks }
}

fn weeks(weeks: &[WeekOfPressure]) -> Table {
    let columns = vec![
        Column::words(t!("print-column-week"), 22),
        Column::numbers(t!("print-column-systolic"), 18),
        Column::numbers(t!("print-column-diastolic"), 18),
        Column::numbers(t!("print-column-pulse"), 12),
        Column::numbers(t!("print-column-below"), 18),
        Column::numbers(t!("print-column-count"), 16),
    ];
    let row = |it: &WeekOfPressure| {
        let all = it.summary.all;
        vec![
            day(it.monday),
            whole(all.systolic),
            whole(all.diastolic),
            all.pulse.map_or_else(|| "–".to_owned(), whole),
            t!("print-percent", percent = whole(it.summary.in_range_percent)),
            all.count.to_string(),
        ]
    };
    Table { caption: String::new(), columns, rows: weeks.iter().map(row).collect() }
}

fn readings(entries: &[EntryView], notes: bool) -> Table {
    let columns = vec![
        Column::words(t!("print-column-measured"), 24),
        Column::numbers(t!("print-column-systolic"), 14),
        Column::numbers(t!("print-column-diastolic"), 14),
        Column::numbers(t!("print-column-pulse"), 10),
        Column::words(t!("print-column-remark"), 40),
    ];
    let row = |it: &EntryView| {
        let Measurement::BloodPressure(value) = it.entry.measurement else { return None };
        let mut remarks = remarks(it);
        if notes && !it.entry.note.is_empty() {
            remarks.push(it.entry.note.clone());
        }
        Some(vec![
            moment(it.entry.local_time(it.utc_offset_minutes)),
            value.systolic().to_string(),
            value.diastolic().to_string(),
            value.pulse().map_or_else(|| "–".to_owned(), |pulse| pulse.to_string()),
            remarks.join("; "),
        ])
    };
    Table { caption: String::new(), columns, rows: entries.iter().filter_map(row).collect() }
}

/// What stands out, and where a value comes from when nobody typed it.
fn remarks(it: &EntryView) -> Vec<String> {
    let Measurement::BloodPressure(value) = it.entry.measurement else { return Vec::new() };
    let level = match value.assess() {
        Assessment::Critical => Some(t!("print-remark-critical")),
        Assessment::High => Some(t!("print-remark-high")),
        Assessment::Low => Some(t!("print-remark-low")),
        Assessment::Unremarkable => None,
    };
    let irregular = it.entry.origin.has(DeviceFlag::IrregularPulse).then(|| t!("print-remark-irregular"));
    let origin = match it.entry.origin {
        Origin::Typed => None,
        Origin::Device { .. } => Some(t!("print-remark-device")),
        Origin::File { .. } => Some(t!("print-remark-file")),
    };
    level.into_iter().chain(irregular).chain(origin).collect()
}

/// All scores of the period, the newest first.
fn results(scores: &[ScoreLine]) -> Table {
    let columns = vec![
        Column::words(t!("print-column-day"), 14),
        Column::words(t!("print-column-questionnaire"), 30),
        Column::words(t!("print-column-scale"), 26),
        Column::numbers(t!("print-column-points"), 9),
        Column::words(t!("print-column-possible"), 13),
        Column::words(t!("print-column-meaning"), 24),
    ];
    let mut rows: Vec<(Date, Vec<String>)> = Vec::new();
    for line in scores {
        rows.extend(line.results.iter().map(|it| (it.day, result(line, it))));
    }
    // Of one day they keep the order of the lines: the parts of a questionnaire stand below the whole.
    rows.sort_by_key(|(day, _)| Reverse(*day));
    Table { caption: String::new(), columns, rows: rows.into_iter().map(|(_, cells)| cells).collect() }
}

fn result(line: &ScoreLine, it: &ScoreValue) -> Vec<String> {
    let unknown = || "–".to_owned();
    let points = |value: Decimal| number(value.normalize());
    let range = |(low, high)| t!("print-range", low = points(low), high = points(high));
    vec![
        day(it.day),
        if line.questionnaire.is_empty() { unknown() } else { line.questionnaire.clone() },
        line.name.clone(),
        points(it.value),
        it.range.map_or_else(unknown, range),
        it.band.clone().unwrap_or_else(unknown),
    ]
}

/// All entries of a kind in words; `None` without any.
fn others(kind: Kind, entries: &[EntryView], notes: bool) -> Option<Table> {
    let free = kind == Kind::FreeNote;
    let mut columns = vec![Column::words(t!("print-column-at"), 24)];
    if !free {
        columns.push(Column::words(t!("print-column-entry"), 44));
    }
    if notes {
        columns.push(Column::words(t!("print-column-note"), 34));
    }
    let row = |it: &EntryView| {
        let mut cells = vec![moment(it.entry.local_time(it.utc_offset_minutes))];
        if !free {
            cells.push(words::measurement(&it.entry.measurement));
        }
        if notes {
            cells.push(it.entry.note.clone());
        }
        cells
    };
    let rows: Vec<_> = entries.iter().filter(|it| it.entry.measurement.kind() == kind).map(row).collect();
    (!rows.is_empty()).then(|| Table { caption: words::kind(kind), columns, rows })
}
