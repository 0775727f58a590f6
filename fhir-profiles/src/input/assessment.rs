//! Questionnaires for patients (PROM), their answers and scores.

use heilsam_domain::RecordId;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::coded::{Amount, Code, Coded};
use crate::Decimal;

/// A questionnaire as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Canonical address of the questionnaire, without a version.
    pub url: String,
    /// Version of the questionnaire.
    pub version: String,
    /// Language of the texts as a tag such as `de`; records from before it was kept are German.
    #[serde(default = "german", skip_serializing_if = "is_german")]
    pub language: String,
    /// Title as the patient reads it.
    pub title: String,
    /// The items in order; at least one.
    pub items: Vec<AssessmentItem>,
}

fn german() -> String {
    "de".to_owned()
}

fn is_german(tag: &str) -> bool {
    tag == "de"
}

/// One item of a questionnaire: a question, a heading or a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentItem {
    /// Name of the item, once per questionnaire.
    pub link_id: String,
    /// The question.
    pub text: String,
    /// What an answer looks like.
    pub kind: ItemKind,
    /// May have several answers, or stand several times among the answers.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub repeats: bool,
    /// Answers to choose from; only for [`ItemKind::Choice`] and [`ItemKind::OpenChoice`].
    #[serde(default)]
    pub options: Vec<Code>,
    /// Items below this one.
    #[serde(default)]
    pub items: Vec<AssessmentItem>,
}

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Holds other items, takes no answer.
    Group,
    /// Is only read.
    Display,
    /// Yes or no.
    Boolean,
    /// A number with a fraction.
    Decimal,
    /// A whole number.
    Integer,
    /// A moment.
    Moment,
    /// A time of day.
    Time,
    /// Free text.
    Text,
    /// One of the options.
    Choice,
    /// One of the options, or own words.
    OpenChoice,
    /// A day.
    Day,
    /// A number with a unit.
    Amount,
}

/// A filled-in questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentAnswers {
    /// The record with the [`Assessment`].
    pub assessment: RecordId,
    /// The answered items in order.
    pub items: Vec<AnsweredItem>,
}

/// An item with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnsweredItem {
    /// Name of the item.
    pub link_id: String,
    /// The question as it was shown; may be empty.
    #[serde(default)]
    pub text: String,
    /// The answers.
    #[serde(default)]
    pub answers: Vec<AnswerValue>,
    /// Items below this one.
    #[serde(default)]
    pub items: Vec<AnsweredItem>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerValue {
    /// Yes or no.
    Boolean(bool),
    /// A number with a fraction.
    Decimal(Decimal),
    /// A whole number.
    Integer(i32),
    /// A moment.
    Moment(Timestamp),
    /// A day.
    Day(Date),
    /// A time of day.
    Time(Time),
    /// Free text.
    Text(String),
    /// One of the options.
    Choice(Code),
    /// A number with its unit.
    Amount(Amount),
}

/// A score that was computed from answers or chosen on a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Which score.
    pub what: Coded,
    /// The points.
    pub value: Decimal,
    /// What the points mean, such as "leicht".
    #[serde(default)]
    pub meaning: Option<Coded>,
    /// Lowest and highest possible points.
    #[serde(default)]
    pub range: Option<ScoreRange>,
    /// The record with the [`AssessmentAnswers`] that it was computed from.
    #[serde(default)]
    pub answers: Option<RecordId>,
}

/// Lowest and highest possible points of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRange {
    /// Lowest points.
    pub low: Decimal,
    /// Highest points.
    pub high: Decimal,
}
