//! Merging two edits, by what the record holds.

use heilsam_crypto::keys::CollectionKind;

use crate::appointment::kept;
use crate::sync::Merged;
use crate::{assessment, diary, outcome, photo, therapy};

/// Merges two edits of a record of this kind; what nobody here can read becomes two records.
pub(crate) fn merge(kind: CollectionKind, base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
    match kind {
        CollectionKind::Diary => diary::merge(base, ours, theirs),
        CollectionKind::Therapy => therapy::merge(base, ours, theirs),
        CollectionKind::Assessments => assessment::merge(base, ours, theirs),
        CollectionKind::Outcome => outcome::merge(base, ours, theirs),
        CollectionKind::Appointments => kept::merge(base, ours, theirs),
        CollectionKind::Photos => photo::merge(ours, theirs),
        // Both devices removed it, or took over the same file.
        CollectionKind::Documents if ours == theirs => Merged::One(theirs.to_vec()),
        CollectionKind::Medication
        | CollectionKind::Documents
        | CollectionKind::Consents
        | CollectionKind::PracticeCalendar
        | CollectionKind::Share => Merged::Both(ours.to_vec()),
    }
}
