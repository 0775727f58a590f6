//! Everything but tables.

use super::flow::{Flow, Style, word};
use super::{Child, Element, LEFT, Tag, WIDTH};
use crate::chart::draw;
use crate::document::{Chart, Fact, Figure, List};
use crate::shape::{Ink, Measure, Shape, Weight};

const TEXT: Style = Style { size: 9.5, leading: 13.0, weight: Weight::Normal, ink: Ink::Black };
const SMALL: Style = Style { size: 7.5, leading: 10.0, weight: Weight::Normal, ink: Ink::Soft };
const NAME: Style = Style { size: 8.5, leading: 12.5, weight: Weight::Normal, ink: Ink::Soft };
const VALUE: Style = Style { size: 9.0, leading: 12.5, weight: Weight::Normal, ink: Ink::Black };
const SUBHEADING: Style = Style { size: 10.0, leading: 14.0, weight: Weight::Bold, ink: Ink::Black };
const NUMBER: Style = Style { size: 17.0, leading: 22.0, weight: Weight::Bold, ink: Ink::Black };

const GAP: f32 = 8.0;
const PADDING: f32 = 7.0;
const CHART_HEIGHT: f32 = 128.0;
/// Share of a fact's column that its name takes.
const NAME_SHARE: f32 = 0.42;
/// Width of the names of lines.
const LINE_NAME: f32 = 112.0;

/// What a heading of the third level takes on a page at least: with some of what it is about.
pub(super) const HEADING_ROOM: f32 = SUBHEADING.leading + 6.0 * TEXT.leading;

/// A heading of the third level; it stands with at least some of what it is about.
pub(super) fn heading<M: Measure>(flow: &mut Flow<'_, M>, text: &str) -> Element {
    flow.need(HEADING_ROOM);
    flow.skip(3.0);
    let lines = flow.lines(LEFT, WIDTH, SUBHEADING, text);
    Element::new(Tag::Heading(3, text.to_owned()), lines)
}

pub(super) fn text<M: Measure>(flow: &mut Flow<'_, M>, text: &str) -> Element {
    let lines = flow.lines(LEFT, WIDTH, TEXT, text);
    Element::new(Tag::Paragraph, lines)
}

pub(super) fn small_print<M: Measure>(flow: &mut Flow<'_, M>, text: &str) -> Element {
    let lines = flow.lines(LEFT, WIDTH, SMALL, text);
    Element::new(Tag::Paragraph, lines)
}

/// Boxes side by side; a list of names with values for the ear.
pub(super) fn figures<M: Measure>(flow: &mut Flow<'_, M>, figures: &[Figure]) -> Element {
    let count = f32::from(u16::try_from(figures.len().max(1)).unwrap_or(1));
    let width = (WIDTH - GAP * (count - 1.0)) / count;
    let inner = width - 2.0 * PADDING;
    let wrapped: Vec<[Vec<String>; 3]> = figures
        .iter()
        .map(|it| {
            [
                flow.wrapped(&it.name, NAME, inner),
                flow.wrapped(&it.value, NUMBER, inner),
                flow.wrapped(&it.detail, SMALL, inner),
            ]
        })
        .collect();
    let tallest = |part: fn(&[Vec<String>; 3]) -> usize| wrapped.iter().map(part).max().unwrap_or_default();
    let rows = [tallest(|it| it[0].len()), tallest(|it| it[1].len()), tallest(|it| it[2].len())];
    let heights =
        [(NAME, rows[0]), (NUMBER, rows[1]), (SMALL, rows[2])].map(|(style, rows)| height(style, rows));
    let height = heights.iter().sum::<f32>() + 2.0 * PADDING - 2.0;
    flow.need(height);
    let mut items = Vec::new();
    let (mut x, top) = (LEFT, flow.y());
    for [name, value, detail] in wrapped {
        flow.decorate(vec![Shape::Box { x, y: top, width, height, ink: Ink::Tint }]);
        let name = stacked(flow, x + PADDING, top + PADDING - 2.0, NAME, name);
        let mut body = stacked(flow, x + PADDING, top + PADDING - 2.0 + heights[0], NUMBER, value);
        body.extend(stacked(flow, x + PADDING, top + PADDING - 2.0 + heights[0] + heights[1], SMALL, detail));
        items.push(item(name, body));
        x += width + GAP;
    }
    flow.skip(height);
    Element::new(Tag::List, items)
}

/// Names with values in two columns.
pub(super) fn facts<M: Measure>(flow: &mut Flow<'_, M>, facts: &[Fact]) -> Element {
    let column = (WIDTH - 2.0 * GAP) / 2.0;
    let mut items = Vec::new();
    for pair in facts.chunks(2) {
        let wrapped: Vec<(Vec<String>, Vec<String>)> = pair
            .iter()
            .map(|fact| {
                let name = flow.wrapped(&fact.name, NAME, column * NAME_SHARE - 6.0);
                (name, flow.wrapped(&fact.value, VALUE, column * (1.0 - NAME_SHARE)))
            })
            .collect();
        let rows = wrapped.iter().map(|(name, value)| name.len().max(value.len())).max().unwrap_or_default();
        flow.need(height(VALUE, rows));
        let (mut x, top) = (LEFT, flow.y());
        for (name, value) in wrapped {
            let name = stacked(flow, x, top, NAME, name);
            let value = stacked(flow, x + column * NAME_SHARE, top, VALUE, value);
            items.push(item(name, value));
            x += column + 2.0 * GAP;
        }
        flow.skip(height(VALUE, rows) + 1.0);
    }
    Element::new(Tag::List, items)
}

