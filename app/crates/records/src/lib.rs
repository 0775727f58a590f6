//! What the pages and the module for export and import say to each other about the records of an account.
//!
//! Only these forms are part of the first screen; what maps records to files and back is not.

pub mod kind;
pub mod named;
pub mod photo;
pub mod pieces;

use heilsam_domain::{AccountId, RecordId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The collections that hold records of a patient, in the order of the open format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Collection {
    /// Diary entries.
    Diary,
    /// Questionnaires.
    Assessments,
    /// The way through the programme.
    Therapy,
    /// What came from files and has no other place.
    Documents,
    /// Pictures that belong to diary entries.
    Photos,
    /// Appointments.
    Appointments,
}

impl Collection {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Diary, Self::Assessments, Self::Therapy, Self::Documents, Self::Photos, Self::Appointments];

    /// The name in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Diary => "diary",
            Self::Assessments => "assessments",
            Self::Therapy => "therapy",
            Self::Documents => "documents",
            Self::Photos => "photos",
            Self::Appointments => "appointments",
        }
    }

    /// The collection with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|collection| collection.as_str() == name)
    }
}

/// The facts about an account and its app that files name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// When the file is made.
    pub exported_at: Timestamp,
    /// Whose records they are.
    pub account: Account,
    /// The app.
    pub app: App,
    /// All acts of consent with their signatures, oldest first.
    #[serde(default)]
    pub consents: Vec<Receipt>,
}

/// The account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The app and its entry in the DiGA directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct App {
    /// Name that patients know.
    pub name: String,
    /// Version of the software.
    pub version: String,
    /// DiGA-VE-ID: eight digits.
    pub prescription_unit_id: String,
    /// PZN: eight digits.
    pub pzn: String,
    /// Name of the manufacturer.
    pub manufacturer: String,
}

/// An act of consent with its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// What was given or withdrawn.
    pub consent: heilsam_domain::Consent,
    /// ECDSA P-384 by the account's identity key, in Base64.
    pub signature: String,
}

/// A record to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Where.
    pub collection: Collection,
    /// Its id; the record of the programme has an id of its own in each account.
    pub id: RecordId,
    /// What it holds, as JSON.
    pub payload: String,
}
