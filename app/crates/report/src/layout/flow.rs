//! Filling pages from the top to the bottom.

use super::text::wrap;
use super::{BOTTOM, Child, LEFT, Page, Piece, Role, TOP, WIDTH};
use crate::shape::{Ink, Measure, Shape, Stroke, Weight};

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    /// From baseline to baseline.
    pub(super) leading: f32,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
}

/// The pages so far, and the place where the next thing goes.
pub(super) struct Flow<'a, M> {
    pub(super) measure: &'a M,
    done: Vec<Page>,
    current: Page,
    y: f32,
    numbers: usize,
}

impl<'a, M: Measure> Flow<'a, M> {
    pub(super) fn new(measure: &'a M) -> Self {
        Self { measure, done: Vec::new(), current: Page::default(), y: TOP, numbers: 0 }
    }

    pub(super) fn finish(mut self) -> Vec<Page> {
        self.done.push(self.current);
        self.done
    }

    /// The page that is being filled, from 0.
    pub(super) fn page(&self) -> usize {
        self.done.len()
    }

    /// Upper edge of what comes next.
    pub(super) fn y(&self) -> f32 {
        self.y
    }

    /// Height that is left on the page.
    pub(super) fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Begins the next page.
    pub(super) fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.current));
        self.y = TOP;
    }

    /// Begins the next page unless this one is still empty.
    pub(super) fn turn_over(&mut self) {
        if self.y > TOP {
            self.turn();
        }
    }

    /// Begins the next page unless this height is left, or the page is still empty.
    pub(super) fn need(&mut self, height: f32) {
        if height > self.room() {
            self.turn_over();
        }
    }

    /// Leaves room.
    pub(super) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// Adds shapes that an element will name.
    pub(super) fn piece(&mut self, shapes: Vec<Shape>) -> Child {
        let number = self.numbers;
        self.numbers += 1;
        self.current.pieces.push(Piece { role: Role::Content(number), shapes });
        Child::Piece(number)
    }

    /// Adds shapes that are only decoration.
    pub(super) fn decorate(&mut self, shapes: Vec<Shape>) {
        self.current.pieces.push(Piece { role: Role::Decoration, shapes });
    }

    /// Adds shapes that were read on an earlier page.
    pub(super) fn repeat(&mut self, shapes: Vec<Shape>) {
        self.current.pieces.push(Piece { role: Role::Repeated, shapes });
    }

    /// A line over the whole width.
    pub(super) fn rule(&mut self, width: f32, ink: Ink) {
        let points = vec![(LEFT, self.y), (LEFT + WIDTH, self.y)];
        self.decorate(vec![Shape::Line { points, width, stroke: Stroke::Solid, ink }]);
    }

    /// The lines of a text in a style.
    pub(super) fn wrapped(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        wrap(text, style.weight, style.size, width, self.measure)
    }

    /// A running text, one piece for each line.
    pub(super) fn lines(&mut self, x: f32, width: f32, style: Style, text: &str) -> Vec<Child> {
        let mut pieces = Vec::new();
        for line in self.wrapped(text, style, width) {
            self.need(style.leading);
            pieces.push(self.piece(vec![word(x, self.y, style, line)]));
            self.y += style.leading;
        }
        pieces
    }
}

/// One line of text below an upper edge.
pub(super) fn word(x: f32, top: f32, style: Style, text: String) -> Shape {
    // The baseline lies a little above the middle of what is left of the line below the letters.
    let y = top + style.leading / 2.0 + style.size * 0.34;
    Shape::Text { x, y, size: style.size, weight: style.weight, ink: style.ink, text }
}
