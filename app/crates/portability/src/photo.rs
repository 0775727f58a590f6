//! A picture of the diary as a document, and back.

use std::collections::HashMap;

use base64ct::{Base64, Encoding};
use fhir_profiles::{Author, Document, Entry, EntryValue, document_identity, identity};
use heilsam_domain::RecordId;
use heilsam_records::photo::is_bare;
use uuid::Uuid;

use crate::ids;
use crate::records::{PhotoData, Source};
use crate::sources::Words;

const JPEG: &str = "image/jpeg";
/// The title where there are no words: an export never fails for want of them.
const NAME: &str = "photo.jpg";

/// A picture as it is stored.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The record of the diary that it belongs to.
    pub(crate) record: RecordId,
    pub(crate) version: u32,
    /// The file in Base64.
    pub(crate) jpeg: String,
}

/// The picture of an entry as a document, made and written down when the entry was. `None` for what is no picture.
pub(crate) fn export(entry: &Entry, picture: Picture, words: &Words) -> Option<Entry> {
    Base64::decode_vec(&picture.jpeg).ok().filter(|file| !file.is_empty())?;
    let title = if words.photo.is_empty() { NAME } else { &words.photo };
    let document = Document { title: title.to_owned(), content_type: JPEG.to_owned(), data: picture.jpeg };
    Some(Entry {
        id: ids::photo(identity(entry)?),
        version: picture.version,
        recorded_at: entry.recorded_at,
        measured_at: entry.measured_at,
        utc_offset_minutes: entry.utc_offset_minutes,
        // Whoever or whatever measured: the picture was taken by the patient.
        author: Author::Patient,
        value: EntryValue::Document(Box::new(document)),
        note: words.photo_of.clone(),
    })
}

/// Where the pictures of a file belong.
#[derive(Debug, Default)]
pub(crate) struct Album(HashMap<Uuid, RecordId>);

impl Album {
    /// Remembers the record of the diary that holds the entry with this identity.
    pub(crate) fn add(&mut self, entry: Uuid, record: RecordId) {
        self.0.insert(document_identity(ids::photo(entry)), record);
    }

    /// The record of the diary that a document is the picture of.
    pub(crate) fn record(&self, entry: &Entry) -> Option<RecordId> {
        self.0.get(&identity(entry)?).copied()
    }
}

/// Whether an entry is a picture that the diary could hold, as far as it can be seen without reading it.
pub(crate) fn is_picture(entry: &Entry) -> bool {
    matches!(entry.value.own(), EntryValue::Document(document) if document.content_type == JPEG)
}

/// What the diary keeps of a picture; `None` for a file that says something beside the picture, or is too large.
pub(crate) fn data(entry: &Entry, record: RecordId) -> Option<PhotoData> {
    let EntryValue::Document(document) = entry.value.own() else { return None };
    let file = Base64::decode_vec(&document.data).ok()?;
    let source = Some(Source { id: record, version: entry.version, names: None });
    is_bare(&file).then(|| PhotoData { v: 1, jpeg: Some(document.data.clone()), source })
}
