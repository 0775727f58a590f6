//! A document as an attachment.

use fhir_sdk::Base64Binary;
use fhir_sdk::r4b::codes::DocumentReferenceStatus;
use fhir_sdk::r4b::resources::{DocumentReference, DocumentReferenceContent};
use fhir_sdk::r4b::types::Attachment;

use super::observation::{Subject, head, moment};
use super::time::instant;
use super::types::{all, one, reference};
use super::{Built, Unwritable, profile};
use crate::input::{Document, Entry};

/// A `DocumentReference` that holds the document.
pub(crate) fn build(subject: Subject, entry: &Entry, document: &Document) -> Built {
    let bytes =
        document.bytes().ok_or_else(|| Unwritable::Shape("a document that is not Base64".to_owned()))?;
    let attachment = Attachment::builder()
        .content_type(document.content_type.clone())
        .data(Base64Binary(bytes))
        .title(document.title.clone())
        .creation(moment(entry)?)
        .build()?;
    let content = DocumentReferenceContent::builder().attachment(attachment).build()?;
    let mut file = DocumentReference::builder()
        .status(DocumentReferenceStatus::Current)
        .content(one(content))
        .build()?;
    head(&mut file, subject, entry, profile!("DocumentReference"))?;
    file.subject = Some(reference(subject.patient));
    file.date = Some(instant(entry.measured_at)?);
    file.author = all(subject.person.map(reference));
    file.description = Some(entry.note.clone());
    Ok(file.into())
}
