//! All sections with the pages they begin on.

use super::flow::{Flow, Style, word};
use super::{Element, HEADING, LEFT, Tag, WIDTH};
use crate::shape::{Ink, Measure, Weight};

const LINE: Style = Style { size: 9.5, leading: 14.0, weight: Weight::Normal, ink: Ink::Black };
/// Room for the number of a page.
const NUMBER: f32 = 32.0;

/// A heading, and a line for each title; `numbers` are empty as long as nobody knows them.
pub(super) fn contents<'a, M: Measure>(
    flow: &mut Flow<'_, M>,
    heading: &str,
    titles: impl Iterator<Item = &'a str>,
    numbers: &[usize],
) -> Element {
    flow.need(HEADING.leading + 70.0);
    let line = flow.lines(LEFT, WIDTH, HEADING, heading);
    flow.rule(1.0, Ink::Black);
    flow.skip(6.0);
    let mut items = Vec::new();
    for (index, title) in titles.enumerate() {
        let number = numbers.get(index).map_or_else(|| "0".to_owned(), ToString::to_string);
        let mut body = flow.lines(LEFT, WIDTH - NUMBER, LINE, title);
        let x = LEFT + WIDTH - flow.measure.width(&number, LINE.weight, LINE.size);
        // Beside the last line of the title, which was drawn just above.
        let top = flow.y() - LINE.leading;
        body.push(flow.piece(vec![word(x, top, LINE, number)]));
        items.push(Element::child(Tag::Item, vec![Element::child(Tag::Body, body)]));
    }
    let heading = Element::child(Tag::Heading(2, heading.to_owned()), line);
    Element::new(Tag::Section, vec![heading, Element::child(Tag::List, items)])
}
