//! Reading a `.tflite` file: its tensors, and the steps that lead from the picture to the mask.
//!
//! Field numbers and codes are those of TensorFlow Lite's schema, version 3.

use half::f16;

use crate::flat::Table;
use crate::operators::{Convolution, Depthwise, Unfold};

/// What each of the codes is.
mod code {
    pub const ADD: i32 = 0;
    pub const AVERAGE_POOL: i32 = 1;
    pub const CONVOLUTION: i32 = 3;
    pub const DEPTHWISE: i32 = 4;
    pub const DEQUANTIZE: i32 = 6;
    pub const LOGISTIC: i32 = 14;
    pub const MULTIPLY: i32 = 18;
    pub const RELU: i32 = 19;
    pub const RESIZE: i32 = 23;
    pub const CUSTOM: i32 = 32;
    pub const MEAN: i32 = 40;
    pub const HARD_SWISH: i32 = 117;
}

/// `MediaPipe`'s own operator: its options are padding, and the stride of both axes, as three integers.
const UNFOLD: (&[u8], [u8; 12]) = (b"Convolution2DTransposeBias", [1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0]);
/// Types of tensors.
const FLOAT: u8 = 0;
const HALF: u8 = 1;
/// No side and no number of channels is larger.
const LARGEST: usize = 1024;
/// No picture has more values: whatever a file says, memory stays within bounds.
const MOST: usize = 1 << 21;

/// Why a file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ModelError {
    /// It is not a whole model.
    #[error("the file is damaged")]
    Damaged,
    /// It computes with something that this module does not know.
    #[error("step {0} of the model is not known here")]
    Unknown(usize),
}

/// How large a picture is. One row after the other, in each one pixel after the other, in each its channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Rows.
    pub height: usize,
    /// Pixels of a row.
    pub width: usize,
    /// Values of a pixel.
    pub channels: usize,
}

impl Shape {
    /// Number of values.
    pub const fn size(self) -> usize {
        self.height * self.width * self.channels
    }

    /// A row of a picture.
    pub fn row(self, picture: &[f32], row: usize) -> Option<&[f32]> {
        let length = self.width * self.channels;
        picture.get(row * length..(row + 1) * length)
    }

    /// A pixel of a picture.
    pub fn pixel(self, picture: &[f32], row: usize, column: usize) -> Option<&[f32]> {
        self.row(picture, row)?.get(column * self.channels..(column + 1) * self.channels)
    }

    /// As a file says it: one picture, rows, pixels, channels.
    fn read(numbers: &[i32]) -> Option<Self> {
        let [1, height, width, channels] = *numbers else { return None };
        let number = |value: i32| usize::try_from(value).ok().filter(|value| (1..=LARGEST).contains(value));
        let shape = Self { height: number(height)?, width: number(width)?, channels: number(channels)? };
        (shape.size() <= MOST).then_some(shape)
    }
}

/// What a step does.
pub(crate) enum Operator {
    Convolution(Convolution),
    Depthwise(Depthwise),
    Unfold(Unfold),
    Relu,
    HardSwish,
    Logistic,
    Mean,
    Plus,
    Times,
    Resize,
}

/// One step: it reads one or two tensors and writes another.
pub(crate) struct Step {
    pub operator: Operator,
    pub reads: Vec<usize>,
    pub writes: usize,
}

/// What a file says.
pub(crate) struct Model {
    /// The shape of every tensor that is a picture.
    pub shapes: Vec<Option<Shape>>,
    /// In their order.
    pub steps: Vec<Step>,
    pub input: usize,
    pub output: usize,
}

