//! A line chart that can be read by eye, by keyboard and as a table.

use dioxus::prelude::*;
use jiff::Timestamp;

use super::{Table, TableRow};
use crate::{format, t};

mod scale;

use scale::{HEIGHT, Scale, WIDTH};

/// Rows of the table: nobody reads more of them there.
const ROWS: usize = 400;

/// The words for a point.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// As they are.
    Text(String),
    /// A moment, put into words only where somebody reads it: ten years of them take long.
    Moment(Timestamp),
}

impl Label {
    fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Moment(at) => format::short_moment(*at),
        }
    }
}

/// One moment with a value per series; `x` grows with time, its unit does not matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Place on the time axis.
    pub x: f64,
    /// The moment in words.
    pub label: Label,
    /// One value per series, `None` where nothing was measured.
    pub values: Vec<Option<f64>>,
}

/// A line of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Name in the legend and the table.
    pub name: String,
    /// Unit behind the value when it is read out.
    pub unit: String,
}

fn number(value: Option<f64>, decimals: u8) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format::decimal(value, decimals))
}

fn reading(point: &Point, series: &[Series], decimals: u8) -> String {
    let values = series.iter().zip(&point.values).filter(|(_, value)| value.is_some());
    let values: Vec<String> = values
        .map(|(series, value)| format!("{} {} {}", series.name, number(*value, decimals), series.unit))
        .collect();
    format!("{}: {}", point.label.words(), values.join(", "))
}

/// Lines over time. `points` in order of `x`; arrow keys walk through them, the table holds them, the newest of many.
#[component]
pub fn LineChart(
    id: String,
    title: String,
    series: Vec<Series>,
    points: Vec<Point>,
    /// Digits behind the comma.
    #[props(default)]
    decimals: u8,
    /// Distance of two lines of the grid, at least.
    #[props(default = 20.0)]
    step: f64,
) -> Element {
    let mut chosen = use_signal(|| usize::MAX);
    let mut open = use_signal(|| false);
    let Some(last) = points.len().checked_sub(1) else { return rsx! {} };
    let current = chosen().min(last);
    let scale = Scale::new(&points, step);
    let spoken = points.get(current).map(|point| reading(point, &series, decimals)).unwrap_or_default();
    let all_rows = points.len() <= ROWS;
    // Hundreds of moments in words are not made for somebody who does not look.
    let shown = if open() { ROWS } else { 0 };
    let rows = points.iter().enumerate().rev().take(shown).map(|(index, point)| TableRow {
        key: index.to_string(),
        cells: std::iter::once(point.label.words())
            .chain(point.values.iter().map(|it| number(*it, decimals)))
            .collect(),
    });
    let head = std::iter::once(t!("chart-when"))
        .chain(series.iter().map(|series| format!("{} ({})", series.name, series.unit)))
        .collect::<Vec<_>>();
    rsx! {
        figure { class: "chart", "aria-labelledby": "{id}-title",
            figcaption { id: "{id}-title", "{title}" }
            ul { class: "chart-legend",
                for (index , line) in series.iter().enumerate() {
                    li { key: "{index}",
                        svg { view_box: "0 0 28 12", "aria-hidden": "true",
                            path { class: "chart-line", "data-series": "{index + 1}", d: "M1 6h26" }
                        }
                        span { "{line.name}" }
                    }
                }
            }
            svg { view_box: "0 0 {WIDTH} {HEIGHT}", "aria-hidden": "true",
                for (y , label) in scale.ticks() {
                    line { key: "line-{label}", class: "chart-grid", x1: "34", x2: "{WIDTH}", y1: "{y}", y2: "{y}" }
                    text { class: "chart-label", x: "28", y: "{y + 4.0}", "text-anchor": "end", "{label}" }
                }
                if let Some(point) = points.get(current) {
                    line { class: "chart-cursor", x1: "{scale.x(point.x)}", x2: "{scale.x(point.x)}", y1: "6", y2: "{HEIGHT - 8.0}" }
                }
                for index in 0..series.len() {
                    path { key: "{index}", class: "chart-line", "data-series": "{index + 1}", d: scale.path(&points, index) }
                }
                for (index , x , y) in scale.dots(&points, current) {
                    circle { key: "dot-{index}", class: "chart-dot", "data-series": "{index + 1}", cx: "{x}", cy: "{y}", r: "5" }
                }
            }
            label { class: "field-hint", r#for: "{id}-walk", {t!("chart-walk")} }
            input {
                id: "{id}-walk",
                r#type: "range",
                min: "0",
                max: "{last}",
                value: "{current}",
                "aria-valuetext": "{spoken}",
                oninput: move |event| chosen.set(event.value().parse().unwrap_or(last)),
            }
            p { class: "chart-reading", "{spoken}" }
            details { open: open(),
                summary { onclick: move |event| { event.prevent_default(); open.toggle(); },
                    if all_rows { {t!("chart-table")} } else { {t!("chart-table-newest", count = ROWS)} }
                }
                Table { caption: title, head, rows: rows.collect::<Vec<_>>(), numeric_from: 1 }
            }
        }
    }
}
