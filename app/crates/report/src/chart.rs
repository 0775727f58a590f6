//! A line chart that can be read without colour: dashes and marks tell the lines apart, their names stand above.

use crate::document::Chart;
use crate::shape::{Ink, Mark, Measure, Shape, Stroke, Weight};

/// More marks than this would run into each other.
const MOST_MARKS: usize = 70;
const SIZE: f32 = 8.0;
/// Room for the numbers at the left edge.
const LEFT: f32 = 26.0;
/// Room for the numbers of the limits at the right edge.
const RIGHT: f32 = 30.0;
/// Height of a line of the legend, which stands above the field.
const ROW: f32 = 12.0;
const TOP: f32 = 8.0;
const BOTTOM: f32 = 16.0;
/// More parts than this make the numbers at the left edge run into each other.
const MOST_PARTS: f32 = 6.0;
/// Distances of two lines of the grid: whole numbers, so that nobody has to read a fraction at the edge.
const STEPS: [f32; 9] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];

/// The styles of the lines, in their order.
const STYLES: [(Stroke, Ink, Mark); 3] = [
    (Stroke::Solid, Ink::Black, Mark::Full),
    (Stroke::Dashed, Ink::Black, Mark::Hollow),
    (Stroke::Dotted, Ink::Soft, Mark::Lozenge),
];

/// Draws a chart into a field of this width and height; its upper left corner is the origin.
#[must_use]
pub fn draw(chart: &Chart, width: f32, height: f32, measure: &impl Measure) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let rows = legend(chart, width, measure, &mut shapes);
    let Some(scale) = Scale::new(chart, width, height, TOP + rows * ROW) else { return Vec::new() };
    grid(&scale, measure, &mut shapes);
    ticks(chart, &scale, measure, &mut shapes);
    for limit in &chart.limits {
        let y = scale.y(limit.value);
        let points = vec![(LEFT, y), (width - RIGHT, y)];
        shapes.push(Shape::Line { points, width: 0.8, stroke: Stroke::Dashed, ink: Ink::Soft });
        shapes.push(word(width - RIGHT + 4.0, y + 2.8, Weight::Bold, &format!("{:.0}", limit.value)));
    }
    for (index, _) in chart.series.iter().enumerate() {
        line(chart, &scale, index, &mut shapes);
    }
    shapes
}

/// Where values stand.
struct Scale {
    first: f32,
    span: f32,
    low: f32,
    high: f32,
    step: f32,
    width: f32,
    height: f32,
    top: f32,
}

impl Scale {
    /// `None` without a value.
    fn new(chart: &Chart, width: f32, height: f32, top: f32) -> Option<Self> {
        let (first, last) = bounds(chart.points.iter().map(|point| point.at))?;
        let values = chart.points.iter().flat_map(|point| point.values.iter().copied().flatten());
        let (low, high) = bounds(values)?;
        let limits = chart.limits.iter().map(|limit| limit.value);
        let range = chart.range.into_iter().flat_map(|(low, high)| [low, high]);
        let (low, high) = bounds(limits.chain(range).chain([low, high]))?;
        let least = chart.step.filter(|step| *step > 0.0).unwrap_or_else(|| round_step(low, high));
        let low = (low / least).floor() * least;
        let high = ((high / least).ceil() * least).max(low + least);
        let step = least * ((high - low) / least / MOST_PARTS).ceil().max(1.0);
        Some(Self { first, span: last - first, low, high, step, width, height, top })
    }

    /// A single moment stands in the middle.
    fn x(&self, at: f32) -> f32 {
        let share = if self.span > 0.0 { (at - self.first) / self.span } else { 0.5 };
        LEFT + 6.0 + share * (self.width - LEFT - RIGHT - 12.0)
    }

    fn y(&self, value: f32) -> f32 {
        let share = (value - self.low) / (self.high - self.low);
        self.height - BOTTOM - share * (self.height - self.top - BOTTOM)
    }
}

/// The smallest round distance at which the grid has few enough lines.
fn round_step(low: f32, high: f32) -> f32 {
    let fits = |step: &f32| (high / step).ceil() - (low / step).floor() <= MOST_PARTS;
    STEPS.into_iter().find(fits).unwrap_or(1_000.0)
}

