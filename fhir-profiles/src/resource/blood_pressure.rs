//! Blood pressure.

use super::observation::{self, Subject};
use super::profile;
use crate::Decimal;
use crate::input::Entry;
use crate::mdc::{self, codings};
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
    let code = codings(entry, BLOOD_PRESSURE, Some(mdc::BLOOD_PRESSURE));
    observation::begin(writer, subject, entry, profile!("Observation_Blood_Pressure"), &code);
    observation::note(writer, &entry.note);
    observation::device(writer, subject);
    let systolic = (codings(entry, SYSTOLIC, Some(mdc::SYSTOLIC)), systolic);
    let diastolic = (codings(entry, DIASTOLIC, Some(mdc::DIASTOLIC)), diastolic);
    writer.list("component", [systolic, diastolic], |writer, (code, value)| {
        concept(writer, "code", &code);
        quantity(writer, "valueQuantity", value.as_str(), MM_HG);
    });
}
