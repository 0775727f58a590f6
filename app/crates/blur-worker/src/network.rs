//! Running the network.

use crate::model::{Model, ModelError, Operator, Shape, Step};
use crate::operators::{each, mean, plus, resize, times};

/// The network and room to work in, which is used again for every picture.
pub(crate) struct Network {
    steps: Vec<Planned>,
    rooms: Vec<Vec<f32>>,
    patches: Vec<f32>,
    input: (usize, Shape),
    output: (usize, Shape),
}

/// A step, with the room of each tensor.
struct Planned {
    operator: Operator,
    /// The one it reads, and another, for those that read two.
    from: (usize, Shape),
    and: usize,
    to: (usize, Shape),
}

impl Network {
    /// Reads a model.
    ///
    /// # Errors
    /// [`ModelError`].
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let model = Model::read(bytes)?;
        let (plan, rooms) = plan(&model).ok_or(ModelError::Damaged)?;
        let find = |tensor: usize| place(&model, &plan, tensor).ok_or(ModelError::Damaged);
        let (input, output) = (find(model.input)?, find(model.output)?);
        let mut steps = Vec::with_capacity(model.steps.len());
        let places: Vec<_> = model
            .steps
            .iter()
            .map(|step| {
                let and = *step.reads.last()?;
                Some((
                    place(&model, &plan, *step.reads.first()?)?,
                    place(&model, &plan, and)?.0,
                    place(&model, &plan, step.writes)?,
                ))
            })
            .collect();
        for (step, places) in model.steps.into_iter().zip(places) {
            let (from, and, to) = places.ok_or(ModelError::Damaged)?;
            steps.push(Planned { operator: step.operator, from, and, to });
        }
        let rooms = rooms.into_iter().map(|size| vec![0.0; size]).collect();
        Ok(Self { steps, rooms, patches: Vec::new(), input, output })
    }

    /// How large the picture has to be.
    pub const fn input(&self) -> Shape {
        self.input.1
    }

    /// How certainly each pixel belongs to a person, from 0 to 1. `picture` gives values of red, green, blue from 0 to 1.
    pub fn run(&mut self, picture: impl Iterator<Item = f32>) -> &[f32] {
        if let Some(room) = self.rooms.get_mut(self.input.0) {
            for (to, from) in room.iter_mut().zip(picture) {
                *to = from;
            }
        }
        for step in &self.steps {
            step.run(&mut self.rooms, &mut self.patches);
        }
        let (room, shape) = self.output;
        self.rooms.get(room).and_then(|room| room.get(..shape.size())).unwrap_or_default()
    }
}

impl Planned {
    fn run(&self, rooms: &mut [Vec<f32>], patches: &mut Vec<f32>) {
        let Some(mut written) = rooms.get_mut(self.to.0).map(core::mem::take) else { return };
        let (from, to) = (self.from.1, self.to.1);
        let read = |room: usize, size: usize| rooms.get(room).and_then(|room| room.get(..size));
        if let (Some(input), Some(output)) = (read(self.from.0, from.size()), written.get_mut(..to.size())) {
            let other = rooms.get(self.and).map(Vec::as_slice).unwrap_or_default();
            match &self.operator {
                Operator::Convolution(convolution) => convolution.run(input, from, output, to, patches),
                Operator::Depthwise(depthwise) => depthwise.run(input, from, output, to),
                Operator::Unfold(unfold) => unfold.run(input, from, output),
                Operator::Relu => each::relu(input, output),
                Operator::HardSwish => each::hard_swish(input, output),
                Operator::Logistic => each::logistic(input, output),
                Operator::Mean => mean(input, output),
                Operator::Plus => plus(input, other, output),
                Operator::Times => times(input, other.get(..to.channels).unwrap_or_default(), output),
                Operator::Resize => resize(input, from, output, to),
            }
        }
        if let Some(room) = rooms.get_mut(self.to.0) {
            *room = written;
        }
    }
}

fn place(model: &Model, plan: &[Option<usize>], tensor: usize) -> Option<(usize, Shape)> {
    Some((plan.get(tensor).copied().flatten()?, model.shapes.get(tensor).copied().flatten()?))
}

