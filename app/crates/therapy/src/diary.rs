//! Everything a patient can write into the diary.

pub mod activity;
pub mod field;
pub mod intake;
pub mod known;
pub mod mood;
pub mod origin;
pub mod pulse;
pub mod rating;
pub mod side_effect;
pub mod sleep;
pub mod weight;

use heilsam_domain::BloodPressure;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

pub use activity::{Activity, ActivityDraft, ActivityKind, Effort};
pub use field::{Field, FieldError, Problem};
pub use intake::{Amount, AmountUnit, Intake, IntakeDraft, IntakeResult, SkipReason};
pub use known::Known;
pub use mood::Mood;
pub use origin::{DeviceFacts, DeviceFlag, Origin};
pub use pulse::{Pulse, PulseDraft};
pub use rating::Rating;
pub use side_effect::{Effect, Severity, SideEffect, SideEffectDraft};
pub use sleep::{Sleep, SleepDraft};
pub use weight::{Weight, WeightDraft};

/// Longest note, in characters.
pub const NOTE_LIMIT: usize = 2_000;

/// One diary entry, in plain text: exists on the patient's devices only, never on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiaryEntry {
    /// When it was measured, or when what it tells about happened.
    pub measured_at: Timestamp,
    /// What was measured or told.
    pub measurement: Measurement,
    /// A remark in the patient's words; at most [`NOTE_LIMIT`] characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the values come from.
    #[serde(default, skip_serializing_if = "Origin::is_typed")]
    pub origin: Origin,
}

/// A kind of entry with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Measurement {
    /// Blood pressure, with the pulse if it was measured.
    BloodPressure(BloodPressure),
    /// Pulse alone.
    Pulse(Pulse),
    /// Body weight.
    Weight(Weight),
    /// A medicine taken or left out.
    MedicationIntake(Intake),
    /// A side effect or complaint.
    SideEffect(SideEffect),
    /// Movement.
    Activity(Activity),
    /// A night's sleep.
    Sleep(Sleep),
    /// Mood and tension.
    Mood(Mood),
    /// Words alone: they are in the note.
    FreeNote {},
}

/// The kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Blood pressure.
    BloodPressure,
    /// Pulse alone.
    Pulse,
    /// Body weight.
    Weight,
    /// Medication.
    MedicationIntake,
    /// Side effects.
    SideEffect,
    /// Movement.
    Activity,
    /// Sleep.
    Sleep,
    /// Mood.
    Mood,
    /// Free words.
    FreeNote,
}

/// Why an entry cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// It lies in the future.
    #[error("the time lies in the future: check date and time")]
    InFuture,
    /// The note is too long.
    #[error("the note may have at most {NOTE_LIMIT} characters")]
    NoteTooLong,
    /// A free note without words.
    #[error("the note is empty: write something or leave the page")]
    NoteMissing,
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::BloodPressure,
        Self::Pulse,
        Self::Weight,
        Self::MedicationIntake,
        Self::SideEffect,
        Self::Activity,
        Self::Sleep,
        Self::Mood,
        Self::FreeNote,
    ];
}

impl Measurement {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::BloodPressure(_) => Kind::BloodPressure,
            Self::Pulse(_) => Kind::Pulse,
            Self::Weight(_) => Kind::Weight,
            Self::MedicationIntake(_) => Kind::MedicationIntake,
            Self::SideEffect(_) => Kind::SideEffect,
            Self::Activity(_) => Kind::Activity,
            Self::Sleep(_) => Kind::Sleep,
            Self::Mood(_) => Kind::Mood,
            Self::FreeNote {} => Kind::FreeNote,
        }
    }
}

/// How far the patient's clock may be ahead of ours without a question.
const CLOCK_TOLERANCE_SECONDS: i64 = 120;

impl DiaryEntry {
    /// An entry that may be written at `now`; the note is trimmed.
    ///
    /// # Errors
    /// The time lies in the future, the note is too long, or a free note has no words.
    pub fn new(
        measured_at: Timestamp,
        measurement: Measurement,
        note: &str,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Self, EntryError> {
        if measured_at.as_second() > now.as_second() + CLOCK_TOLERANCE_SECONDS {
            return Err(EntryError::InFuture);
        }
        let note = note.trim();
        if note.chars().count() > NOTE_LIMIT {
            return Err(EntryError::NoteTooLong);
        }
        if note.is_empty() && measurement.kind() == Kind::FreeNote {
            return Err(EntryError::NoteMissing);
        }
        Ok(Self { measured_at, measurement, note: note.to_owned(), origin })
    }

    /// The patient's wall clock at the measurement; the offset from UTC is in minutes (Berlin in summer: 120).
    #[must_use]
    pub fn local_time(&self, utc_offset_minutes: i16) -> DateTime {
        let offset = Offset::from_seconds(i32::from(utc_offset_minutes) * 60).unwrap_or(Offset::UTC);
        offset.to_datetime(self.measured_at)
    }
}

#[cfg(test)]
mod tests;
