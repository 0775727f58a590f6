//! From a document to pages of A4: where everything stands, and what it is for somebody who hears it.
//!
//! Pages hold pieces of drawing; the tree of [`Element`]s names the pieces in reading order. What is only decoration, or
//! repeated on each page, is in no element: a screen reader passes over it.

mod blocks;
mod contents;
mod cover;
mod flow;
mod letter;
mod table;
mod text;

use crate::document::{Block, Document, Section};
use crate::shape::{Ink, Measure, Shape, Stroke, Weight};

use flow::{Flow, Style};

/// Width of a page in points.
pub const PAGE_WIDTH: f32 = 595.28;
/// Height of a page in points.
pub const PAGE_HEIGHT: f32 = 841.89;

const LEFT: f32 = 48.0;
const TOP: f32 = 40.0;
/// Lower edge of the content; the foot stands below it.
const BOTTOM: f32 = PAGE_HEIGHT - 46.0;
const WIDTH: f32 = PAGE_WIDTH - 2.0 * LEFT;

const TITLE: Style = Style { size: 20.0, leading: 25.0, weight: Weight::Bold, ink: Ink::Black };
const HEADING: Style = Style { size: 12.5, leading: 16.0, weight: Weight::Bold, ink: Ink::Black };
/// Between the heading of a section and what it is about.
const BELOW_HEADING: f32 = 6.0;
const FOOT: Style = Style { size: 7.5, leading: 10.0, weight: Weight::Normal, ink: Ink::Soft };

/// A document on pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The pages, at least one.
    pub pages: Vec<Page>,
    /// What the pieces are, in reading order.
    pub elements: Vec<Element>,
    /// The headings to jump to.
    pub outline: Vec<Jump>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// In the order of drawing.
    pub pieces: Vec<Piece>,
}

/// Some shapes that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Whether it is read aloud.
    pub role: Role,
    /// What is drawn.
    pub shapes: Vec<Shape>,
}

/// Whether a piece is read aloud, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Content, with the number by which an element names it.
    Content(usize),
    /// Rules and grounds.
    Decoration,
    /// Repeated from an earlier page: the head of a table.
    Repeated,
    /// The foot of a page.
    Foot,
}

/// A part of the document as a screen reader knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// What it consists of, in reading order.
    pub children: Vec<Child>,
}

/// A part of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Child {
    /// Another element.
    Element(Element),
    /// The piece with this number.
    Piece(usize),
}

/// What an element is.
#[derive(Debug, Clone, PartialEq)]
pub enum Tag {
    /// A heading with its level from 1 and its words.
    Heading(u16, String),
    /// A part with a heading.
    Section,
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// What names an item.
    Label,
    /// What an item says.
    Body,
    /// A table.
    Table,
    /// Its title.
    Caption,
    /// Its head.
    TableHead,
    /// Its rows.
    TableBody,
    /// A row.
    Row,
    /// A cell that names a column.
    ColumnHeader,
    /// A cell that names a row.
    RowHeader,
    /// A cell with a value.
    Cell,
    /// A drawing with its description and its place: page, left, upper, right and lower edge.
    Figure(String, usize, [f32; 4]),
}

/// A heading to jump to.
#[derive(Debug, Clone, PartialEq)]
pub struct Jump {
    /// Its words.
    pub title: String,
    /// Page, from 0.
    pub page: usize,
    /// Height on the page.
    pub y: f32,
}

impl Element {
    fn new(tag: Tag, children: Vec<Child>) -> Self {
        Self { tag, children }
    }

    fn child(tag: Tag, children: Vec<Child>) -> Child {
        Child::Element(Self::new(tag, children))
    }
}

/// Lays a document out.
#[must_use]
pub fn lay_out(document: &Document, measure: &impl Measure) -> Layout {
    let first = lay(document, &[], measure);
    if document.contents.is_none() {
        return first;
    }
    // The list of contents has the same lines whatever the numbers are: now they are known.
    let numbers: Vec<usize> = first.outline.iter().map(|jump| jump.page + 1).collect();
    lay(document, &numbers, measure)
}

