//! The head of a letter: sender, addressee behind the window of an envelope, subject and first words. Source: DIN 5008, form A.

use super::flow::{Flow, Style};
use super::{Element, LEFT, Tag, WIDTH, blocks};
use crate::document::{Document, Letter};
use crate::shape::{Ink, Measure, Weight};

const SENDER: Style = Style { size: 7.0, leading: 9.0, weight: Weight::Normal, ink: Ink::Soft };
const ADDRESS: Style = Style { size: 10.0, leading: 12.8, weight: Weight::Normal, ink: Ink::Black };
const SUBJECT: Style = Style { size: 12.5, leading: 16.0, weight: Weight::Bold, ink: Ink::Black };

/// Left edge of what the window shows: 25 mm.
const WINDOW_LEFT: f32 = 70.9;
/// Width of what the window shows: 80 mm.
const WINDOW_WIDTH: f32 = 226.7;
/// Upper edge of the addressee: 44.7 mm. The sender stands right above it.
pub(super) const ADDRESS_TOP: f32 = 126.7;
/// Lower edge of the window: 72 mm.
pub(super) const WINDOW_BOTTOM: f32 = 204.1;

/// Fills the head; what follows goes on below it on the same page.
pub(super) fn letter<M: Measure>(
    flow: &mut Flow<'_, M>,
    document: &Document,
    letter: &Letter,
) -> Vec<Element> {
    let mut elements = Vec::new();
    let rows = flow.wrapped(&letter.from, SENDER, WINDOW_WIDTH).len();
    let rows = f32::from(u16::try_from(rows).unwrap_or(1));
    down_to(flow, ADDRESS_TOP - SENDER.leading * rows - 2.0);
    let from = flow.lines(WINDOW_LEFT, WINDOW_WIDTH, SENDER, &letter.from);
    elements.push(Element::new(Tag::Paragraph, from));
    down_to(flow, ADDRESS_TOP);
    for line in &letter.to {
        let line = flow.lines(WINDOW_LEFT, WINDOW_WIDTH, ADDRESS, line);
        elements.push(Element::new(Tag::Paragraph, line));
    }
    down_to(flow, WINDOW_BOTTOM);
    elements.push(blocks::facts(flow, &document.about));
    flow.skip(12.0);
    let subject = flow.lines(LEFT, WIDTH, SUBJECT, &document.title);
    elements.push(Element::new(Tag::Heading(1, document.title.clone()), subject));
    for paragraph in &letter.opening {
        flow.skip(7.0);
        elements.push(blocks::text(flow, paragraph));
    }
    elements
}

/// Leaves room down to a height of the page; none when more is filled already.
fn down_to<M: Measure>(flow: &mut Flow<'_, M>, y: f32) {
    flow.skip((y - flow.y()).max(0.0));
}
