//! The veil: the background, blurred, and let through where a person is. Drawn over the picture, it hides the room.

use crate::model::ModelError;
use crate::network::Network;

/// The background becomes the mean of so many pixels to both sides, three times over each axis.
const REACH: usize = 7;
/// One of so many.
const SHARE: f32 = 1.0 / 15.0;
/// Below the first a pixel is background, above the second a person; in between it is a little of both.
const DOUBT: [f32; 2] = [0.25, 0.75];
/// How much of the last mask stays: a border that flickers catches the eye.
const STAYS: f32 = 0.3;

/// Makes veils for the pictures of one camera.
pub(crate) struct Veiler {
    network: Network,
    mask: Vec<f32>,
}

impl Veiler {
    /// Reads a model.
    ///
    /// # Errors
    /// [`ModelError`].
    pub fn read(model: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { network: Network::read(model)?, mask: Vec::new() })
    }

    /// Width and height of the pictures.
    pub const fn size(&self) -> (usize, usize) {
        let shape = self.network.input();
        (shape.width, shape.height)
    }

    /// The veil of a picture, as large as that; both are four bytes for each pixel: red, green, blue, and how opaque it is.
    /// `None` for a picture of another size.
    pub fn veil(&mut self, rgba: &[u8]) -> Option<Vec<u8>> {
        let (width, height) = self.size();
        let (pixels, []) = rgba.as_chunks::<4>() else { return None };
        if pixels.len() != width * height {
            return None;
        }
        // A camera that is switched off gives black. There is nobody, and nothing to hide.
        if pixels.iter().all(|[red, green, blue, _]| red.max(green).max(blue) < &8) {
            self.mask.clear();
            return Some([0, 0, 0, u8::MAX].repeat(pixels.len()));
        }
        let values = pixels.iter().flat_map(|[red, green, blue, _]| [red, green, blue]);
        let person = self.network.run(values.map(|value| f32::from(*value) / 255.0));
        if self.mask.len() == person.len() {
            for (mask, now) in self.mask.iter_mut().zip(person) {
                *mask = now + (*mask - now) * STAYS;
            }
        } else {
            self.mask.clear();
            self.mask.extend_from_slice(person);
        }
        Some(cover(pixels, &self.mask, width))
    }
}

/// Blurs what is not a person. Colours of the person stay out of it: else they would shine around their borders.
fn cover(pixels: &[[u8; 4]], mask: &[f32], width: usize) -> Vec<u8> {
    let room: Vec<f32> = mask.iter().map(|person| 1.0 - smooth(*person)).collect();
    let mut field: Vec<[f32; 4]> = pixels
        .iter()
        .zip(&room)
        .map(|([red, green, blue, _], room)| {
            // Not quite nothing: where a person fills the picture there would be no colour at all.
            let weight = room + 0.001;
            [f32::from(*red) * weight, f32::from(*green) * weight, f32::from(*blue) * weight, weight]
        })
        .collect();
    let mut turned = vec![[0.0; 4]; field.len()];
    let height = field.len() / width.max(1);
    for _ in 0..3 {
        soften(&field, width, &mut turned);
        soften(&turned, height, &mut field);
    }
    let shade = |([red, green, blue, weight], room): ([f32; 4], &f32)| {
        [byte(red / weight), byte(green / weight), byte(blue / weight), byte(room * 255.0)]
    };
    field.into_iter().zip(&room).flat_map(shade).collect()
}

/// Sums up along each row, and lays the rows as columns. A sum of fewer at a border has as much less weight.
fn soften(rows: &[[f32; 4]], width: usize, columns: &mut [[f32; 4]]) {
    let height = rows.len() / width.max(1);
    for (y, row) in rows.chunks_exact(width.max(1)).enumerate() {
        let mut sum = [0.0; 4];
        for pixel in row.iter().take(REACH) {
            accumulate(&mut sum, pixel, SHARE);
        }
        let (mut entering, mut leaving) = (row.iter().skip(REACH), row.iter());
        for (x, to) in columns.iter_mut().skip(y).step_by(height.max(1)).enumerate() {
            if let Some(pixel) = entering.next() {
                accumulate(&mut sum, pixel, SHARE);
            }
            if x > REACH
                && let Some(pixel) = leaving.next()
            {
                accumulate(&mut sum, pixel, -SHARE);
            }
            *to = sum;
        }
    }
}

