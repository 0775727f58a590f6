//! Blood pressure.

use super::observation::{self, Subject};
use super::profile;
use crate::Decimal;
use crate::input::Entry;
use crate::terms::{BLOOD_PRESSURE, DIASTOLIC, MM_HG, SYSTOLIC, concept, quantity};
use crate::writer::Writer;

/// Writes an `Observation_Blood_Pressure`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    systolic: &Decimal,
    diastolic: &Decimal,
) {
    observation::begin(writer, subject, entry, profile!("Observation_Blood_Pressure"), &BLOOD_PRESSURE);
    observation::note(writer, &entry.note);
    observation::device(writer, subject);
    writer.list("component", [(SYSTOLIC, systolic), (DIASTOLIC, diastolic)], |writer, (code, value)| {
        concept(writer, "code", &code);
        quantity(writer, "valueQuantity", value.as_str(), MM_HG);
    });
}
