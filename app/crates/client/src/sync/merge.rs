//! Merging two edits of one record is the business of whoever knows the payload.

use heilsam_crypto::keys::CollectionKind;

/// What became of two edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// One payload that holds both edits.
    One(Vec<u8>),
    /// They contradict each other: theirs stays, ours becomes a record of its own with this payload.
    Both(Vec<u8>),
}

/// Merges `(kind, base, ours, theirs)`; `base` is what both edits started from, if it is known.
pub type Merge = fn(CollectionKind, Option<&[u8]>, &[u8], &[u8]) -> Merged;
