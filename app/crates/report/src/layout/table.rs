//! Tables over as many pages as they need, with their head on each.

use super::flow::{Flow, Style, word};
use super::{Child, Element, LEFT, Tag, WIDTH};
use crate::document::{Column, Table};
use crate::shape::{Ink, Measure, Shape, Weight};

const CAPTION: Style = Style { size: 10.0, leading: 15.0, weight: Weight::Bold, ink: Ink::Black };
const HEAD: Style = Style { size: 8.0, leading: 10.5, weight: Weight::Bold, ink: Ink::Black };
const CELL: Style = Style { size: 8.5, leading: 11.0, weight: Weight::Normal, ink: Ink::Black };
const GAP: f32 = 8.0;
const PADDING: f32 = 2.0;
/// Height of a row in which somebody signs.
pub(super) const TO_SIGN: f32 = 44.0;

/// Left edge and width of a column, and whether its numbers stand at the right.
type Place = (f32, f32, bool);

/// `least` is the height that every row has at least.
pub(super) fn table<M: Measure>(flow: &mut Flow<'_, M>, table: &Table, least: f32) -> Element {
    let places = places(&table.columns);
    let heads: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let heads = wrapped(flow, &heads, HEAD, &places);
    let head_height = height(HEAD, &heads);
    flow.need(CAPTION.leading + head_height + 2.0 * (CELL.leading + 2.0 * PADDING));
    let mut children = Vec::new();
    if !table.caption.is_empty() {
        let caption = flow.lines(LEFT, WIDTH, CAPTION, &table.caption);
        children.push(Element::child(Tag::Caption, caption));
    }
    let cells = row(flow, &heads, HEAD, &places);
    let head = cells.into_iter().map(|pieces| Element::child(Tag::ColumnHeader, pieces)).collect();
    children.push(Element::child(Tag::TableHead, vec![Element::child(Tag::Row, head)]));
    flow.rule(0.8, Ink::Black);
    let mut body = Vec::new();
    for cells in &table.rows {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let lines = wrapped(flow, &cells, CELL, &places);
        body.push(whole_row(flow, lines, &places, &heads, least));
    }
    children.push(Element::child(Tag::TableBody, body));
    Element::new(Tag::Table, children)
}

fn places(columns: &[Column]) -> Vec<Place> {
    let all: f32 = columns.iter().map(|column| f32::from(column.share.max(1))).sum();
    let gaps = GAP * f32::from(u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default());
    let mut x = LEFT;
    let place = |column: &Column| {
        let width = (WIDTH - gaps) * f32::from(column.share.max(1)) / all;
        let place = (x, width, column.numeric);
        x += width + GAP;
        place
    };
    columns.iter().map(place).collect()
}

/// The lines of each cell; every cell has at least one, so that rows stay complete for the ear.
fn wrapped<M: Measure>(
    flow: &Flow<'_, M>,
    cells: &[&str],
    style: Style,
    places: &[Place],
) -> Vec<Vec<String>> {
    let lines = |(index, (_, width, _)): (usize, &Place)| {
        let lines = flow.wrapped(cells.get(index).copied().unwrap_or_default(), style, *width);
        if lines.is_empty() { vec![" ".to_owned()] } else { lines }
    };
    places.iter().enumerate().map(lines).collect()
}

fn height(style: Style, cells: &[Vec<String>]) -> f32 {
    let lines = cells.iter().map(Vec::len).max().unwrap_or_default();
    style.leading * f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) + 2.0 * PADDING
}

/// One row; where it is taller than a page, it goes on on the next one.
fn whole_row<M: Measure>(
    flow: &mut Flow<'_, M>,
    mut left: Vec<Vec<String>>,
    places: &[Place],
    heads: &[Vec<String>],
    least: f32,
) -> Child {
    let mut cells: Vec<Vec<Child>> = places.iter().map(|_| Vec::new()).collect();
    let tall = height(CELL, &left);
    if tall.max(least) > flow.room() {
        next_page(flow, heads, places);
    }
    while left.iter().any(|lines| !lines.is_empty()) {
        let fitting = rows_that_fit(flow.room());
        let now: Vec<Vec<String>> =
            left.iter_mut().map(|lines| lines.drain(..fitting.min(lines.len())).collect()).collect();
        for (cell, pieces) in cells.iter_mut().zip(row(flow, &now, CELL, places)) {
            cell.extend(pieces);
        }
        if left.iter().any(|lines| !lines.is_empty()) {
            next_page(flow, heads, places);
        }
    }
    flow.skip((least - tall).max(0.0));
    flow.rule(0.4, Ink::Pale);
    let tagged = |(index, pieces): (usize, Vec<Child>)| {
        Element::child(if index == 0 { Tag::RowHeader } else { Tag::Cell }, pieces)
    };
    Element::child(Tag::Row, cells.into_iter().enumerate().map(tagged).collect())
}

/// At least one, or a table in a narrow place would never end.
fn rows_that_fit(room: f32) -> usize {
    let mut rows = 1;
    while CELL.leading * f32::from(u16::try_from(rows + 1).unwrap_or(u16::MAX)) + 2.0 * PADDING <= room {
        rows += 1;
    }
    rows
}

/// Turns the page and repeats the head, which was read aloud already.
fn next_page<M: Measure>(flow: &mut Flow<'_, M>, heads: &[Vec<String>], places: &[Place]) {
    flow.turn();
    let top = flow.y() + PADDING;
    let shapes = heads.iter().zip(places).flat_map(|(lines, place)| cell(flow, lines, HEAD, place, top));
    let shapes = shapes.collect();
    flow.repeat(shapes);
    flow.skip(height(HEAD, heads));
    flow.rule(0.8, Ink::Black);
}

/// Draws the cells of a row; one piece for each line.
fn row<M: Measure>(
    flow: &mut Flow<'_, M>,
    cells: &[Vec<String>],
    style: Style,
    places: &[Place],
) -> Vec<Vec<Child>> {
    let top = flow.y() + PADDING;
    let mut drawn = Vec::new();
    for (lines, place) in cells.iter().zip(places) {
        let shapes = cell(flow, lines, style, place, top);
        drawn.push(shapes.into_iter().map(|shape| flow.piece(vec![shape])).collect());
    }
    flow.skip(height(style, cells));
    drawn
}

fn cell<M: Measure>(
    flow: &Flow<'_, M>,
    lines: &[String],
    style: Style,
    place: &Place,
    mut top: f32,
) -> Vec<Shape> {
    let (x, width, numeric) = *place;
    let mut shapes = Vec::new();
    for line in lines {
        let free = width - flow.measure.width(line.trim_end(), style.weight, style.size);
        let x = if numeric { x + free.max(0.0) } else { x };
        shapes.push(word(x, top, style, line.clone()));
        top += style.leading;
    }
    shapes
}
