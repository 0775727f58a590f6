//! Scores of questionnaires: scales, reversed items, missing items, bands, and answers that need help at once.
//!
//! A scoring belongs to one version of one questionnaire and has a version of its own, which is stored with each result:
//! results stay comparable, and old ones are never computed anew by another rule.

mod check;
mod compute;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::questionnaire::Questionnaire;
use crate::text::Text;

pub use check::ScoringError;

/// How a questionnaire is scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Name, as `phq-9`.
    pub id: String,
    /// Version of the rules.
    pub version: String,
    /// Address of the questionnaire.
    pub questionnaire: String,
    /// Version of the questionnaire.
    pub questionnaire_version: String,
    /// Where the rules come from.
    pub source: String,
    /// The scales; the first is the main one.
    pub scales: Vec<Scale>,
    /// Answers that need help at once.
    #[serde(default)]
    pub alerts: Vec<AlertRule>,
}

/// A scale of a questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Name.
    pub id: String,
    /// What patients read.
    pub name: Text,
    /// What other programs know the score by, where a code system has a code for it.
    #[serde(default)]
    pub code: Option<ScaleCode>,
    /// Items by `linkId`.
    pub items: Vec<String>,
    /// Items whose numbers are turned round within their bounds.
    #[serde(default)]
    pub reversed: Vec<String>,
    /// Sum or mean.
    pub method: Method,
    /// How many items may be missing; they count as the mean of the others.
    pub most_missing: usize,
    /// Which end is good.
    pub better: End,
    /// Change from which two results differ more than by chance; without, no statement.
    #[serde(default)]
    pub relevant_change: Option<u32>,
    /// Ranges with a meaning, from the lowest on; may be empty.
    #[serde(default)]
    pub bands: Vec<Band>,
}

/// The code of a scale's score in a code system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleCode {
    /// Address of the code system, such as `http://loinc.org`.
    pub system: String,
    /// The code.
    pub code: String,
    /// What the code system calls it.
    pub display: String,
}

/// How items become a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Sum, rounded to a whole number when items are missing.
    Sum,
    /// Mean with two digits behind the point.
    Mean,
}

/// An end of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// Small numbers are good.
    Low,
    /// Great numbers are good.
    High,
}

/// A range of a scale with a meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Smallest value that belongs to it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Decimal,
    /// Name.
    pub id: String,
    /// What patients read.
    pub name: Text,
    /// What to do.
    pub advice: Text,
}

/// An answer that needs help at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AlertRule {
    /// Item by `linkId`.
    pub item: String,
    /// Smallest number of the answer.
    pub from: u32,
    /// What kind of help.
    pub alert: Alert,
}

/// Kinds of help that must not wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Alert {
    /// Thoughts of being better off dead or of hurting oneself: the crisis page opens at once.
    SelfHarm,
}

/// A result, as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreResult {
    /// Which scoring.
    pub scoring: String,
    /// Version of its rules.
    pub version: String,
    /// Version of the questionnaire.
    pub questionnaire_version: String,
    /// When the questionnaire was finished.
    pub authored: Timestamp,
    /// One score per scale, in the order of the scales.
    pub scores: Vec<Score>,
    /// Help that was needed.
    pub alerts: Vec<Alert>,
}

/// The score of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Which scale.
    pub scale: String,
    /// The number; `None` when too many items are missing.
    pub value: Option<Decimal>,
    /// Items without an answer.
    pub missing: usize,
    /// The band it lies in.
    pub band: Option<String>,
}

/// How a result compares with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Better, by more than chance.
    Better,
    /// No difference beyond chance.
    Same,
    /// Worse, by more than chance.
    Worse,
}

impl Scoring {
    /// Reads a scoring and checks it against its questionnaire.
    ///
    /// # Errors
    /// All errors at once.
    pub fn load(json: &str, questionnaire: &Questionnaire) -> Result<Self, Vec<ScoringError>> {
        let scoring: Self =
            serde_json::from_str(json).map_err(|error| vec![ScoringError::Json(error.to_string())])?;
        let errors = check::check(&scoring, questionnaire);
        if errors.is_empty() { Ok(scoring) } else { Err(errors) }
    }

    /// The scale with a name.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// Compares two values of a scale; `None` when it has no rule.
    #[must_use]
    pub fn change(&self, scale: &str, earlier: Decimal, later: Decimal) -> Option<Change> {
        let scale = self.scale(scale)?;
        let rise = later - earlier;
        if rise.abs() < Decimal::from(scale.relevant_change?) {
            return Some(Change::Same);
        }
        let better = (rise > Decimal::ZERO) == (scale.better == End::High);
        Some(if better { Change::Better } else { Change::Worse })
    }
}

#[cfg(test)]
mod tests;
