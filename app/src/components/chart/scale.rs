//! From values to places in the drawing.

use super::Point;

/// Width of the drawing in its own units.
pub(super) const WIDTH: f64 = 360.0;
/// Height of the drawing in its own units.
pub(super) const HEIGHT: f64 = 220.0;

const LEFT: f64 = 40.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 12.0;

/// Axes that hold all points, rounded outwards to full steps.
pub(super) struct Scale {
    x_min: f64,
    x_span: f64,
    y_min: f64,
    y_max: f64,
    step: f64,
}

impl Scale {
    pub(super) fn new(points: &[Point], step: f64) -> Self {
        let xs = points.iter().map(|point| point.x);
        let (x_min, x_max) = bounds(xs).unwrap_or((0.0, 1.0));
        let ys = points.iter().flat_map(|point| point.values.iter().copied().flatten());
        let (low, high) = bounds(ys).unwrap_or((0.0, 1.0));
        let y_min = (low / step).floor() * step;
        let y_max = ((high / step).ceil() * step).max(y_min + step);
        Self { x_min, x_span: x_max - x_min, y_min, y_max, step }
    }

    /// A single point stands in the middle.
    pub(super) fn x(&self, x: f64) -> f64 {
        let share = if self.x_span > 0.0 { (x - self.x_min) / self.x_span } else { 0.5 };
        round(LEFT + share * (WIDTH - LEFT - RIGHT))
    }

    pub(super) fn y(&self, y: f64) -> f64 {
        let share = (y - self.y_min) / (self.y_max - self.y_min);
        round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM))
    }

    /// Height and label of each line of the grid, at most seven.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let steps = (self.y_max - self.y_min) / self.step;
        let step = self.step * (steps / 6.0).ceil().max(1.0);
        let mut value = self.y_min;
        let mut ticks = Vec::new();
        while value <= self.y_max {
            ticks.push((self.y(value), format!("{value:.0}")));
            value += step;
        }
        ticks
    }

    /// The line of one series; a gap where a value is missing. Where several points stand closer together than anybody sees,
    /// first, lowest, highest and last are drawn: no peak gets lost, however many years there are.
    pub(super) fn path(&self, points: &[Point], series: usize) -> String {
        let mut path = String::new();
        let mut pen_down = false;
        for place in points.chunk_by(|one, other| self.place(one.x) == self.place(other.x)) {
            let values =
                place.iter().filter_map(|it| Some((it.x, it.values.get(series).copied().flatten()?)));
            let outline = outline(values);
            if outline.is_empty() {
                pen_down = false;
            }
            for (x, value) in outline {
                path.push(if pen_down { 'L' } else { 'M' });
                path.push_str(&format!("{} {}", self.x(x), self.y(value)));
                pen_down = true;
            }
        }
        path
    }

    /// Half a unit of the drawing: on a wide screen about a pixel.
    #[expect(clippy::cast_possible_truncation, reason = "the drawing is 360 units wide")]
    fn place(&self, x: f64) -> i32 {
        (self.x(x) * 2.0) as i32
    }

    /// The dots of the point that is being read: series, x, y.
    pub(super) fn dots(&self, points: &[Point], current: usize) -> Vec<(usize, f64, f64)> {
        let Some(point) = points.get(current) else { return Vec::new() };
        let values = point.values.iter().enumerate();
        values.filter_map(|(index, value)| Some((index, self.x(point.x), self.y((*value)?)))).collect()
    }
}

/// First, lowest, highest and last of some values, in their order.
fn outline(values: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut found: Option<[(usize, f64, f64); 4]> = None;
    for (index, (x, value)) in values.enumerate() {
        let it = (index, x, value);
        let [first, lowest, highest, _] = found.unwrap_or([it; 4]);
        let lowest = if value < lowest.2 { it } else { lowest };
        let highest = if value > highest.2 { it } else { highest };
        found = Some([first, lowest, highest, it]);
    }
    let mut kept = found.map(Vec::from).unwrap_or_default();
    kept.sort_by_key(|(index, ..)| *index);
    kept.dedup_by_key(|(index, ..)| *index);
    kept.into_iter().map(|(_, x, value)| (x, value)).collect()
}

fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |bounds, value| {
        let (low, high) = bounds.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::super::Label;
    use super::*;

    fn point(x: f64, values: &[Option<f64>]) -> Point {
        Point { x, label: Label::Text(String::new()), values: values.to_vec() }
    }

    #[test]
    fn all_values_lie_inside_the_drawing() {
        let points = [point(0.0, &[Some(181.0), Some(99.0)]), point(5.0, &[Some(120.0), Some(61.0)])];
        let scale = Scale::new(&points, 20.0);
        for value in [181.0, 61.0] {
            assert!((TOP..=HEIGHT - BOTTOM).contains(&scale.y(value)), "{value} is outside");
        }
        assert!(scale.ticks().len() <= 8);
    }

    #[test]
    fn a_missing_value_is_a_gap_and_not_a_zero() {
        let points = [point(0.0, &[Some(70.0)]), point(1.0, &[None]), point(2.0, &[Some(72.0)])];
        assert_eq!(Scale::new(&points, 20.0).path(&points, 0).matches('M').count(), 2);
    }

    #[test]
    fn many_years_keep_their_peaks_in_a_short_line() {
        let mut points: Vec<Point> =
            (0..15_000).map(|at| point(f64::from(at), &[Some(130.0 + f64::from(at % 7))])).collect();
        points[7_351].values = vec![Some(211.0)];
        points[7_353].values = vec![Some(71.0)];
        let scale = Scale::new(&points, 20.0);
        let path = scale.path(&points, 0);
        for peak in [211.0, 71.0] {
            assert!(path.contains(&format!(" {}", scale.y(peak))), "{peak} is not drawn");
        }
        assert!(path.matches(['M', 'L']).count() < 4_000, "{} corners", path.matches(['M', 'L']).count());
    }

    #[test]
    fn a_few_points_are_all_drawn() {
        let points: Vec<Point> = (0..90).map(|at| point(f64::from(at), &[Some(f64::from(at))])).collect();
        assert_eq!(Scale::new(&points, 20.0).path(&points, 0).matches(['M', 'L']).count(), 90);
    }

    #[test]
    fn a_single_value_stands_in_the_middle() {
        let points = [point(7.0, &[Some(70.0)])];
        let x = Scale::new(&points, 20.0).x(7.0);
        assert!(x > LEFT + 100.0 && x < WIDTH - 100.0);
    }
}
