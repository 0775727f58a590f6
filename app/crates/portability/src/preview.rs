//! What a file would bring, before anything is taken over.

use std::collections::BTreeMap;

pub use heilsam_records::kind::KindOf;
use jiff::Timestamp;
use serde::Serialize;

/// What becomes of the things of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PreviewCount {
    /// Are taken over and understood.
    pub taken: usize,
    /// Are kept as they came, and go along with the next export.
    pub kept: usize,
    /// Are there already.
    pub known: usize,
}

/// What a file would bring.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Whether it is the open format of this app; else MIO DiGA.
    pub open: bool,
    /// Version of the format.
    pub version: String,
    /// The app that wrote it; empty if the file does not say it.
    pub sender: String,
    /// Whose data it is, as the file says it; empty parts are left out.
    pub person: Vec<String>,
    /// The reported period.
    pub period: Option<(Timestamp, Timestamp)>,
    /// By kind.
    pub kinds: BTreeMap<KindOf, PreviewCount>,
    /// Records that would be written.
    pub records: usize,
    /// How many of them the patient had removed: they come back.
    pub again: usize,
    /// How many of them appear in the diary.
    pub in_diary: usize,
    /// How many of them are kept because they have no other place.
    pub in_documents: usize,
    /// Acts of consent in the file: they hold for the account that they were given in.
    pub consents: usize,
}
