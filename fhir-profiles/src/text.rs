//! Text as FHIR allows it: no control characters, no empty strings, no blanks at the ends.

use std::borrow::Cow;

use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine as _, alphabet};

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

/// Base64 with padding. Source: RFC 4648, section 4. Bits behind the last byte are not looked at: files of others have them.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// Bytes as text.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// The bytes of such a text; none where it is not Base64, or has blanks.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
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
    fn base64_comes_back_and_what_is_none_is_refused() {
        for bytes in [&b""[..], b"f", b"fo", b"foo"] {
            assert_eq!(from_base64(&to_base64(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(from_base64("Zh==").as_deref(), Some(&b"f"[..]), "bits behind the last byte");
        for wrong in ["Zg=", "Zg", "Z===", "Zm9v\n", "Zm 9", "Zm-_"] {
            assert_eq!(from_base64(wrong), None, "{wrong:?}");
        }
    }
}