/// A room for every tensor, and the size of every room. A room is free again after the last step that reads it.
fn plan(model: &Model) -> Option<(Vec<Option<usize>>, Vec<usize>)> {
    let mut plan = vec![None; model.shapes.len()];
    let mut rooms: Vec<usize> = Vec::new();
    let mut free: Vec<usize> = Vec::new();
    let mut settle = |tensor: usize, free: &mut Vec<usize>, plan: &mut Vec<Option<usize>>| -> Option<()> {
        let size = model.shapes.get(tensor).copied().flatten()?.size();
        // The free room that comes closest to the size.
        let best = free
            .iter()
            .enumerate()
            .min_by_key(|(_, room)| rooms.get(**room).map_or(usize::MAX, |has| has.abs_diff(size)));
        let room = if let Some(index) = best.map(|(index, _)| index) {
            free.swap_remove(index)
        } else {
            rooms.push(0);
            rooms.len() - 1
        };
        let has = rooms.get_mut(room)?;
        *has = size.max(*has);
        *plan.get_mut(tensor)? = Some(room);
        Some(())
    };
    settle(model.input, &mut free, &mut plan)?;
    for (index, step) in model.steps.iter().enumerate() {
        settle(step.writes, &mut free, &mut plan)?;
        let later = model.steps.get(index + 1..).unwrap_or_default();
        let is_read = |tensor: usize| later.iter().any(|step: &Step| step.reads.contains(&tensor));
        let mut done: Vec<usize> = step.reads.iter().copied().filter(|tensor| !is_read(*tensor)).collect();
        done.sort_unstable();
        done.dedup();
        free.extend(done.into_iter().filter_map(|tensor| plan.get(tensor).copied().flatten()));
    }
    Some((plan, rooms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{MODELS, drawing};

    /// What `MediaPipe` 0.10.21 says of the drawing: rows, columns and values where it is in doubt, and the mean of all.
    const WIDE: ([(usize, usize, f32); 16], f64) = (
        [
            (24, 125, 0.0900),
            (29, 115, 0.1018),
            (37, 147, 0.1833),
            (48, 104, 0.4117),
            (66, 106, 0.2393),
            (70, 147, 0.7314),
            (78, 112, 0.1870),
            (83, 138, 0.6806),
            (90, 137, 0.2000),
            (95, 108, 0.0550),
            (100, 97, 0.0973),
            (107, 88, 0.6592),
            (115, 174, 0.9216),
            (125, 74, 0.1880),
            (136, 184, 0.8939),
            (143, 187, 0.0631),
        ],
        0.189_723_97,
    );
    const OTHER: ([(usize, usize, f32); 16], f64) = (
        [
            (43, 127, 0.1062),
            (49, 109, 0.0615),
            (60, 158, 0.7067),
            (76, 88, 0.2962),
            (107, 169, 0.2233),
            (124, 162, 0.8938),
            (135, 157, 0.1567),
            (156, 112, 0.3769),
            (165, 151, 0.0570),
            (170, 161, 0.8313),
            (178, 74, 0.0600),
            (186, 191, 0.6405),
            (200, 48, 0.3339),
            (217, 218, 0.8896),
            (238, 28, 0.1270),
            (255, 230, 0.0998),
        ],
        0.334_907_15,
    );

    #[test]
    fn both_models_give_what_their_maker_s_own_program_gives() {
        for (model, (points, mean)) in MODELS.into_iter().zip([WIDE, OTHER]) {
            let mut network = Network::read(model).unwrap();
            let Shape { width, height, .. } = network.input();
            let picture = drawing(width, height);
            // Twice: nothing of the first picture may be left in the rooms.
            for _ in 0..2 {
                let values = picture.as_chunks::<4>().0.iter().flat_map(|pixel| &pixel[..3]);
                let mask = network.run(values.map(|value| f32::from(*value) / 255.0)).to_vec();
                assert_eq!(mask.len(), width * height);
                for (row, column, expected) in points {
                    let found = mask[row * width + column];
                    assert!((found - expected).abs() < 2e-4, "{row} {column}: {found} and not {expected}");
                }
                let sum: f64 = mask.iter().copied().map(f64::from).sum();
                let found = sum / f64::from(u32::try_from(mask.len()).unwrap());
                assert!((found - mean).abs() < 1e-5, "{found}");
            }
        }
    }
}
