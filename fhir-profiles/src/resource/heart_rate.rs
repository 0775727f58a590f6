//! Heart rate.

use super::observation::{self, Subject};
use super::types::note;
use super::{Built, profile};
use crate::Decimal;
use crate::input::Entry;
use crate::mdc::{self, codings};
use crate::terms::{HEART_RATE, PER_MINUTE};

/// An `Observation_Heart_Rate`; `words` is empty where the note belongs to another observation.
pub(crate) fn build(subject: Subject, entry: &Entry, per_minute: &Decimal, words: &str) -> Built {
    let code = codings(entry, HEART_RATE, Some(mdc::PULSE_RATE));
    let mut observation = observation::vital_sign(subject, entry, profile!("Observation_Heart_Rate"), &code)?;
    observation.value = observation::number(per_minute.as_str(), PER_MINUTE);
    observation.note = note(words);
    Ok(observation.into())
}
