//! The document as a page: what the screen shows is what the printer gets, and says the same as the PDF.

use dioxus::prelude::*;
use heilsam_report::document::{Block, Chart, Document, Fact, Figure, List, Table};
use heilsam_report::shape::{Ink, Mark, Shape, Stroke, Weight};
use heilsam_report::{Measure, chart};

/// Width, height and name of the chart: for a sheet, and for a telephone, where its words would be too small. The style
/// sheet shows one of them.
const SIZES: [(f32, f32, &str); 2] = [(500.0, 170.0, "wide"), (250.0, 170.0, "narrow")];

/// The whole report.
#[component]
pub fn Preview(document: Document) -> Element {
    rsx! {
        article { class: "report", id: "report", lang: "{document.language}",
            header { class: "report-head",
                h2 { "{document.title}" }
                Facts { facts: document.about }
            }
            for (index , section) in document.sections.into_iter().enumerate() {
                section { key: "{index}", class: if section.on_new_page { "report-section report-turn" } else { "report-section" },
                    h3 { "{section.title}" }
                    for (place , block) in section.blocks.into_iter().enumerate() {
                        BlockView { key: "{place}", block, title: section.title.clone() }
                    }
                }
            }
        }
    }
}

/// A table without a caption is named by the section it stands in.
#[component]
fn BlockView(block: Block, title: String) -> Element {
    match block {
        Block::Heading(text) => rsx! { h3 { "{text}" } },
        Block::Text(text) => rsx! { p { "{text}" } },
        Block::SmallPrint(text) => rsx! { p { class: "report-small", "{text}" } },
        Block::Figures(figures) => rsx! { Figures { figures } },
        Block::Facts(facts) | Block::Lines(facts) => rsx! { Facts { facts } },
        Block::List(list) => rsx! { Sentences { list } },
        Block::Table(table) | Block::ToSign(table) => rsx! { TableView { table, title } },
        Block::Chart(chart) => rsx! { ChartView { chart } },
    }
}

#[component]
fn Figures(figures: Vec<Figure>) -> Element {
    rsx! {
        dl { class: "report-figures",
            for figure in figures {
                div { key: "{figure.name}",
                    dt { "{figure.name}" }
                    dd { class: "report-number", "{figure.value}" }
                    dd { class: "report-small", "{figure.detail}" }
                }
            }
        }
    }
}

#[component]
fn Facts(facts: Vec<Fact>) -> Element {
    rsx! {
        dl { class: "report-facts",
            for (index , fact) in facts.into_iter().enumerate() {
                div { key: "{index}",
                    dt { "{fact.name}" }
                    dd { "{fact.value}" }
                }
            }
        }
    }
}

#[component]
fn Sentences(list: List) -> Element {
    rsx! {
        div {
            h4 { "{list.title}" }
            ul {
                for (index , item) in list.items.into_iter().enumerate() {
                    li { key: "{index}", "{item}" }
                }
            }
        }
    }
}

#[component]
fn TableView(table: Table, title: String) -> Element {
    let named = !table.caption.is_empty();
    let label = if named { table.caption.clone() } else { title };
    let numeric: Vec<bool> = table.columns.iter().map(|column| column.numeric).collect();
    let class =
        move |index: usize| if numeric.get(index).copied().unwrap_or_default() { "numeric" } else { "" };
    rsx! {
        div { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "{label}",
            table { class: "table", "aria-label": if !named { label.clone() },
                if named {
                    caption { "{table.caption}" }
                }
                thead {
                    tr {
                        for (index , column) in table.columns.iter().enumerate() {
                            th { key: "{index}", scope: "col", class: class(index), "{column.name}" }
                        }
                    }
                }
                tbody {
                    for (number , cells) in table.rows.iter().enumerate() {
                        tr { key: "{number}",
                            for (index , cell) in cells.iter().enumerate() {
                                if index == 0 {
                                    th { scope: "row", "{cell}" }
                                } else {
                                    td { class: class(index), "{cell}" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// About as wide as the letters of the page: only the legend and the words at the axes depend on it.
struct Rough;

impl Measure for Rough {
    fn width(&self, text: &str, _: Weight, size: f32) -> f32 {
        text.chars().map(|letter| if letter.is_ascii_punctuation() { 0.3 } else { 0.55 } * size).sum()
    }
}

#[component]
fn ChartView(chart: Chart) -> Element {
    let drawn =
        SIZES.map(|(width, height, name)| (width, height, name, chart::draw(&chart, width, height, &Rough)));
    if drawn.iter().all(|(.., shapes)| shapes.is_empty()) {
        return rsx! {};
    }
    rsx! {
        figure { class: "report-chart",
            figcaption { "{chart.title}" }
            for (width , height , name , shapes) in drawn {
                svg { key: "{name}", "data-size": name, view_box: "0 0 {width} {height}", role: "img", "aria-label": "{chart.description}",
                    for (index , shape) in shapes.into_iter().enumerate() {
                        Drawn { key: "{index}", shape }
                    }
                }
            }
        }
    }
}

#[component]
fn Drawn(shape: Shape) -> Element {
    match shape {
        Shape::Text { x, y, size, weight, text, .. } => rsx! {
            text { x: "{x}", y: "{y}", "font-size": "{size}", class: "report-word", "data-bold": if weight == Weight::Bold { "true" }, "{text}" }
        },
        Shape::Line { points, width, stroke, ink } => rsx! {
            polyline { points: places(&points), class: "report-line", "data-ink": name(ink), "data-dash": dash(stroke), "stroke-width": "{width}" }
        },
        Shape::Box { x, y, width, height, ink } => rsx! {
            rect { x: "{x}", y: "{y}", width: "{width}", height: "{height}", class: "report-box", "data-ink": name(ink) }
        },
        Shape::Mark { x, y, radius, mark } => {
            let (x, y, r) = (x, y, radius);
            let square = [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)];
            let lozenge = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
            let (corners, kind) = match mark {
                Mark::Full => (square, "full"),
                Mark::Hollow => (square, "hollow"),
                Mark::Lozenge => (lozenge, "lozenge"),
            };
            rsx! { polygon { points: places(&corners), class: "report-mark", "data-mark": kind } }
        }
    }
}

fn places(points: &[(f32, f32)]) -> String {
    let place = |(x, y): &(f32, f32)| format!("{x:.1},{y:.1}");
    points.iter().map(place).collect::<Vec<_>>().join(" ")
}

const fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Black => "black",
        Ink::Soft => "soft",
        Ink::Pale => "pale",
        Ink::White => "white",
        Ink::Tint => "tint",
    }
}

const fn dash(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Solid => "solid",
        Stroke::Dashed => "dashed",
        Stroke::Dotted => "dotted",
    }
}
