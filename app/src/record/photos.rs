//! The pictures of entries, as the views see them.

use std::collections::BTreeSet;
use std::rc::Rc;

use heilsam_domain::RecordId;

use super::Record;

/// What becomes of the picture of an entry that is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PhotoWish {
    /// It stays, or there stays none.
    #[default]
    AsItIs,
    /// This JPEG file.
    New(Rc<[u8]>),
    /// It is taken away.
    Without,
}

impl Record {
    /// The picture of an entry, a JPEG file.
    #[must_use]
    pub fn photo(self, id: RecordId) -> Option<Vec<u8>> {
        self.account.watched()?.photo(id)
    }

    /// The entries that have a picture.
    #[must_use]
    pub fn entries_with_photo(self) -> Rc<BTreeSet<RecordId>> {
        self.account.watched().map(|device| device.entries_with_photo()).unwrap_or_default()
    }

    /// How many pictures this version of the app cannot read.
    #[must_use]
    pub fn unreadable_photos(self) -> usize {
        self.account.watched().map(|device| device.unreadable_photos()).unwrap_or_default()
    }
}
