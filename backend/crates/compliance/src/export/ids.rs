//! Ids of exported things: the same thing has the same id in every export.

use uuid::Uuid;

/// Name space of all ids, made once at random.
const SPACE: Uuid = Uuid::from_u128(0x6e2d_6a2f_5a0b_4f0e_9c35_28a1_7f0d_93c4);

/// The id of the thing with a name (UUIDv5).
pub(super) fn id(parts: &[&str]) -> String {
    // A byte that no part holds keeps ("a", "bc") and ("ab", "c") apart.
    Uuid::new_v5(&SPACE, parts.join("\u{1f}").as_bytes()).hyphenated().to_string()
}

/// A token as OSCAL wants it: begins with a letter, holds letters, digits, points, hyphens.
pub(super) fn token(parts: &[&str]) -> String {
    parts.join(".")
}
