//! Who gave a value, and whether they are there.

use std::collections::HashSet;

use heilsam_domain::RecordId;
use serde::{Deserialize, Serialize};

use super::{Entry, EntryValue};

/// Who gave a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The patient typed it in.
    Patient,
    /// The app received or computed it.
    App,
    /// A device of the patient's measured it: the record with the [`super::Device`].
    Device(RecordId),
    /// Somebody or something else: the record with the [`super::Contact`], or with the device of another DiGA.
    Other(RecordId),
}

/// Records that may stand behind values: people, devices, and what was kept.
#[derive(Clone, Debug, Default)]
pub struct Authors {
    devices: HashSet<RecordId>,
    others: HashSet<RecordId>,
}

impl Authors {
    /// Finds them among these records.
    #[must_use]
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut authors = Self::default();
        for entry in entries {
            match entry.value.own() {
                EntryValue::Device(_) => authors.devices.insert(entry.id),
                EntryValue::Contact(_) | EntryValue::Kept(_) => authors.others.insert(entry.id),
                _ => false,
            };
        }
        authors
    }

    /// Whether an author is there.
    #[must_use]
    pub fn has(&self, author: Author) -> bool {
        match author {
            Author::Patient | Author::App => true,
            Author::Device(record) => self.devices.contains(&record),
            Author::Other(record) => self.devices.contains(&record) || self.others.contains(&record),
        }
    }

    /// The author; the app for one that is not there. It received the value, and nothing is known any more of who gave it: the
    /// patient did not.
    #[must_use]
    pub fn or_app(&self, author: Author) -> Author {
        if self.has(author) { author } else { Author::App }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_value_of_somebody_who_is_gone_was_received_by_the_app() {
        let mut entries = sample::full().entries;
        let is_contact = |entry: &Entry| matches!(entry.value, EntryValue::Contact(_));
        let doctor = entries.iter().find(|it| is_contact(it)).map(|it| Author::Other(it.id)).unwrap();
        assert_eq!(Authors::of(&entries).or_app(doctor), doctor);
        entries.retain(|entry| !is_contact(entry));
        let left = Authors::of(&entries);
        assert_eq!(left.or_app(doctor), Author::App);
        assert_eq!(left.or_app(Author::Patient), Author::Patient);
        let Author::Other(record) = doctor else { panic!("a doctor is somebody else") };
        assert!(!Authors::of(&sample::full().entries).has(Author::Device(record)), "and no device");
    }
}