fn lay(document: &Document, numbers: &[usize], measure: &impl Measure) -> Layout {
    let mut flow = Flow::new(measure);
    let mut elements = Vec::new();
    let mut outline = Vec::new();
    match (&document.letter, &document.cover) {
        (Some(letter), _) => elements.extend(letter::letter(&mut flow, document, letter)),
        (None, Some(cover)) => elements.extend(cover::cover(&mut flow, document, cover)),
        (None, None) => {
            let title = flow.lines(LEFT, WIDTH, TITLE, &document.title);
            elements.push(Element::new(Tag::Heading(1, document.title.clone()), title));
            flow.skip(4.0);
            elements.push(blocks::facts(&mut flow, &document.about));
            flow.skip(if document.contents.is_some() { 16.0 } else { 0.0 });
        }
    }
    if let Some(heading) = &document.contents {
        let titles = document.sections.iter().map(|section| section.title.as_str());
        elements.push(contents::contents(&mut flow, heading, titles, numbers));
    }
    for section in &document.sections {
        elements.push(lay_section(&mut flow, section, &mut outline));
    }
    let mut pages = flow.finish();
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        page.pieces.push(foot(document, index + 1, count, measure));
    }
    Layout { pages, elements, outline }
}

fn lay_section<M: Measure>(flow: &mut Flow<'_, M>, section: &Section, outline: &mut Vec<Jump>) -> Element {
    if section.on_new_page {
        flow.turn_over();
    } else {
        flow.skip(12.0);
    }
    // A heading stands with at least some of what it is about, which may begin with a heading of its own.
    let rows = f32::from(u16::try_from(flow.wrapped(&section.title, HEADING, WIDTH).len()).unwrap_or(1));
    let room = match section.blocks.first() {
        Some(Block::Chart(chart)) => blocks::chart_room(flow, chart),
        _ => blocks::HEADING_ROOM,
    };
    flow.need(HEADING.leading * rows + BELOW_HEADING + room);
    outline.push(Jump { title: section.title.clone(), page: flow.page(), y: flow.y() });
    let heading = flow.lines(LEFT, WIDTH, HEADING, &section.title);
    flow.rule(1.0, Ink::Black);
    flow.skip(BELOW_HEADING);
    let mut children = vec![Element::child(Tag::Heading(2, section.title.clone()), heading)];
    for block in &section.blocks {
        match block {
            Block::Heading(text) => children.push(Child::Element(blocks::heading(flow, text))),
            Block::Text(text) => children.push(Child::Element(blocks::text(flow, text))),
            Block::SmallPrint(text) => children.push(Child::Element(blocks::small_print(flow, text))),
            Block::Figures(figures) => children.push(Child::Element(blocks::figures(flow, figures))),
            Block::Facts(facts) => children.push(Child::Element(blocks::facts(flow, facts))),
            Block::Lines(facts) => children.push(Child::Element(blocks::lines(flow, facts))),
            Block::List(list) => children.extend(blocks::list(flow, list)),
            Block::Table(table) => children.push(Child::Element(table::table(flow, table, 0.0))),
            Block::ToSign(table) => children.push(Child::Element(table::table(flow, table, table::TO_SIGN))),
            Block::Chart(chart) => children.extend(blocks::chart(flow, chart)),
        }
        flow.skip(7.0);
    }
    Element::new(Tag::Section, children)
}

/// What stands below each page: not read aloud.
fn foot(document: &Document, page: usize, pages: usize, measure: &impl Measure) -> Piece {
    let y = PAGE_HEIGHT - 30.0;
    let number = document.page.replace("{page}", &page.to_string()).replace("{pages}", &pages.to_string());
    let word = |x: f32, text: String| Shape::Text {
        x,
        y,
        size: FOOT.size,
        weight: FOOT.weight,
        ink: FOOT.ink,
        text,
    };
    let right = LEFT + WIDTH - measure.width(&number, FOOT.weight, FOOT.size);
    let left = text::wrap(&document.foot, FOOT.weight, FOOT.size, right - LEFT - 20.0, measure);
    let line = vec![(LEFT, y - 12.0), (LEFT + WIDTH, y - 12.0)];
    let mut shapes = vec![Shape::Line { points: line, width: 0.5, stroke: Stroke::Solid, ink: Ink::Pale }];
    shapes.extend(left.into_iter().next().map(|text| word(LEFT, text)));
    shapes.push(word(right, number));
    Piece { role: Role::Foot, shapes }
}

#[cfg(test)]
mod tests;
