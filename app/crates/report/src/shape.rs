//! What can be drawn, in points of a page: x to the right, y downwards.

/// Normal or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Running text.
    Normal,
    /// Headings and important numbers.
    Bold,
}

/// How wide a text is. A font knows it; tests say it themselves.
pub trait Measure {
    /// Width in points at a size in points.
    fn width(&self, text: &str, weight: Weight, size: f32) -> f32;
}

/// How dark: paper is printed in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text and lines that matter.
    Black,
    /// Text that explains; 4.5:1 and more on white.
    Soft,
    /// Rules and grids.
    Pale,
    /// The inside of marks that are hollow.
    White,
    /// The ground of boxes.
    Tint,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Without gaps.
    Solid,
    /// Long pieces.
    Dashed,
    /// Short pieces.
    Dotted,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line of text, left edge at `x`, on the baseline `y`.
    Text {
        /// Left edge.
        x: f32,
        /// Baseline.
        y: f32,
        /// Size.
        size: f32,
        /// Weight.
        weight: Weight,
        /// Darkness.
        ink: Ink,
        /// Words; no line breaks.
        text: String,
    },
    /// Connected straight lines.
    Line {
        /// Corners.
        points: Vec<(f32, f32)>,
        /// Width.
        width: f32,
        /// Gaps.
        stroke: Stroke,
        /// Darkness.
        ink: Ink,
    },
    /// A filled rectangle.
    Box {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Darkness.
        ink: Ink,
    },
    /// A mark of a chart.
    Mark {
        /// Centre.
        x: f32,
        /// Centre.
        y: f32,
        /// Half its width.
        radius: f32,
        /// Which one.
        mark: Mark,
    },
}

/// Marks that can be told apart without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A filled square.
    Full,
    /// A hollow square.
    Hollow,
    /// A filled lozenge.
    Lozenge,
}
