//! A document as an attachment.

use super::observation::{Subject, head, moment};
use super::{instant, profile, reference, reference_list};
use crate::input::{Document, Entry};
use crate::writer::Writer;

/// Writes a `DocumentReference` that holds the document.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, document: &Document) {
    head(writer, subject, entry, profile!("DocumentReference"));
    writer.token("status", "current");
    reference(writer, "subject", subject.patient);
    writer.token("date", &instant(entry.measured_at));
    if let Some(person) = subject.person {
        reference_list(writer, "author", [person]);
    }
    writer.text("description", &entry.note);
    writer.list("content", [document], |writer, document| {
        writer.object("attachment", |writer| {
            writer.text("contentType", &document.content_type);
            writer.text("data", &document.data);
            writer.text("title", &document.title);
            writer.token("creation", &moment(entry));
        });
    });
}
