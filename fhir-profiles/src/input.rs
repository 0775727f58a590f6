//! What an export is made of: the decrypted records and the facts about patient and app.

mod assessment;
mod author;
mod care;
mod check;
mod coded;
mod device;
mod diary;
mod gender;
mod kept;
mod medication;
mod plan;
mod value;
mod vital;

use heilsam_domain::{AccountId, RecordId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use assessment::{AnswerValue, AnsweredItem, Assessment, AssessmentAnswers, AssessmentItem, ItemKind};
pub use assessment::{Score, ScoreRange};
pub use author::{Author, Authors};
pub use care::{Appointment, AppointmentStatus, Contact, Document, Practice, Visit};
pub use check::ExportError;
pub(crate) use check::{check, check_count, check_entry, is_offset};
pub use coded::{Amount, Code, Coded};
pub use device::{Device, DeviceKind};
pub use diary::{Mood, NoStep, SkipReason, SkippedDose, Sleep, Step};
pub use gender::Gender;
pub use kept::{Imported, Kept};
pub use medication::{DayTime, Dosage, Ingredient, Intake, Medication, MedicationStatus};
pub use medication::{Severity, SideEffect, Strength};
pub use plan::{Achievement, Activity, CarePlan, Goal, GoalStatus, GoalTarget, PlanStatus, PlannedActivity};
pub use value::EntryValue;
pub use vital::{GlucoseSample, GlucoseUnit, Vital};

/// Everything that goes into one export; the same input gives the same bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportInput {
    /// When the export is made; goes into the document, not into the values.
    pub exported_at: Timestamp,
    /// The reported period (Betrachtungszeitraum); entries outside of it are left out.
    pub period: ReportPeriod,
    /// Whose data it is.
    pub patient: Patient,
    /// The app that makes the export.
    pub diga: Diga,
    /// The records, in any order; at most 200,000 of the period.
    pub entries: Vec<Entry>,
}

/// A period with both ends; both belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportPeriod {
    /// First moment.
    pub start: Timestamp,
    /// Last moment; not before `start`.
    pub end: Timestamp,
}

/// The patient, as far as the account knows and wants to say it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patient {
    /// The patient's account; only an id derived from it leaves the account.
    pub id: AccountId,
    /// When the facts were last changed.
    pub updated_at: Timestamp,
    /// The name; absent for a pseudonymous account.
    #[serde(default)]
    pub name: Option<PersonName>,
    /// Insurance number (KVNR): one capital letter, nine digits, the last one a check digit.
    #[serde(default)]
    pub insurance_number: Option<String>,
    /// Official gender entry.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Date of birth.
    #[serde(default)]
    pub birth_date: Option<Date>,
}

/// A name in the parts that the German profiles know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonName {
    /// All given names, in order, separated by spaces.
    pub given: String,
    /// The family name without prefixes.
    pub family: String,
}

/// The app and its entry in the DiGA directory.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diga {
    /// Number of the prescribable unit (DiGA-VE-ID): eight digits.
    pub prescription_unit_id: String,
    /// Central pharmaceutical number (PZN): eight digits.
    pub pzn: String,
    /// Name that patients know.
    pub name: String,
    /// Version of the software.
    pub version: String,
    /// When these facts were last changed.
    pub updated_at: Timestamp,
    /// Who answers for the app.
    pub manufacturer: Manufacturer,
}

/// The manufacturer of the app.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manufacturer {
    /// Company name.
    pub name: String,
    /// Web address, `https://…`.
    #[serde(default)]
    pub website: Option<String>,
}

/// One decrypted record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Id of the record; only ids derived from it leave the account.
    pub id: RecordId,
    /// Version of the record, from 1 on.
    pub version: u32,
    /// When this version was written.
    pub recorded_at: Timestamp,
    /// When the value was measured, or what else the value's kind says; standing facts: from when on they hold.
    pub measured_at: Timestamp,
    /// Offset of the patient's clock from UTC at the measurement, in minutes (Berlin in summer: 120).
    #[serde(default)]
    pub utc_offset_minutes: i16,
    /// Who gave the value.
    pub author: Author,
    /// The measured values.
    pub value: EntryValue,
    /// What the patient wrote beside it; may be empty.
    #[serde(default)]
    pub note: String,
}
