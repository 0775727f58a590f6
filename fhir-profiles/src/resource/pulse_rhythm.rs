//! An irregular pulse.

use uuid::Uuid;

use super::observation::{Subject, device, effective, head, performer};
use super::{profile, reference, reference_list};
use crate::input::Entry;
use crate::terms::concept;
use crate::terms::diary::{HEART_RHYTHM, PULSE_IRREGULAR};
use crate::writer::Writer;

/// Writes an `Observation_Free` that is a `pulse-rhythm` of the own profiles; `measured` is the value it was noticed with.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, measured: Option<Uuid>) {
    head(writer, subject, entry, profile!("Observation_Free"));
    writer.token("status", "final");
    concept(writer, "code", &[HEART_RHYTHM]);
    reference(writer, "subject", subject.patient);
    effective(writer, entry);
    performer(writer, subject);
    concept(writer, "valueCodeableConcept", &[PULSE_IRREGULAR]);
    device(writer, subject);
    if let Some(measured) = measured {
        reference_list(writer, "derivedFrom", [measured]);
    }
}
