//! Drawing a page.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use crate::Picture;

/// Longest page, in pixels: a strip of paper of any length must not fill the memory.
const LONGEST: f32 = 4_000.0;

/// The page on white, `width` pixels wide, or less where it would be too long.
pub(crate) fn draw(pdf: &Pdf, page: usize, width: u16) -> Option<Picture> {
    let page = pdf.pages().get(page)?;
    let (wide, high) = page.render_dimensions();
    if !(wide >= 1.0 && high >= 1.0 && wide.is_finite() && high.is_finite()) {
        return None;
    }
    let scale = (f32::from(width) / wide).min(LONGEST / high).min(LONGEST / wide);
    let settings =
        RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let pixmap = render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    Some(Picture { width: pixmap.width(), height: pixmap.height(), rgba: pixmap.data_as_u8_slice().to_vec() })
}
