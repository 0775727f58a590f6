//! Questionnaires: a checked subset of FHIR R4 with SDC, asked one item after the other, interrupted and resumed at will.
//!
//! What is not supported is refused when a questionnaire is loaded, never ignored when it is asked.
//! Source: FHIR R4 Questionnaire and QuestionnaireResponse; Structured Data Capture 3.0.0.

pub mod answer;
mod build;
pub mod check;
mod enable;
mod fhir;
pub mod item;
pub mod occurrence;
pub mod response;
pub mod session;

use std::collections::BTreeMap;

pub use answer::{Answer, Choice, Quantity};
pub use check::Problem;
pub use item::{Constraint, Control, Enable, Item, ItemKind, Limits, Operator, Rule, Severity};
pub use occurrence::{Occurrence, Repetitions};
pub use response::{Response, ResponseAnswer, ResponseItem};
pub use session::{AnswerError, Progress, Removed, Repetition, ResumeError, Session, State, Status};

use crate::text::Text;

/// Largest questionnaire, in bytes of JSON.
pub const SIZE_LIMIT: usize = 512 * 1024;
/// Most items of a questionnaire.
pub const ITEM_LIMIT: usize = 500;

/// A questionnaire that can be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    /// Canonical address.
    pub url: String,
    /// Version of the content.
    pub version: String,
    /// Title.
    pub title: Text,
    /// Who owns the wording, and under which terms it may be used.
    pub copyright: Option<String>,
    /// Day of the last review.
    pub reviewed: jiff::civil::Date,
    /// The items, in the order in which they are asked.
    pub items: Vec<Item>,
    /// Conditions on the whole.
    pub constraints: Vec<Constraint>,
}

/// Why a text is not a questionnaire that can be asked; each names the item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Not JSON, not a questionnaire, or with an element that is not supported.
    #[error("the questionnaire cannot be read: {0}")]
    Json(String),
    /// More than 512 KiB or 500 items.
    #[error("the questionnaire is too large")]
    TooLarge,
    /// Something is missing, contradicts itself or is not supported.
    #[error("item {item}: {what}")]
    Item {
        /// `linkId`, or `-` for the questionnaire itself.
        item: String,
        /// What is wrong and what to do.
        what: String,
    },
}

impl Questionnaire {
    /// Reads and checks a FHIR Questionnaire in JSON.
    ///
    /// # Errors
    /// All errors at once.
    pub fn load(json: &str) -> Result<Self, Vec<LoadError>> {
        if json.len() > SIZE_LIMIT {
            return Err(vec![LoadError::TooLarge]);
        }
        let raw: fhir::Questionnaire =
            serde_json::from_str(json).map_err(|error| vec![LoadError::Json(error.to_string())])?;
        build::build(raw)
    }

    /// All items, each before its children.
    #[must_use]
    pub fn all_items(&self) -> Vec<&Item> {
        self.items.iter().flat_map(Item::with_children).collect()
    }

    /// The item with a `linkId`.
    #[must_use]
    pub fn item(&self, link_id: &str) -> Option<&Item> {
        self.all_items().into_iter().find(|item| item.link_id == link_id)
    }

    /// Every item with the items above it, from the outermost on.
    pub(crate) fn parents(&self) -> BTreeMap<&str, Vec<&Item>> {
        fn walk<'q>(items: &'q [Item], above: &[&'q Item], found: &mut BTreeMap<&'q str, Vec<&'q Item>>) {
            for item in items {
                found.insert(&item.link_id, above.to_vec());
                let below: Vec<&Item> = above.iter().copied().chain([item]).collect();
                walk(&item.items, &below, found);
            }
        }
        let mut found = BTreeMap::new();
        walk(&self.items, &[], &mut found);
        found
    }
}

#[cfg(test)]
mod tests;
