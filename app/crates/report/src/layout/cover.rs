//! The first page of a document that is handed in: what it is, of whom, and how it stands.

use super::flow::{Flow, Style};
use super::{Element, LEFT, Tag, WIDTH, blocks};
use crate::document::{Cover, Document};
use crate::shape::{Ink, Measure, Weight};

const KIND: Style = Style { size: 12.0, leading: 17.0, weight: Weight::Normal, ink: Ink::Soft };
const TITLE: Style = Style { size: 27.0, leading: 33.0, weight: Weight::Bold, ink: Ink::Black };
const BY: Style = Style { size: 11.0, leading: 15.5, weight: Weight::Normal, ink: Ink::Black };

/// Room above the first line.
const ABOVE: f32 = 150.0;

/// Fills the first page and turns it.
pub(super) fn cover<M: Measure>(flow: &mut Flow<'_, M>, document: &Document, cover: &Cover) -> Vec<Element> {
    let mut elements = Vec::new();
    flow.skip(ABOVE);
    let kind = flow.lines(LEFT, WIDTH, KIND, &cover.kind);
    elements.push(Element::new(Tag::Paragraph, kind));
    flow.skip(6.0);
    let title = flow.lines(LEFT, WIDTH, TITLE, &document.title);
    elements.push(Element::new(Tag::Heading(1, document.title.clone()), title));
    flow.skip(14.0);
    for line in &cover.by {
        let line = flow.lines(LEFT, WIDTH, BY, line);
        elements.push(Element::new(Tag::Paragraph, line));
    }
    flow.skip(28.0);
    flow.rule(1.0, Ink::Black);
    flow.skip(14.0);
    elements.push(blocks::lines(flow, &document.about));
    flow.turn();
    elements
}
