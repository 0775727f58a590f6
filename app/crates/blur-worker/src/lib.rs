//! The module that finds the person in a camera's picture and blurs what is behind, for cameras that cannot do it themselves.
//!
//! `app/web/blur-worker.js` loads it in a worker, when somebody switches the blur on and not before. Pictures stay in the browser.

#[cfg(test)]
mod drawing;
mod flat;
mod model;
mod network;
mod operators;
mod veil;

use wasm_bindgen::prelude::wasm_bindgen;

/// A network that tells person from background.
#[wasm_bindgen]
pub struct Blur {
    veiler: veil::Veiler,
}

#[wasm_bindgen]
impl Blur {
    /// Reads a model (`assets/models`); `undefined` for what is none, or computes with something that is not known here.
    #[must_use]
    pub fn open(model: &[u8]) -> Option<Self> {
        Some(Self { veiler: veil::Veiler::read(model).ok()? })
    }

    /// Width of the pictures in pixels.
    #[must_use]
    pub fn width(&self) -> usize {
        self.veiler.size().0
    }

    /// Height of the pictures in pixels.
    #[must_use]
    pub fn height(&self) -> usize {
        self.veiler.size().1
    }

    /// The veil of a picture, to be drawn over it: the blurred background, transparent where a person is. Four bytes for each
    /// pixel, before and after; `undefined` for a picture of another size.
    pub fn veil(&mut self, rgba: &[u8]) -> Option<Vec<u8>> {
        self.veiler.veil(rgba)
    }
}
