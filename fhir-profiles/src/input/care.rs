//! People, appointments and documents around the patient.

use heilsam_domain::RecordId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::PersonName;
use crate::text;

/// A doctor with the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Academic title, such as "Dr. med."; may be empty.
    #[serde(default)]
    pub title: String,
    /// The doctor's name.
    pub name: PersonName,
    /// Lifelong physician number (LANR), nine digits.
    #[serde(default)]
    pub physician_number: Option<String>,
    /// Specialty as the patient reads it; may be empty.
    #[serde(default)]
    pub specialty: String,
    /// The practice.
    pub practice: Practice,
}

/// A practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Its name.
    pub name: String,
    /// Number of the site (BSNR), nine digits.
    #[serde(default)]
    pub site_number: Option<String>,
    /// Telephone; may be empty.
    #[serde(default)]
    pub phone: String,
}

/// An appointment that begins at the entry's `measured_at`; the entry's note is its comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appointment {
    /// Whether it takes place.
    pub status: AppointmentStatus,
    /// When it ends; as it begins where only a moment is known.
    pub end: Timestamp,
    /// The record with the [`Contact`].
    #[serde(default)]
    pub with: Option<RecordId>,
    /// What it is about, in words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who comes along, in words; empty for nobody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub companion: String,
}

/// Whether an appointment takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentStatus {
    /// Asked for.
    Proposed,
    /// Agreed.
    Booked,
    /// Cancelled.
    Cancelled,
}

/// A visit or a video consultation that took place, from the entry's `measured_at` on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// When it ended.
    pub end: Timestamp,
    /// Whether it was a video consultation.
    pub video: bool,
    /// The record with the [`Contact`], or with the [`Practice`] alone.
    #[serde(default)]
    pub with: Option<RecordId>,
}

/// A document, made at the entry's `measured_at`; the entry's note is its description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Title or file name.
    pub title: String,
    /// Media type, such as `application/pdf`.
    pub content_type: String,
    /// The bytes in Base64 with padding; at most 16 million characters.
    pub data: String,
}

impl Document {
    /// The bytes; none where [`Document::data`] is not Base64.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        text::from_base64(&self.data)
    }
}