fn accumulate(sum: &mut [f32; 4], pixel: &[f32; 4], share: f32) {
    for (sum, value) in sum.iter_mut().zip(pixel) {
        *sum += value * share;
    }
}

/// 0 below [`DOUBT`], 1 above it, and a curve without corners between.
fn smooth(value: f32) -> f32 {
    let [low, high] = DOUBT;
    let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// The nearest byte.
fn byte(value: f32) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 255, and no number becomes 0"
    )]
    let byte = value.round().clamp(0.0, 255.0) as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{MODELS, drawing};

    /// How much the red of the pixels of a square differs: 0 for one colour.
    fn contrast(rgba: &[u8], width: usize, [x, y]: [usize; 2]) -> u8 {
        let reds = (y..y + 24).flat_map(|y| (x..x + 24).map(move |x| rgba[(y * width + x) * 4]));
        reds.clone().max().unwrap() - reds.min().unwrap()
    }

    #[test]
    fn the_room_is_hidden_and_the_face_is_not() {
        for model in MODELS {
            let mut veiler = Veiler::read(model).unwrap();
            let (width, height) = veiler.size();
            let picture = drawing(width, height);
            let veil = veiler.veil(&picture).unwrap();
            assert_eq!(veil.len(), picture.len());
            let at = |x: usize, y: usize| <[u8; 4]>::try_from(&veil[(y * width + x) * 4..][..4]).unwrap();
            assert_eq!(at(width / 2, height * 2 / 5)[3], 0, "the face is let through");
            assert_eq!(at(width / 2, height - 4)[3], 0, "and the body");
            for [x, y] in [[4, 4], [width - 30, 4], [4, height / 3]] {
                assert_eq!(at(x, y)[3], u8::MAX, "the wall is hidden");
                assert!(contrast(&picture, width, [x, y]) >= 50, "it has a pattern");
                assert!(contrast(&veil, width, [x, y]) <= 8, "of which nothing is left");
            }
        }
    }

    #[test]
    fn the_colours_of_a_person_do_not_shine_around_them() {
        let (width, red, grey) = (64, [255, 0, 0, 255], [100, 100, 100, 255]);
        let is_person = |index: usize| (24..40).contains(&(index % width));
        let pixels: Vec<[u8; 4]> = (0..width * 32).map(|it| if is_person(it) { red } else { grey }).collect();
        let mask: Vec<f32> = (0..width * 32).map(|it| if is_person(it) { 1.0 } else { 0.0 }).collect();
        let veil = cover(&pixels, &mask, width);
        let beside = &veil[(16 * width + 22) * 4..][..4];
        assert!(beside[0] <= 106 && beside[1] >= 98 && beside[3] == u8::MAX, "{beside:?}");
        assert_eq!(veil[(16 * width + 32) * 4 + 3], 0);
    }

    #[test]
    fn a_camera_that_is_off_stays_black() {
        let mut veiler = Veiler::read(MODELS[0]).unwrap();
        let (width, height) = veiler.size();
        veiler.veil(&drawing(width, height)).unwrap();
        let veil = veiler.veil(&vec![0; width * height * 4]).unwrap();
        assert!(veil.as_chunks().0.iter().all(|pixel| *pixel == [0, 0, 0, u8::MAX]));
    }

    #[test]
    fn a_picture_of_another_size_has_no_veil() {
        let mut veiler = Veiler::read(MODELS[0]).unwrap();
        let (width, height) = veiler.size();
        for size in [0, 4, width * height * 4 - 4, width * height * 4 - 1, width * height * 4 + 4] {
            assert_eq!(veiler.veil(&vec![9; size]), None, "{size}");
        }
    }
}
