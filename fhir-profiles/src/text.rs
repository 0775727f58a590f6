//! Text as FHIR allows it: no control characters, no empty strings, no blanks at the ends.

use std::borrow::Cow;

/// Whether nothing visible is left of a text.
pub(crate) fn is_blank(text: &str) -> bool {
    clean(text).is_empty()
}

/// Trims a text and takes out the characters that XML 1.0 and FHIR strings cannot carry.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.chars().all(is_allowed) {
        return Cow::Borrowed(trimmed);
    }
    let kept: String = trimmed.chars().filter(|character| is_allowed(*character)).collect();
    Cow::Owned(kept.trim().to_owned())
}

/// Source: XML 1.0, production `Char`; FHIR R4, data type `string`.
fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_outer_blanks_are_taken_out() {
        assert_eq!(clean("  Kopfweh\u{0}\u{1b}\n am Abend \u{fffe}"), "Kopfweh\n am Abend");
        assert!(is_blank(" \u{7}\u{200a} "));
    }
}