fn bounds(values: impl Iterator<Item = f32>) -> Option<(f32, f32)> {
    values.filter(|value| value.is_finite()).fold(None, |bounds, value| {
        let (low, high) = bounds.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

fn word(x: f32, y: f32, weight: Weight, text: &str) -> Shape {
    Shape::Text { x, y, size: SIZE, weight, ink: Ink::Black, text: text.to_owned() }
}

/// The names of the lines and limits, each behind a piece of its line; gives the number of rows.
fn legend(chart: &Chart, width: f32, measure: &impl Measure, shapes: &mut Vec<Shape>) -> f32 {
    let series = chart
        .series
        .iter()
        .zip(STYLES)
        .map(|(name, (stroke, ink, mark))| (name, 1.2, stroke, ink, Some(mark)));
    // One piece of line for all limits: they look alike, and the last one says what they are.
    let limit = chart.limits.last().map(|limit| (&limit.name, 0.8, Stroke::Dashed, Ink::Soft, None));
    let (mut x, mut row) = (LEFT, 0.0);
    for (name, thick, stroke, ink, mark) in series.chain(limit) {
        let needed = 27.0 + measure.width(name, Weight::Normal, SIZE);
        if x > LEFT && x + needed > width {
            (x, row) = (LEFT, row + 1.0);
        }
        let y = 6.0 + row * ROW;
        shapes.push(Shape::Line { points: vec![(x, y), (x + 22.0, y)], width: thick, stroke, ink });
        if let Some(mark) = mark {
            shapes.push(Shape::Mark { x: x + 11.0, y, radius: 2.2, mark });
        }
        shapes.push(word(x + 27.0, y + 2.8, Weight::Normal, name));
        x += needed + 14.0;
    }
    row + 1.0
}

fn grid(scale: &Scale, measure: &impl Measure, shapes: &mut Vec<Shape>) {
    let mut value = scale.low;
    while value <= scale.high {
        let y = scale.y(value);
        let points = vec![(LEFT, y), (scale.width - RIGHT, y)];
        shapes.push(Shape::Line { points, width: 0.4, stroke: Stroke::Solid, ink: Ink::Pale });
        let text = format!("{value:.0}");
        let x = LEFT - 4.0 - measure.width(&text, Weight::Normal, SIZE);
        shapes.push(word(x, y + 2.8, Weight::Normal, &text));
        value += scale.step;
    }
}

/// Days under the axis, leaving out what would run into the one before.
fn ticks(chart: &Chart, scale: &Scale, measure: &impl Measure, shapes: &mut Vec<Shape>) {
    let mut free = LEFT;
    for tick in &chart.ticks {
        let width = measure.width(&tick.name, Weight::Normal, SIZE);
        let middle = scale.x(tick.at);
        let x = (middle - width / 2.0).max(LEFT).min(scale.width - width);
        if x >= free {
            let bottom = scale.height - BOTTOM;
            let points = vec![(middle, bottom), (middle, bottom + 3.0)];
            shapes.push(Shape::Line { points, width: 0.6, stroke: Stroke::Solid, ink: Ink::Soft });
            shapes.push(word(x, scale.height - 3.0, Weight::Normal, &tick.name));
            free = x + width + 8.0;
        }
    }
}

/// A line with a gap where a value is missing.
fn line(chart: &Chart, scale: &Scale, index: usize, shapes: &mut Vec<Shape>) {
    let Some((stroke, ink, mark)) = STYLES.get(index).copied() else { return };
    let mut piece = Vec::new();
    let mut marks = Vec::new();
    let mut pieces = Vec::new();
    for point in &chart.points {
        match point.values.get(index).copied().flatten() {
            Some(value) => {
                piece.push((scale.x(point.at), scale.y(value)));
                marks.push((scale.x(point.at), scale.y(value)));
            }
            None => pieces.push(std::mem::take(&mut piece)),
        }
    }
    pieces.push(piece);
    for points in pieces.into_iter().filter(|points| points.len() > 1) {
        shapes.push(Shape::Line { points, width: 1.2, stroke, ink });
    }
    if marks.len() <= MOST_MARKS {
        shapes.extend(marks.into_iter().map(|(x, y)| Shape::Mark { x, y, radius: 1.9, mark }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limit, Point, Tick};

    struct Wide;

    impl Measure for Wide {
        fn width(&self, text: &str, _: Weight, size: f32) -> f32 {
            f32::from(u16::try_from(text.chars().count()).unwrap()) * size / 2.0
        }
    }

    fn chart(values: &[Option<f32>]) -> Chart {
        let point = |(index, value): (usize, &Option<f32>)| Point {
            at: f32::from(u16::try_from(index).unwrap()),
            values: vec![*value],
        };
        let points: Vec<Point> = values.iter().enumerate().map(point).collect();
        let ticks = points.iter().map(|it| Tick { at: it.at, name: "12. Mai".into() }).collect();
        let limits = vec![Limit { value: 135.0, name: "135".into() }];
        Chart {
            title: String::new(),
            description: String::new(),
            series: vec!["a".into()],
            limits,
            range: None,
            step: Some(20.0),
            points,
            ticks,
        }
    }

    fn lines(shapes: &[Shape], wanted: f32) -> Vec<&Vec<(f32, f32)>> {
        let line = |shape| match shape {
            &Shape::Line { ref points, width, .. } if (width - wanted).abs() < 0.01 => Some(points),
            _ => None,
        };
        shapes.iter().filter_map(line).collect()
    }

    #[test]
    fn everything_stands_inside_the_field() {
        let shapes = draw(&chart(&[Some(181.0), Some(96.0), Some(50.0)]), 400.0, 200.0, &Wide);
        let places = shapes.iter().flat_map(|shape| match shape {
            Shape::Text { x, y, text, size, .. } => {
                vec![(*x, *y), (x + Wide.width(text, Weight::Normal, *size), *y)]
            }
            Shape::Line { points, .. } => points.clone(),
            Shape::Box { x, y, width, height, .. } => vec![(*x, *y), (x + width, y + height)],
            Shape::Mark { x, y, radius, .. } => vec![(x - radius, y - radius), (x + radius, y + radius)],
        });
        for (x, y) in places {
            assert!((0.0..=400.0).contains(&x) && (0.0..=200.0).contains(&y), "{x} {y}");
        }
    }

    fn words(shapes: &[Shape]) -> Vec<(f32, f32, &str)> {
        let word = |shape| match shape {
            &Shape::Text { x, y, ref text, .. } => Some((x, y, text.as_str())),
            _ => None,
        };
        shapes.iter().filter_map(word).collect()
    }

    #[test]
    fn a_single_day_has_its_date() {
        let shapes = draw(&chart(&[Some(120.0)]), 400.0, 200.0, &Wide);
        assert!(words(&shapes).iter().any(|(.., text)| *text == "12. Mai"));
        let mut two = chart(&[Some(120.0), Some(121.0)]);
        two.ticks.truncate(1);
        assert!(
            words(&draw(&two, 400.0, 200.0, &Wide)).iter().any(|(.., text)| *text == "12. Mai"),
            "at the left edge"
        );
    }

    #[test]
    fn names_that_do_not_fit_beside_each_other_stand_below_each_other() {
        let mut long = chart(&[Some(120.0)]);
        long.series = vec!["a name".into(), "another name".into()];
        let places = |width| {
            let shapes = draw(&long, width, 200.0, &Wide);
            words(&shapes)
                .into_iter()
                .filter(|(.., text)| text.contains("name"))
                .map(|(x, y, _)| (x, y))
                .collect::<Vec<_>>()
        };
        let (wide, narrow) = (places(400.0), places(120.0));
        assert!((wide[0].1 - wide[1].1).abs() < 0.01);
        assert!(narrow[0].1 < narrow[1].1 && (narrow[0].0 - narrow[1].0).abs() < 0.01);
    }

    /// The numbers at the left edge, from the lowest on.
    fn axis(chart: &Chart) -> Vec<String> {
        let shapes = draw(chart, 400.0, 200.0, &Wide);
        let numbers = words(&shapes).into_iter().filter(|(x, ..)| *x < LEFT);
        numbers.filter(|(.., text)| text.parse::<f32>().is_ok()).map(|(.., text)| text.to_owned()).collect()
    }

    #[test]
    fn the_grid_goes_with_the_values() {
        let round = |values: &[Option<f32>]| Chart { limits: Vec::new(), step: None, ..chart(values) };
        assert_eq!(axis(&round(&[Some(80.5), Some(82.4)])), ["80", "81", "82", "83"]);
        assert_eq!(axis(&round(&[Some(80.0), Some(80.0)])), ["80", "81"], "a value that never changes");
        assert_eq!(axis(&round(&[Some(61.0), Some(118.0)])), ["60", "70", "80", "90", "100", "110", "120"]);
        assert_eq!(
            axis(&chart(&[Some(131.0), Some(139.0)])),
            ["120", "140"],
            "as far apart as was asked for"
        );
    }

    #[test]
    fn a_score_stands_in_the_range_of_its_scale() {
        let score = |range| Chart { limits: Vec::new(), step: None, range, ..chart(&[Some(8.0), Some(6.0)]) };
        assert_eq!(axis(&score(Some((0.0, 27.0)))), ["0", "5", "10", "15", "20", "25", "30"]);
        assert_eq!(axis(&score(Some((7.0, 7.5)))), ["6", "7", "8"], "values beyond it are drawn as well");
        assert_eq!(axis(&score(None)), ["6", "7", "8"]);
    }

    #[test]
    fn a_missing_value_is_a_gap() {
        let shapes =
            draw(&chart(&[Some(120.0), Some(121.0), None, Some(130.0), Some(131.0)]), 400.0, 200.0, &Wide);
        // The legend has one piece of the line as well.
        assert_eq!(lines(&shapes, 1.2).len(), 3);
    }

    #[test]
    fn words_under_the_axis_do_not_run_into_each_other() {
        let shapes = draw(&chart(&[Some(120.0); 100]), 400.0, 200.0, &Wide);
        let mut ends = 0.0;
        for shape in &shapes {
            if let Shape::Text { x, text, .. } = shape
                && text == "12. Mai"
            {
                assert!(*x >= ends, "{x} begins before {ends}");
                ends = x + Wide.width(text, Weight::Normal, SIZE);
            }
        }
        assert!(ends > 300.0, "the axis has words up to its end");
    }

    #[test]
    fn without_values_nothing_is_drawn() {
        assert!(draw(&chart(&[]), 400.0, 200.0, &Wide).is_empty());
        assert!(draw(&chart(&[None, None]), 400.0, 200.0, &Wide).is_empty());
    }
}
