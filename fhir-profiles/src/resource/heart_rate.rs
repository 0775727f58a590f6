//! Heart rate.

use super::observation::{self, Subject};
use super::profile;
use crate::Decimal;
use crate::input::Entry;
use crate::mdc::{self, codings};
use crate::terms::{HEART_RATE, PER_MINUTE, quantity};
use crate::writer::Writer;

/// Writes an `Observation_Heart_Rate`; `note` is empty where the note belongs to another observation.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    per_minute: &Decimal,
    note: &str,
) {
    let code = codings(entry, HEART_RATE, Some(mdc::PULSE_RATE));
    observation::begin(writer, subject, entry, profile!("Observation_Heart_Rate"), &code);
    quantity(writer, "valueQuantity", per_minute.as_str(), PER_MINUTE);
    observation::note(writer, note);
    observation::device(writer, subject);
}
