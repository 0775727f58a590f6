//! The project's font: how wide its letters are, and which file has which letter.

use std::collections::HashMap;

use heilsam_report::Measure;
use heilsam_report::shape::Weight;
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use skrifa::instance::Size;
use skrifa::{FontRef, MetadataProvider};

/// A font cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// No WOFF2 file.
    #[error("the file is no WOFF2 font")]
    NotWoff2,
    /// The tables of the font cannot be read.
    #[error("the font cannot be read")]
    Unreadable,
    /// The first font has no question mark: it stands for letters that no font has.
    #[error("the font has no question mark")]
    NoQuestionMark,
}

const WEIGHTS: [(Weight, f32); 2] = [(Weight::Normal, 400.0), (Weight::Bold, 700.0)];

/// A font in two weights, spread over several files.
pub struct Typeface {
    normal: Cut,
    bold: Cut,
}

/// One weight.
struct Cut {
    faces: Vec<Font>,
    letters: HashMap<char, Letter>,
    unknown: Letter,
}

/// Where a letter comes from.
#[derive(Clone, Copy)]
struct Letter {
    face: usize,
    glyph: u32,
    /// Width at size 1.
    advance: f32,
}

/// Letters of one file, in a row.
pub struct Run {
    /// The file with its weight.
    pub font: Font,
    /// The letters; their ranges refer to `text`.
    pub glyphs: Vec<KrillaGlyph>,
    /// What they say.
    pub text: String,
    /// Width at size 1.
    pub advance: f32,
}

impl Typeface {
    /// Reads WOFF2 files with an axis of weight; of a letter that several have, the first counts.
    ///
    /// # Errors
    /// What is wrong with a file.
    pub fn read(files: &[&[u8]]) -> Result<Self, FontError> {
        let decoded = |file: &&[u8]| wuff::decompress_woff2(file).map_err(|_| FontError::NotWoff2);
        let files: Vec<Vec<u8>> = files.iter().map(decoded).collect::<Result<_, _>>()?;
        let [(_, normal), (_, bold)] = WEIGHTS;
        Ok(Self { normal: Cut::new(&files, normal)?, bold: Cut::new(&files, bold)? })
    }

    /// The letters of a line, by the files they come from.
    #[must_use]
    pub fn runs(&self, text: &str, weight: Weight) -> Vec<Run> {
        self.cut(weight).runs(text)
    }

    const fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Normal => &self.normal,
            Weight::Bold => &self.bold,
        }
    }
}

impl Measure for Typeface {
    fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        let cut = self.cut(weight);
        text.chars().filter_map(|letter| cut.letter(letter)).map(|letter| letter.advance * size).sum()
    }
}

impl Cut {
    fn new(files: &[Vec<u8>], weight: f32) -> Result<Self, FontError> {
        let mut faces = Vec::new();
        let mut letters = HashMap::new();
        for (face, file) in files.iter().enumerate() {
            let font = FontRef::new(file).map_err(|_| FontError::Unreadable)?;
            let place = font.axes().location([("wght", weight)]);
            let metrics = font.glyph_metrics(Size::unscaled(), &place);
            let em = f32::from(font.metrics(Size::unscaled(), &place).units_per_em.max(1));
            for (code, glyph) in font.charmap().mappings() {
                if let (Some(letter), Some(advance)) = (char::from_u32(code), metrics.advance_width(glyph)) {
                    let known = Letter { face, glyph: glyph.to_u32(), advance: advance / em };
                    letters.entry(letter).or_insert(known);
                }
            }
            let axis = [(Tag::new(b"wght"), weight)];
            faces.push(Font::new_variable(file.clone().into(), 0, &axis).ok_or(FontError::Unreadable)?);
        }
        let unknown = *letters.get(&'?').ok_or(FontError::NoQuestionMark)?;
        Ok(Self { faces, letters, unknown })
    }

    /// `None` for what takes no room of its own.
    fn letter(&self, letter: char) -> Option<Letter> {
        match self.letters.get(&letter) {
            Some(known) => Some(*known),
            None if joins(letter) => None,
            None => Some(self.unknown),
        }
    }

    fn runs(&self, text: &str) -> Vec<Run> {
        let mut runs: Vec<(usize, Run)> = Vec::new();
        for character in text.chars() {
            let Some(letter) = self.letter(character) else {
                // It belongs to the letter before: what is copied from the page has it.
                if let Some((_, run)) = runs.last_mut() {
                    run.text.push(character);
                    if let Some(glyph) = run.glyphs.last_mut() {
                        glyph.text_range.end = run.text.len();
                    }
                }
                continue;
            };
            if runs.last().is_none_or(|(face, _)| *face != letter.face) {
                let Some(font) = self.faces.get(letter.face) else { continue };
                let run = Run { font: font.clone(), glyphs: Vec::new(), text: String::new(), advance: 0.0 };
                runs.push((letter.face, run));
            }
            if let Some((_, run)) = runs.last_mut() {
                let start = run.text.len();
                run.text.push(character);
                let range = start..run.text.len();
                let glyph = GlyphId::new(letter.glyph);
                run.glyphs.push(KrillaGlyph::new(glyph, letter.advance, 0.0, 0.0, 0.0, range, None));
                run.advance += letter.advance;
            }
        }
        runs.into_iter().map(|(_, run)| run).collect()
    }
}

/// Joiners, marks and selectors that only change the character before them.
const fn joins(character: char) -> bool {
    matches!(
        character,
        '\u{0300}'..='\u{036F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{2064}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: &[u8] = include_bytes!("../../../../assets/fonts/atkinson-hyperlegible-next.woff2");
    const MORE: &[u8] = include_bytes!("../../../../assets/fonts/atkinson-hyperlegible-next-ext.woff2");

    fn typeface() -> Typeface {
        Typeface::read(&[FONT, MORE]).unwrap()
    }

    #[test]
    fn bold_letters_are_wider() {
        let width = |weight| typeface().width("Blutdruck", weight, 10.0);
        assert!(width(Weight::Bold) > width(Weight::Normal));
        assert!((35.0..60.0).contains(&width(Weight::Normal)), "{}", width(Weight::Normal));
    }

    #[test]
    fn the_width_of_a_line_is_that_of_its_runs() {
        let typeface = typeface();
        let text = "Şenay Łukasz misst 135 zu 85";
        let runs: f32 = typeface.runs(text, Weight::Normal).iter().map(|run| run.advance).sum();
        assert!((runs - typeface.width(text, Weight::Normal, 1.0)).abs() < 0.001);
    }

    #[test]
    fn letters_of_other_european_languages_come_from_the_second_file() {
        let runs = typeface().runs("aŞb", Weight::Normal);
        let texts: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["a", "Ş", "b"]);
    }

    #[test]
    fn what_no_file_has_is_a_question_mark_that_still_says_what_it_was() {
        let runs = typeface().runs("ok 👍🏽!", Weight::Normal);
        assert_eq!(runs.len(), 1);
        assert_eq!(runs[0].text, "ok 👍🏽!");
        assert_eq!(runs[0].glyphs.len(), 5, "the colour of the skin is part of the sign");
    }

    #[test]
    fn what_is_no_font_is_refused() {
        assert_eq!(Typeface::read(&[b"no font"]).err(), Some(FontError::NotWoff2));
        assert_eq!(Typeface::read(&[MORE]).err(), Some(FontError::NoQuestionMark));
    }
}
