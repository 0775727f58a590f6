//! Breaking text into lines.

use crate::shape::{Measure, Weight};

/// The lines of a text in a column. Each but the last of a paragraph ends with its space, so that copied text keeps its
/// words apart. A word that is wider than the column is broken; a text without words has no lines.
pub(super) fn wrap(text: &str, weight: Weight, size: f32, width: f32, measure: &impl Measure) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut used = 0.0;
        let space = measure.width(" ", weight, size);
        for word in paragraph.split_whitespace() {
            let word = clean(word);
            for (index, piece) in fitting(&word, weight, size, width, measure).into_iter().enumerate() {
                let wide = measure.width(&piece, weight, size);
                // Further pieces of a broken word begin lines of their own.
                if !line.is_empty() && (index > 0 || used + space + wide > width) {
                    if index == 0 {
                        line.push(' ');
                    }
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    used += space;
                }
                line.push_str(&piece);
                used += wide;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// Without characters that a PDF for archives must not hold: they have no meaning on paper.
fn clean(word: &str) -> String {
    let keep = |character: char| match character {
        '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => None,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Some('\u{FFFD}'),
        other if other.is_control() => None,
        other => Some(other),
    };
    word.chars().filter_map(keep).collect()
}

/// A word in pieces that fit: mostly one.
fn fitting(word: &str, weight: Weight, size: f32, width: f32, measure: &impl Measure) -> Vec<String> {
    if word.is_empty() {
        return Vec::new();
    }
    if measure.width(word, weight, size) <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for character in word.chars() {
        let wide = measure.width(character.encode_utf8(&mut [0; 4]), weight, size);
        if used + wide > width && used > 0.0 {
            pieces.push(String::new());
            used = 0.0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
        used += wide;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every character is as wide as the size.
    struct Even;

    impl Measure for Even {
        fn width(&self, text: &str, _: Weight, size: f32) -> f32 {
            f32::from(u16::try_from(text.chars().count()).unwrap()) * size
        }
    }

    fn lines(text: &str, width: f32) -> Vec<String> {
        wrap(text, Weight::Normal, 1.0, width, &Even)
    }

    #[test]
    fn lines_break_between_words_and_keep_the_space() {
        assert_eq!(lines("eins zwei drei", 9.0), ["eins zwei ", "drei"]);
        assert_eq!(lines("eins\n\n  zwei", 9.0), ["eins", "zwei"]);
        assert!(lines(" \n ", 9.0).is_empty());
    }

    #[test]
    fn a_word_without_end_is_broken() {
        assert_eq!(lines("ab Donaudampf", 5.0), ["ab ", "Donau", "dampf"]);
    }

    #[test]
    fn what_archives_refuse_is_left_out() {
        assert_eq!(lines("a\u{0}b\u{FEFF} \u{E000}", 9.0), ["ab \u{FFFD}"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[a-zäöü \\n]{0,200}", width in 1_u8..30) {
            let found = lines(&text, f32::from(width));
            for line in &found {
                prop_assert!(line.trim_end().chars().count() <= usize::from(width), "{line:?}");
            }
            let letters = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&found.concat()), letters(&text));
        }
    }
}