impl Model {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ModelError`].
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = File::open(bytes).ok_or(ModelError::Damaged)?;
        let shapes: Vec<_> = file.tensors.iter().map(|tensor| Shape::read(&tensor.integers(0)?)).collect();
        let mut steps: Vec<Step> = Vec::new();
        for (index, step) in file.steps.iter().enumerate() {
            if file.code(*step).is_some_and(|(code, _)| code == code::DEQUANTIZE) {
                continue;
            }
            let step = file.step(*step, &shapes).ok_or(ModelError::Unknown(index))?;
            // Each step reads what is there by then: the picture, or what a step before it wrote.
            let there =
                |tensor: &usize| *tensor == file.input || steps.iter().any(|step| step.writes == *tensor);
            if !step.reads.iter().all(there) || there(&step.writes) {
                return Err(ModelError::Damaged);
            }
            steps.push(step);
        }
        let ends = steps.last().is_some_and(|step| step.writes == file.output);
        let is = |tensor: usize, channels| {
            shapes.get(tensor).is_some_and(|shape| shape.is_some_and(|shape| shape.channels == channels))
        };
        if !ends || !is(file.input, 3) || !is(file.output, 1) {
            return Err(ModelError::Damaged);
        }
        let (input, output) = (file.input, file.output);
        Ok(Self { shapes, steps, input, output })
    }
}

/// The tables of a file.
struct File<'a> {
    codes: Vec<Table<'a>>,
    buffers: Vec<Table<'a>>,
    tensors: Vec<Table<'a>>,
    steps: Vec<Table<'a>>,
    input: usize,
    output: usize,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let root = Table::root(bytes).filter(|_| bytes.get(4..8) == Some(b"TFL3"))?;
        let [graph] = *root.tables(2)? else { return None };
        let one = |list: Vec<i32>| match *list {
            [number] => usize::try_from(number).ok(),
            _ => None,
        };
        Some(Self {
            codes: root.tables(1)?,
            buffers: root.tables(4)?,
            tensors: graph.tables(0)?,
            steps: graph.tables(3)?,
            input: one(graph.integers(1)?)?,
            output: one(graph.integers(2)?)?,
        })
    }

    /// What a step is, and its name if it is one of another maker.
    fn code(&self, step: Table<'a>) -> Option<(i32, &'a [u8])> {
        let entry = self.codes.get(usize::try_from(step.integer(0)).ok()?)?;
        // The first field is from the time when a byte was enough.
        Some((entry.integer(3).max(i32::from(entry.byte(0))), entry.bytes(1)))
    }

    fn step(&self, step: Table<'a>, shapes: &[Option<Shape>]) -> Option<Step> {
        let (code, name) = self.code(step)?;
        let tensors = |field: usize| -> Option<Vec<usize>> {
            step.integers(field)?.into_iter().map(|tensor| usize::try_from(tensor).ok()).collect()
        };
        let (mut reads, writes) = (tensors(1)?, tensors(2)?);
        let [writes] = *writes else { return None };
        let shape = |tensor: usize| shapes.get(tensor).copied().flatten();
        let (from, to) = (shape(*reads.first()?)?, shape(writes)?);
        let options = step.table(4);
        let weights = |index: usize| self.weights(*reads.get(index)?);
        let (operator, pictures) = match code {
            code::CONVOLUTION => {
                let (side, stride) = window(options?, self.side(*reads.get(1)?)?, from, to, 3)?;
                let made = Convolution::new(side, stride, &weights(1)?, &weights(2)?)?;
                let fits = made.depth() == side * side * from.channels && made.channels() == to.channels;
                (Operator::Convolution(fits.then_some(made)?), 1)
            }
            code::DEPTHWISE => {
                let (side, stride) = window(options?, self.side(*reads.get(1)?)?, from, to, 4)?;
                let made = Depthwise::new(side, stride, weights(1)?, weights(2)?)?;
                let fits = made.channels() == from.channels && from.channels == to.channels;
                (Operator::Depthwise(fits.then_some(made)?), 1)
            }
            code::CUSTOM => {
                let doubled = Shape { height: from.height * 2, width: from.width * 2, channels: 1 };
                let made = Unfold::new(weights(1)?, &weights(2)?)?;
                let known = (name, step.bytes(5)) == (UNFOLD.0, &UNFOLD.1);
                let fits = known && to == doubled && made.channels() == from.channels;
                (Operator::Unfold(fits.then_some(made)?), 1)
            }
            code::RELU | code::HARD_SWISH | code::LOGISTIC => {
                let operator = match code {
                    code::RELU => Operator::Relu,
                    code::HARD_SWISH => Operator::HardSwish,
                    _ => Operator::Logistic,
                };
                ((from == to).then_some(operator)?, 1)
            }
            code::MEAN | code::AVERAGE_POOL => {
                let all = code == code::MEAN || pools_all(options?, from);
                let fits = all && to == (Shape { height: 1, width: 1, ..from });
                (fits.then_some(Operator::Mean)?, 1)
            }
            code::ADD | code::MULTIPLY => {
                let other = shape(*reads.get(1)?)?;
                let activated = options.is_some_and(|options| options.byte(0) != 0);
                let operator = match code {
                    code::ADD => (other == from).then_some(Operator::Plus)?,
                    _ => (other == Shape { height: 1, width: 1, ..from }).then_some(Operator::Times)?,
                };
                ((from == to && !activated).then_some(operator)?, 2)
            }
            code::RESIZE => {
                let half_pixels = options.is_some_and(|options| options.byte(2) == 0 && options.byte(3) != 0);
                ((half_pixels && from.channels == to.channels).then_some(Operator::Resize)?, 1)
            }
            _ => return None,
        };
        reads.truncate(pictures);
        Some(Step { operator, reads, writes })
    }

    /// Rows and columns of a patch, which are as many.
    fn side(&self, tensor: usize) -> Option<usize> {
        let shape = self.tensors.get(tensor)?.integers(0)?;
        let [_, rows, columns, _] = *shape else { return None };
        usize::try_from(rows).ok().filter(|rows| rows == &usize::from(u8::try_from(columns).unwrap_or(0)))
    }

    /// The values of a tensor that is part of the file, also where it is kept in half as many bits.
    fn weights(&self, tensor: usize) -> Option<Vec<f32>> {
        let dequantized = self.steps.iter().find(|step| {
            let is = self.code(**step).is_some_and(|(code, _)| code == code::DEQUANTIZE);
            is && step.integers(2).is_some_and(|written| written == [i32::try_from(tensor).unwrap_or(-1)])
        });
        let source = match dequantized {
            Some(step) => usize::try_from(*step.integers(1)?.first()?).ok()?,
            None => tensor,
        };
        let kept = self.tensors.get(source)?;
        let bytes = self.buffers.get(usize::try_from(kept.integer(2)).ok()?)?.bytes(0);
        let values: Vec<f32> = match kept.byte(1) {
            FLOAT => bytes.as_chunks().0.iter().map(|each| f32::from_le_bytes(*each)).collect(),
            HALF => bytes.as_chunks().0.iter().map(|each| f16::from_le_bytes(*each).to_f32()).collect(),
            _ => return None,
        };
        (!values.is_empty()).then_some(values)
    }
}

/// Side and stride of a patch, if output and input fit: nothing is cut off at the borders, or nothing could be. `activation` is
/// the field of a function applied to the result, which must be none.
fn window(
    options: Table<'_>,
    side: usize,
    from: Shape,
    to: Shape,
    activation: usize,
) -> Option<(usize, usize)> {
    let stride = usize::try_from(options.integer(1)).ok().filter(|stride| (1..=LARGEST).contains(stride))?;
    let reaches = |from: usize, to: usize| from.div_ceil(stride) == to;
    let whole = options.byte(0) == 0 || side == 1;
    let even = options.integer(1) == options.integer(2) && options.byte(activation) == 0;
    let fits = whole && even && reaches(from.height, to.height) && reaches(from.width, to.width);
    fits.then_some((side, stride))
}

/// Whether a mean is taken over the whole picture: padding, strides, width and height, and a function that must be none.
fn pools_all(options: Table<'_>, from: Shape) -> bool {
    let size = [options.integer(3), options.integer(4)].map(|number| usize::try_from(number).unwrap_or(0));
    size == [from.width, from.height] && options.byte(5) == 0
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::drawing::MODELS;

    #[test]
    fn the_models_are_those_whose_source_is_named() {
        let source = include_str!("../../../../assets/models/README.md");
        for model in MODELS {
            let hash: Vec<String> = Sha256::digest(model).iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(source.contains(&hash.concat()), "{}", hash.concat());
        }
    }

    #[test]
    fn a_file_that_is_cut_off_or_empty_is_no_model() {
        let whole = MODELS[0];
        for length in (0..whole.len()).step_by(997).chain([1, 4, 8, whole.len() / 2]) {
            assert!(Model::read(&whole[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_damaged_file_is_refused_or_read_and_never_a_panic() {
        let whole = MODELS[0];
        let mut damaged = whole.to_vec();
        // The tables lie at the end, behind the weights.
        for at in (0..64).chain((whole.len() - 30_000..whole.len()).step_by(61)) {
            for value in [0, 0x7f, 0xff] {
                damaged[at] = value;
                let _ = crate::network::Network::read(&damaged);
                damaged[at] = whole[at];
            }
        }
    }

    #[test]
    fn a_step_that_is_not_known_is_named() {
        let mut other = MODELS[0].to_vec();
        let name = UNFOLD.0;
        let at = other.windows(name.len()).position(|part| part == name).unwrap();
        other[at] = b'X';
        assert_eq!(Model::read(&other).err(), Some(ModelError::Unknown(244)));
    }
}
