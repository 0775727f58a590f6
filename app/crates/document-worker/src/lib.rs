//! The module that reads a PDF somebody sent in a call: does it hold anything that could run, and how does a page look.
//!
//! `app/web/document-worker.js` loads it in a worker, when a PDF is sent or comes in and not before. It draws; it runs
//! nothing, follows no link and fetches nothing.

mod active;
mod draw;

use hayro::hayro_syntax::Pdf;
use wasm_bindgen::prelude::wasm_bindgen;

/// A PDF that could be read.
#[wasm_bindgen]
pub struct Sheets {
    pdf: Pdf,
}

/// A drawn page: `width * height` pixels of four bytes.
#[wasm_bindgen]
pub struct Picture {
    width: u16,
    height: u16,
    rgba: Vec<u8>,
}

#[wasm_bindgen]
impl Sheets {
    /// Reads a PDF; `undefined` for what is none, is locked, or has no page.
    #[must_use]
    pub fn open(bytes: Vec<u8>) -> Option<Self> {
        let pdf = Pdf::new(bytes).ok()?;
        (!pdf.pages().is_empty()).then_some(Self { pdf })
    }

    /// Whether it holds programs, attachments or forms that send something.
    #[must_use]
    pub fn active(&self) -> bool {
        active::is_active(&self.pdf)
    }

    /// How many pages it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Draws a page (from 0) so many pixels wide; `undefined` for one that is not there.
    #[must_use]
    pub fn draw(&self, page: usize, width: u16) -> Option<Picture> {
        draw::draw(&self.pdf, page, width)
    }
}

#[wasm_bindgen]
impl Picture {
    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u16 {
        self.height
    }

    /// The pixels, row by row.
    #[must_use]
    pub fn rgba(&self) -> Vec<u8> {
        self.rgba.clone()
    }
}

#[cfg(test)]
mod tests;
