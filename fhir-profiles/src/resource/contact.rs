//! A doctor with the practice: three resources.

use uuid::Uuid;

use super::observation::{Subject, head, meta};
use super::{own_identifier, profile, reference};
use crate::input::{Contact, Entry, Practice};
use crate::terms::{BSNR, Coding, LANR, OWN_NAME, PHYSICIAN_NUMBER, PREFIX_QUALIFIER, SITE_NUMBER, concept};
use crate::writer::Writer;

/// Writes a `PractitionerRole` of `practitioner` in `practice`.
pub(crate) fn write_role<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    contact: &Contact,
    (practitioner, practice): (Uuid, Uuid),
) {
    head(writer, subject, entry, profile!("PractitionerRole"));
    reference(writer, "practitioner", practitioner);
    reference(writer, "organization", practice);
    if !crate::text::is_blank(&contact.specialty) {
        writer.list("specialty", [&contact.specialty], |writer, text| writer.text("text", text));
    }
}

/// Writes a `Practitioner`.
pub(crate) fn write_person<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, contact: &Contact) {
    meta(writer, subject, entry, profile!("Practitioner"));
    write_identifiers(writer, subject.id, contact.physician_number.as_deref(), (LANR, PHYSICIAN_NUMBER));
    writer.list("name", [contact], |writer, contact| {
        let name = &contact.name;
        writer.token("use", "official");
        let whole = format!("{} {} {}", contact.title.trim(), name.given.trim(), name.family.trim());
        writer.text("text", &whole);
        writer.extended_text("family", &name.family, |writer| {
            writer.begin_list("extension");
            writer.extension(OWN_NAME, |writer| writer.text("valueString", &name.family));
            writer.end_list("extension");
        });
        writer.text_list("given", &name.given);
        if !crate::text::is_blank(&contact.title) {
            writer.extended_text_list("prefix", &contact.title, |writer| {
                writer.begin_list("extension");
                writer.extension(PREFIX_QUALIFIER, |writer| writer.token("valueCode", "AC"));
                writer.end_list("extension");
            });
        }
    });
}

/// Writes the `Organization` of a practice.
pub(crate) fn write_practice<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    practice: &Practice,
) {
    meta(writer, subject, entry, profile!("Organization"));
    write_identifiers(writer, subject.id, practice.site_number.as_deref(), (BSNR, SITE_NUMBER));
    writer.text("name", &practice.name);
    if !crate::text::is_blank(&practice.phone) {
        writer.list("telecom", [&practice.phone], |writer, phone| {
            writer.token("system", "phone");
            writer.text("value", phone);
        });
    }
}

fn write_identifiers<W: Writer>(
    writer: &mut W,
    id: Uuid,
    number: Option<&str>,
    (kind, system): (Coding, &'static str),
) {
    writer.begin_list("identifier");
    if let Some(number) = number {
        writer.item("identifier", |writer| {
            concept(writer, "type", &[kind]);
            writer.token("system", system);
            writer.text("value", number);
        });
    }
    writer.item("identifier", |writer| own_identifier(writer, id));
    writer.end_list("identifier");
}
