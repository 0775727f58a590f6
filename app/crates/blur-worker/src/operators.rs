//! What the network computes with, by the definitions of TensorFlow Lite. A picture is rows of pixels, a pixel so many channels.
//!
//! Sums run over eight channels side by side: that is what a browser's SIMD takes at once.

use crate::model::Shape;

#[cfg(test)]
mod tests;

/// Channels that are summed side by side.
const LANES: usize = 8;

type Lanes = [f32; LANES];

/// A convolution: of a patch of `side` by `side` pixels, every `stride` pixels, each channel of the output sums up everything.
pub(crate) struct Convolution {
    side: usize,
    stride: usize,
    blocks: Vec<Block>,
}

/// Eight channels of an output.
struct Block {
    bias: Lanes,
    /// For every value of a patch its weight in each of the eight.
    weights: Vec<Lanes>,
}

impl Convolution {
    /// `weights` by output channel, row, column and input channel. `None` unless outputs come in eights.
    pub fn new(side: usize, stride: usize, weights: &[f32], bias: &[f32]) -> Option<Self> {
        let (biases, rest) = bias.as_chunks::<LANES>();
        let depth = weights.len().checked_div(bias.len())?;
        if !rest.is_empty() || stride == 0 || depth == 0 || depth * bias.len() != weights.len() {
            return None;
        }
        let blocks = biases.iter().zip(weights.chunks_exact(depth * LANES)).map(|(bias, outputs)| {
            let mut turned = vec![Lanes::default(); depth];
            for (lane, output) in outputs.chunks_exact(depth).enumerate() {
                for (to, from) in turned.iter_mut().zip(output) {
                    if let Some(to) = to.get_mut(lane) {
                        *to = *from;
                    }
                }
            }
            Block { bias: *bias, weights: turned }
        });
        Some(Self { side, stride, blocks: blocks.collect() })
    }

    /// Values of a patch.
    pub fn depth(&self) -> usize {
        self.blocks.first().map_or(0, |block| block.weights.len())
    }

    /// Channels of the output.
    pub fn channels(&self) -> usize {
        self.blocks.len() * LANES
    }

    /// Fills `output`; `patches` is room to work in.
    pub fn run(&self, input: &[f32], from: Shape, output: &mut [f32], to: Shape, patches: &mut Vec<f32>) {
        if self.side == 1 && self.stride == 1 {
            return self.sum_up(input, output);
        }
        patches.clear();
        let (rows, columns) = (self.window(from.height, to.height), self.window(from.width, to.width));
        for y in 0..to.height {
            for x in 0..to.width {
                for row in rows.taps(y) {
                    for column in columns.taps(x) {
                        match row.zip(column).and_then(|(row, column)| from.pixel(input, row, column)) {
                            Some(pixel) => patches.extend_from_slice(pixel),
                            None => patches.resize(patches.len() + from.channels, 0.0),
                        }
                    }
                }
            }
        }
        self.sum_up(patches, output);
    }

    fn window(&self, length: usize, outputs: usize) -> Window {
        Window::of(self.side, self.stride, length, outputs)
    }

    fn sum_up(&self, patches: &[f32], output: &mut [f32]) {
        let (depth, channels) = (self.depth(), self.channels());
        for (four, sums) in patches.chunks(4 * depth).zip(output.chunks_mut(4 * channels)) {
            if four.len() == 4 * depth && sums.len() == 4 * channels {
                self.sum_four(four, sums);
            } else {
                for (one, sums) in four.chunks_exact(depth).zip(sums.chunks_exact_mut(channels)) {
                    self.sum_one(one, sums);
                }
            }
        }
    }

    /// Four patches at once: every weight is fetched once for all of them.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn sum_four(&self, patches: &[f32], output: &mut [f32]) {
        let (ab, cd) = patches.split_at(patches.len() / 2);
        let ((a, b), (c, d)) = (ab.split_at(ab.len() / 2), cd.split_at(cd.len() / 2));
        let (ab, cd) = output.split_at_mut(output.len() / 2);
        let half = ab.len() / 2;
        let ((to_a, to_b), (to_c, to_d)) = (ab.split_at_mut(half), cd.split_at_mut(half));
        let first = self.blocks.iter().zip(to_a.as_chunks_mut().0).zip(to_b.as_chunks_mut().0);
        let all = first.zip(to_c.as_chunks_mut().0).zip(to_d.as_chunks_mut().0);
        for ((((block, to_a), to_b), to_c), to_d) in all {
            let [mut sum_a, mut sum_b, mut sum_c, mut sum_d] = [block.bias; 4];
            for ((((weights, a), b), c), d) in block.weights.iter().zip(a).zip(b).zip(c).zip(d) {
                add(&mut sum_a, weights, *a);
                add(&mut sum_b, weights, *b);
                add(&mut sum_c, weights, *c);
                add(&mut sum_d, weights, *d);
            }
            (*to_a, *to_b, *to_c, *to_d) = (sum_a, sum_b, sum_c, sum_d);
        }
    }

    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn sum_one(&self, patch: &[f32], output: &mut [f32]) {
        for (block, to) in self.blocks.iter().zip(output.as_chunks_mut().0) {
            let mut sum = block.bias;
            for (weights, value) in block.weights.iter().zip(patch) {
                add(&mut sum, weights, *value);
            }
            *to = sum;
        }
    }
}

