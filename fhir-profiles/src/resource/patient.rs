//! The patient.

use uuid::Uuid;

use super::{Head, own_identifier, profile};
use crate::input::{Gender, Patient, PersonName};
use crate::terms::{
    INSURANCE_NUMBER, OFFICIAL_GENDER, OFFICIAL_GENDER_CODES, OWN_NAME, STATUTORY_INSURANCE, concept,
};
use crate::writer::Writer;

/// Writes a `Patient` under the identity `id`.
pub(crate) fn write<W: Writer>(writer: &mut W, id: Uuid, patient: &Patient) {
    Head { id, profile: profile!("Patient"), version: 1, updated_at: patient.updated_at }.write(writer);
    writer.begin_list("identifier");
    if let Some(number) = &patient.insurance_number {
        writer.item("identifier", |writer| {
            concept(writer, "type", &[STATUTORY_INSURANCE]);
            writer.token("system", INSURANCE_NUMBER);
            writer.text("value", number);
        });
    }
    writer.item("identifier", |writer| own_identifier(writer, id));
    writer.end_list("identifier");
    if let Some(name) = &patient.name {
        writer.list("name", [name], write_name);
    }
    if let Some(gender) = patient.gender {
        write_gender(writer, gender);
    }
    if let Some(date) = patient.birth_date {
        writer.token("birthDate", &date.to_string());
    }
}

fn write_name<W: Writer>(writer: &mut W, name: &PersonName) {
    writer.token("use", "official");
    writer.text("text", &format!("{} {}", name.given.trim(), name.family.trim()));
    writer.extended_text("family", &name.family, |writer| {
        writer.begin_list("extension");
        writer.extension(OWN_NAME, |writer| writer.text("valueString", &name.family));
        writer.end_list("extension");
    });
    writer.text_list("given", &name.given);
}

fn write_gender<W: Writer>(writer: &mut W, gender: Gender) {
    let Some((code, display)) = gender.official() else {
        return writer.token("gender", gender.code());
    };
    writer.extended_text("gender", gender.code(), |writer| {
        writer.begin_list("extension");
        writer.extension(OFFICIAL_GENDER, |writer| {
            writer.object("valueCoding", |writer| {
                writer.token("system", OFFICIAL_GENDER_CODES);
                writer.token("code", code);
                writer.token("display", display);
            });
        });
        writer.end_list("extension");
    });
}
