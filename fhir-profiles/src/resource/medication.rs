//! A medicine.

use super::observation::{Subject, head};
use super::profile;
use crate::input::{Entry, Medication};
use crate::terms::{amount, coded};
use crate::writer::Writer;

/// Writes a `Medication`.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, medication: &Medication) {
    head(writer, subject, entry, profile!("Medication"));
    coded(writer, "code", &medication.name);
    if let Some(form) = &medication.form {
        coded(writer, "form", form);
    }
    if medication.ingredients.is_empty() {
        return;
    }
    writer.list("ingredient", &medication.ingredients, |writer, ingredient| {
        coded(writer, "itemCodeableConcept", &ingredient.name);
        if let Some(strength) = &ingredient.strength {
            writer.object("strength", |writer| {
                amount(writer, "numerator", &strength.amount);
                amount(writer, "denominator", &strength.per);
            });
        }
    });
}
