//! A week of the programme.

use serde::{Deserialize, Serialize};

use super::Review;
use crate::text::Text;

/// A module: text, picture, exercise and quiz of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// Name.
    pub id: String,
    /// Week of the programme, from 1.
    pub week: u8,
    /// Title.
    pub title: Text,
    /// What it is good for, in one or two sentences.
    pub summary: Text,
    /// Minutes of reading.
    pub minutes: u8,
    /// Last comparison with the sources.
    pub review: Review,
    /// Names of its sources.
    pub sources: Vec<String>,
    /// File of the picture.
    pub picture: String,
    /// What the picture shows.
    pub picture_text: Text,
    /// The text.
    pub sections: Vec<Section>,
    /// Something to do.
    pub exercise: Exercise,
    /// Questions, repeated in growing distances.
    pub quiz: Vec<Question>,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Heading.
    pub heading: Text,
    /// Paragraphs.
    pub paragraphs: Vec<Text>,
    /// Points after the paragraphs; may be left out.
    #[serde(default)]
    pub points: Vec<Text>,
    /// Whether it is a warning.
    #[serde(default)]
    pub caution: bool,
}

/// Something to do in the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// Title.
    pub title: Text,
    /// Steps, in order.
    pub steps: Vec<Text>,
    /// On how many days of the week.
    pub days: u8,
    /// Minutes each time.
    pub minutes: u8,
    /// Whether it is movement: not offered while an advice says "no exercise".
    #[serde(default)]
    pub movement: bool,
}

/// A question of the quiz, with one right answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name within the package.
    pub id: String,
    /// What is asked.
    pub question: Text,
    /// Answers to choose from.
    pub answers: Vec<Text>,
    /// Which is right, counted from 0.
    pub right: u8,
    /// Why.
    pub because: Text,
}