/// Names in a narrow column, values beside them; a long value goes on on the next page.
pub(super) fn lines<M: Measure>(flow: &mut Flow<'_, M>, facts: &[Fact]) -> Element {
    let (x, width) = (LEFT + LINE_NAME, WIDTH - LINE_NAME);
    let mut items = Vec::new();
    for fact in facts {
        let name = flow.wrapped(&fact.name, NAME, LINE_NAME - GAP);
        let rows = name.len().max(1);
        flow.need(height(VALUE, rows));
        let (page, top) = (flow.page(), flow.y());
        let label = stacked(flow, LEFT, top, NAME, name);
        let body = flow.lines(x, width, VALUE, &fact.value);
        let below = top + height(VALUE, rows);
        if flow.page() == page && flow.y() < below {
            flow.skip(below - flow.y());
        }
        flow.skip(1.5);
        items.push(item(label, body));
    }
    Element::new(Tag::List, items)
}

/// A heading, and sentences below each other.
pub(super) fn list<M: Measure>(flow: &mut Flow<'_, M>, list: &List) -> Vec<Child> {
    flow.need(SUBHEADING.leading + 2.0 * TEXT.leading);
    let heading = flow.lines(LEFT, WIDTH, SUBHEADING, &list.title);
    let mut items = Vec::new();
    for sentence in &list.items {
        flow.need(TEXT.leading);
        let bullet = flow.piece(vec![word(LEFT, flow.y(), TEXT, "• ".to_owned())]);
        let body = flow.lines(LEFT + 11.0, WIDTH - 11.0, TEXT, sentence);
        items.push(item(vec![bullet], body));
    }
    vec![Element::child(Tag::Heading(3, list.title.clone()), heading), Element::child(Tag::List, items)]
}

/// The title as a paragraph, then the drawing; nothing without values.
pub(super) fn chart<M: Measure>(flow: &mut Flow<'_, M>, chart: &Chart) -> Vec<Child> {
    let shapes = draw(chart, WIDTH, CHART_HEIGHT, flow.measure);
    if shapes.is_empty() {
        return Vec::new();
    }
    let room = chart_room(flow, chart);
    flow.need(room);
    let title = flow.lines(LEFT, WIDTH, SUBHEADING, &chart.title);
    let top = flow.y();
    let piece = flow.piece(shapes.into_iter().map(|shape| moved(shape, LEFT, top)).collect());
    let place = [LEFT, top, LEFT + WIDTH, top + CHART_HEIGHT];
    let figure = Tag::Figure(chart.description.clone(), flow.page(), place);
    flow.skip(CHART_HEIGHT);
    vec![Element::child(Tag::Heading(3, chart.title.clone()), title), Element::child(figure, vec![piece])]
}

/// What a chart takes with its title, which never stands alone at the foot of a page.
pub(super) fn chart_room<M: Measure>(flow: &Flow<'_, M>, chart: &Chart) -> f32 {
    height(SUBHEADING, flow.wrapped(&chart.title, SUBHEADING, WIDTH).len()) + CHART_HEIGHT
}

fn height(style: Style, rows: usize) -> f32 {
    style.leading * f32::from(u16::try_from(rows).unwrap_or(u16::MAX))
}

fn item(label: Vec<Child>, body: Vec<Child>) -> Child {
    Element::child(Tag::Item, vec![Element::child(Tag::Label, label), Element::child(Tag::Body, body)])
}

/// Lines below each other that never break over a page.
fn stacked<M: Measure>(
    flow: &mut Flow<'_, M>,
    x: f32,
    mut top: f32,
    style: Style,
    lines: Vec<String>,
) -> Vec<Child> {
    let mut pieces = Vec::new();
    for line in lines {
        pieces.push(flow.piece(vec![word(x, top, style, line)]));
        top += style.leading;
    }
    pieces
}

fn moved(shape: Shape, right: f32, down: f32) -> Shape {
    match shape {
        Shape::Text { x, y, size, weight, ink, text } => {
            Shape::Text { x: x + right, y: y + down, size, weight, ink, text }
        }
        Shape::Line { points, width, stroke, ink } => {
            let points = points.into_iter().map(|(x, y)| (x + right, y + down)).collect();
            Shape::Line { points, width, stroke, ink }
        }
        Shape::Box { x, y, width, height, ink } => {
            Shape::Box { x: x + right, y: y + down, width, height, ink }
        }
        Shape::Mark { x, y, radius, mark } => Shape::Mark { x: x + right, y: y + down, radius, mark },
    }
}