#[inline]
fn add(sum: &mut Lanes, weights: &Lanes, value: f32) {
    for (sum, weight) in sum.iter_mut().zip(weights) {
        *sum += weight * value;
    }
}

/// A convolution in which every channel keeps to itself.
pub(crate) struct Depthwise {
    side: usize,
    stride: usize,
    /// By row, column and channel.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Depthwise {
    /// `None` when the numbers do not fit each other.
    pub fn new(side: usize, stride: usize, weights: Vec<f32>, bias: Vec<f32>) -> Option<Self> {
        let fits = stride > 0 && !bias.is_empty() && weights.len() == side * side * bias.len();
        fits.then_some(Self { side, stride, weights, bias })
    }

    /// Channels of input and output.
    pub fn channels(&self) -> usize {
        self.bias.len()
    }

    /// Fills `output`.
    pub fn run(&self, input: &[f32], from: Shape, output: &mut [f32], to: Shape) {
        let channels = self.channels();
        let rows = Window::of(self.side, self.stride, from.height, to.height);
        let columns = Window::of(self.side, self.stride, from.width, to.width);
        for (y, row) in output.chunks_exact_mut(to.width * channels).enumerate() {
            for pixel in row.chunks_exact_mut(channels) {
                pixel.copy_from_slice(&self.bias);
            }
            for (tap, weights) in rows.taps(y).zip(self.weights.chunks_exact(self.side * channels)) {
                let Some(line) = tap.and_then(|tap| from.row(input, tap)) else { continue };
                for (x, pixel) in row.chunks_exact_mut(channels).enumerate() {
                    for (tap, weights) in columns.taps(x).zip(weights.chunks_exact(channels)) {
                        let Some(tap) = tap else { continue };
                        if let Some(values) = line.get(tap * channels..(tap + 1) * channels) {
                            multiply_add(pixel, values, weights);
                        }
                    }
                }
            }
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn multiply_add(sum: &mut [f32], values: &[f32], weights: &[f32]) {
    for ((sum, value), weight) in sum.iter_mut().zip(values).zip(weights) {
        *sum += value * weight;
    }
}

/// Which pixels of an axis a patch takes in ("SAME" padding: as far outside on both ends, one more at the far end).
struct Window {
    side: usize,
    stride: usize,
    before: usize,
    length: usize,
}

impl Window {
    fn of(side: usize, stride: usize, length: usize, outputs: usize) -> Self {
        let reach = outputs.saturating_sub(1) * stride + side;
        Self { side, stride, before: reach.saturating_sub(length) / 2, length }
    }

    /// The pixels for one output; `None` for what lies outside.
    fn taps(&self, output: usize) -> impl Iterator<Item = Option<usize>> {
        let start = output * self.stride;
        (start..start + self.side).map(|at| at.checked_sub(self.before).filter(|at| *at < self.length))
    }
}

/// Puts two by two pixels of one channel into the place of each pixel ("transposed convolution" with a patch of 2, stride 2).
pub(crate) struct Unfold {
    /// By row and column of the four, and channel of the input.
    weights: Vec<f32>,
    bias: f32,
}

impl Unfold {
    /// `None` unless there are four times the same number of weights.
    pub fn new(weights: Vec<f32>, bias: &[f32]) -> Option<Self> {
        let [bias] = *bias else { return None };
        let fits = !weights.is_empty() && weights.len().is_multiple_of(4);
        fits.then_some(Self { weights, bias })
    }

    /// Channels of the input.
    pub fn channels(&self) -> usize {
        self.weights.len() / 4
    }

    /// Fills `output`.
    pub fn run(&self, input: &[f32], from: Shape, output: &mut [f32]) {
        let channels = self.channels();
        let lines = input.chunks_exact(from.width * channels);
        for (line, two) in lines.zip(output.chunks_exact_mut(from.width * 4)) {
            for (row, weights) in
                two.chunks_exact_mut(from.width * 2).zip(self.weights.chunks_exact(channels * 2))
            {
                let (left, right) = weights.split_at(channels);
                for (pixel, two) in line.chunks_exact(channels).zip(row.as_chunks_mut().0) {
                    *two = [self.bias + product(pixel, left), self.bias + product(pixel, right)];
                }
            }
        }
    }
}

fn product(values: &[f32], weights: &[f32]) -> f32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// Functions of one value.
pub(crate) mod each {
    /// Nothing below zero.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub fn relu(input: &[f32], output: &mut [f32]) {
        for (to, from) in output.iter_mut().zip(input) {
            *to = from.max(0.0);
        }
    }

    /// `x * min(max(x + 3, 0), 6) / 6`.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub fn hard_swish(input: &[f32], output: &mut [f32]) {
        for (to, from) in output.iter_mut().zip(input) {
            *to = from * (from + 3.0).clamp(0.0, 6.0) * (1.0 / 6.0);
        }
    }

    /// `1 / (1 + e^-x)`.
    pub fn logistic(input: &[f32], output: &mut [f32]) {
        for (to, from) in output.iter_mut().zip(input) {
            *to = 1.0 / (1.0 + (-from).exp());
        }
    }
}

/// The mean of every channel over all pixels.
pub(crate) fn mean(input: &[f32], output: &mut [f32]) {
    output.fill(0.0);
    let mut number = 0.0_f32;
    for pixel in input.chunks_exact(output.len().max(1)) {
        number += 1.0;
        for (sum, value) in output.iter_mut().zip(pixel) {
            *sum += value;
        }
    }
    for sum in output {
        *sum /= number;
    }
}

/// Adds two pictures of the same size.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn plus(one: &[f32], other: &[f32], output: &mut [f32]) {
    for ((to, one), other) in output.iter_mut().zip(one).zip(other) {
        *to = one + other;
    }
}

