//! The records of an account as they are stored, and what a page says beside them.
//!
//! These forms are the open format: `assets/formats/records-1.schema.json` describes them for others. A stored form never
//! changes; a new one gets a new number in `v`.

use fhir_profiles::{ConsentReceipt, Entry};
pub use heilsam_domain::NameScope;
use heilsam_domain::RecordId;
pub use heilsam_records::pieces::Piece;
pub use heilsam_records::{Account, App, Collection, Head, Receipt};
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::programme::Course;
use heilsam_therapy::questionnaire::State;
use heilsam_therapy::scoring::ScoreResult;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A record as a page hands it in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored<T> {
    /// The record.
    pub id: RecordId,
    /// Its newest version, from 1 on.
    pub version: u32,
    /// In the open format: the scope under which the account that it comes from names medicines, devices and practices. The
    /// names stand in the file themselves, so it gives away nothing more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<NameScope>,
    /// What the version holds.
    pub data: T,
    /// The values in the reader's language, where a file has no field of its own for them; no part of the open format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A version of a diary record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DiaryData {
    /// Number of this form: 1.
    pub v: u8,
    /// When this version was written.
    pub recorded_at: Timestamp,
    /// Offset of the patient's clock from UTC, in minutes.
    pub utc_offset_minutes: i16,
    /// The entry; absent: deleted.
    pub entry: Option<DiaryEntry>,
    /// The resource that it came from, as long as nobody changed the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Box<Entry>>,
    /// The resource that the pulse of a blood pressure came from, beside that of the pressure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported_pulse: Option<Box<Entry>>,
    /// The record in the account that it came from: files name it as that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A version of a questionnaire's record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssessmentData {
    /// Number of this form: 1.
    pub v: u8,
    /// The answers; absent: taken back.
    pub assessment: Option<FilledIn>,
    /// As in [`DiaryData`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A questionnaire as it was filled in, once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilledIn {
    /// Name of the questionnaire, such as `phq-9`.
    pub questionnaire: String,
    /// The answers so far.
    pub state: State,
    /// The result, once it is finished and if it has a scoring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ScoreResult>,
}

/// A version of the record of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TherapyData {
    /// Number of this form: 1.
    pub v: u8,
    /// The way through the programme.
    pub course: Course,
    /// As in [`DiaryData`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A version of a record with something from a file: whole, or a piece of it; neither: removed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentData {
    /// Number of this form: 1.
    pub v: u8,
    /// The whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Box<Entry>>,
    /// A piece of the JSON of an [`Entry`] that is too long for one record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub piece: Option<Piece>,
    /// As in [`DiaryData`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl DocumentData {
    /// Whether it holds something; without, the patient removed it.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.entry.is_some() || self.piece.is_some()
    }
}

/// A version of the record of a picture, which has the id of its diary entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoData {
    /// Number of this form: 1.
    pub v: u8,
    /// The JPEG file in Base64; absent: taken away.
    pub jpeg: Option<String>,
    /// As in [`DiaryData`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// A version of the record of an appointment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AppointmentData {
    /// Number of this form: 1.
    pub v: u8,
    /// The appointment; absent: taken off the list.
    pub appointment: Option<AppointmentFacts>,
    /// As in [`DiaryData`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Box<Entry>>,
    /// As in [`DiaryData`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// What a file says of an appointment: nothing that opens its waiting room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentFacts {
    /// When it begins.
    pub begins_at: Timestamp,
    /// How the patient calls the practice.
    pub practice: String,
    /// What the patient wants to say or ask.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether nursing staff or a relative is to be there.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub with_carer: bool,
    /// Whether the patient cancelled it.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub cancelled: bool,
    /// When the patient came back from the video consultation, if both sides proved in it who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_at: Option<Timestamp>,
}

/// A record of another account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its id there.
    pub id: RecordId,
    /// Its version there when it was brought along.
    pub version: u32,
    /// The scope of names there: what it knows by a name keeps its id, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<NameScope>,
}

/// What the forms of all collections have in common.
pub(crate) trait Data {
    /// Where the record came from, if it came from another account.
    fn source(&self) -> Option<Source>;
}

macro_rules! data {
    ($($name:ident),+) => {
        $(impl Data for $name {
            fn source(&self) -> Option<Source> {
                self.source
            }
        })+
    };
}

data!(DiaryData, AssessmentData, TherapyData, DocumentData, PhotoData, AppointmentData);

/// Id and version under which files name a record.
pub(crate) fn outside<T: Data>(stored: &Stored<T>) -> Source {
    match stored.data.source() {
        Some(source) => Source { version: later(source.version, stored.version), ..source },
        None => Source { id: stored.id, version: stored.version, names: None },
    }
}

/// The version outside of this account: its first one here is the one that came.
pub(crate) fn later(came: u32, here: u32) -> u32 {
    came.saturating_add(here).saturating_sub(1)
}

/// An act of consent as the consent file holds it.
pub(crate) fn receipt(receipt: &Receipt) -> ConsentReceipt {
    ConsentReceipt { consent: receipt.consent.clone(), signature: receipt.signature.clone() }
}
