//! What was imported from another DiGA.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::EntryValue;
use crate::Format;

/// A resource of another DiGA, kept byte for byte because this app could not write all of it itself.
///
/// It is exported again as it came; only the reference to the patient is renewed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The format of `text`.
    pub format: Format,
    /// Kind of the resource, such as `AllergyIntolerance`.
    pub kind: String,
    /// Name of the MIO DiGA profile without prefix and version; absent for a resource of another specification.
    #[serde(default)]
    pub profile: Option<String>,
    /// The resource as it stood in the file.
    pub text: String,
    /// The identity that the patient had in that file.
    #[serde(default)]
    pub patient: Option<Uuid>,
    /// Whether the entry's `measured_at` is a time of the resource; otherwise it belongs to every period.
    pub dated: bool,
    /// Whether the document that it came in lists it in a section; else others only refer to it.
    pub listed: bool,
    /// As much of it as the app understands, to be shown.
    #[serde(default)]
    pub value: Option<Box<EntryValue>>,
}

/// A value that came from a file: it keeps its identities, so that it is known again in every later file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// Identities of its resources, in the order in which the value is written.
    pub ids: Vec<Uuid>,
    /// The value.
    pub value: EntryValue,
}