/// Multiplies every pixel by one, channel by channel.
pub(crate) fn times(pixels: &[f32], factors: &[f32], output: &mut [f32]) {
    let channels = factors.len().max(1);
    for (to, from) in output.chunks_exact_mut(channels).zip(pixels.chunks_exact(channels)) {
        multiply(to, from, factors);
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn multiply(output: &mut [f32], values: &[f32], factors: &[f32]) {
    for ((to, value), factor) in output.iter_mut().zip(values).zip(factors) {
        *to = value * factor;
    }
}

/// Makes a picture larger or smaller, each pixel a mixture of its four neighbours ("half pixel centers").
pub(crate) fn resize(input: &[f32], from: Shape, output: &mut [f32], to: Shape) {
    let (rows, columns) = (axis(from.height, to.height), axis(from.width, to.width));
    for ((upper, lower, down), line) in rows.iter().zip(output.chunks_exact_mut(to.width * to.channels)) {
        let (Some(above), Some(below)) = (from.row(input, *upper), from.row(input, *lower)) else { continue };
        for ((left, right, across), pixel) in columns.iter().zip(line.chunks_exact_mut(to.channels)) {
            let (left, right) = (left * from.channels, right * from.channels);
            let corners = [above.get(left..), above.get(right..), below.get(left..), below.get(right..)];
            let [Some(a), Some(b), Some(c), Some(d)] = corners else { continue };
            mix(pixel, [a, b, c, d], *across, *down);
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn mix(pixel: &mut [f32], [a, b, c, d]: [&[f32]; 4], across: f32, down: f32) {
    for ((((to, a), b), c), d) in pixel.iter_mut().zip(a).zip(b).zip(c).zip(d) {
        let (above, below) = (a + (b - a) * across, c + (d - c) * across);
        *to = above + (below - above) * down;
    }
}

/// For every place of an axis the two it lies between, and how far it is on the way to the second.
fn axis(from: usize, to: usize) -> Vec<(usize, usize, f32)> {
    // Twice as fine, all is in integers: place `x` lies at (2x + 1) * from / (2 to) - 1/2.
    let place = |x: usize| {
        let doubled = ((2 * x + 1) * from).saturating_sub(to);
        let (whole, rest) = (doubled / (2 * to), doubled % (2 * to));
        let share = |number: usize| u16::try_from(number).map_or(0.0, f32::from);
        let last = from.saturating_sub(1);
        (whole.min(last), (whole + 1).min(last), share(rest) / share(2 * to))
    };
    (0..to).map(place).collect()
}
