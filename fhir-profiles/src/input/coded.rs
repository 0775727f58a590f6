//! Codes and amounts that the app chooses, beside those that the profiles fix.

use serde::{Deserialize, Serialize};

use crate::Decimal;

/// One code of a code system, complete as the profiles want it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Address of the code system, such as `http://loinc.org`.
    pub system: String,
    /// Version of the code system, such as `2.72`.
    pub version: String,
    /// The code.
    pub code: String,
    /// The code's own display in that version.
    pub display: String,
}

/// Something that has a name, and a code where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coded {
    /// The name as the patient reads it; may be empty if there is a code.
    #[serde(default)]
    pub text: String,
    /// The code.
    #[serde(default)]
    pub code: Option<Code>,
}

impl Coded {
    /// Something without a code.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: None }
    }
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The number.
    pub value: Decimal,
    /// The unit as people read it, such as `Tablette`.
    pub unit: String,
    /// The unit's UCUM code, such as `mg`, `1` or `{Tbl}`.
    pub ucum: String,
}
