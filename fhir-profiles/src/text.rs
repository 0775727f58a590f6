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

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 with padding. Source: RFC 4648, section 4.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = [0, 1, 2].map(|index| chunk.get(index).copied().unwrap_or(0));
        let bits = u32::from_be_bytes([0, group[0], group[1], group[2]]);
        for (index, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = BASE64.get((bits >> shift) as usize & 63).copied().unwrap_or(b'=');
            text.push(if index > chunk.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

/// Whether a text is Base64 with padding, without blanks.
pub(crate) fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_outer_blanks_are_taken_out() {
        assert_eq!(clean("  Kopfweh\u{0}\u{1b}\n am Abend \u{fffe}"), "Kopfweh\n am Abend");
        assert!(is_blank(" \u{7}\u{200a} "));
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(to_base64(bytes.as_bytes()), text);
            assert!(is_base64(text));
        }
        for wrong in ["Zg=", "Zg", "Z===", "Zm9v\n", "Zm 9", "Zm-_"] {
            assert!(!is_base64(wrong), "{wrong:?}");
        }
    }
}
