//! Does a scoring fit its questionnaire?

use std::collections::BTreeSet;

use super::Scoring;
use crate::questionnaire::Questionnaire;

/// Why a scoring cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoringError {
    /// Not JSON or with an unknown element.
    #[error("the scoring cannot be read: {0}")]
    Json(String),
    /// Made for another questionnaire or version.
    #[error("the scoring belongs to another questionnaire or version")]
    OtherQuestionnaire,
    /// Something is missing or contradicts itself.
    #[error("{place}: {what}")]
    Wrong {
        /// Scale or item.
        place: String,
        /// What is wrong.
        what: &'static str,
    },
}

pub(super) fn check(scoring: &Scoring, questionnaire: &Questionnaire) -> Vec<ScoringError> {
    let mut errors = Vec::new();
    if scoring.questionnaire != questionnaire.url || scoring.questionnaire_version != questionnaire.version {
        return vec![ScoringError::OtherQuestionnaire];
    }
    let mut wrong = |is: bool, place: &str, what: &'static str| {
        if is {
            errors.push(ScoringError::Wrong { place: place.to_owned(), what });
        }
    };
    wrong(scoring.source.trim().is_empty(), &scoring.id, "the source of the rules is missing");
    wrong(scoring.version.trim().is_empty(), &scoring.id, "the version of the rules is missing");
    wrong(scoring.scales.is_empty(), &scoring.id, "there is no scale");
    let names: BTreeSet<&str> = scoring.scales.iter().map(|scale| scale.id.as_str()).collect();
    wrong(names.len() < scoring.scales.len(), &scoring.id, "two scales have the same name");
    for scale in &scoring.scales {
        wrong(scale.items.is_empty(), &scale.id, "the scale has no items");
        wrong(scale.most_missing >= scale.items.len().max(1), &scale.id, "not all items may be missing");
        wrong(scale.name.is_incomplete(), &scale.id, "the name is missing in a language");
        let mut parts = scale.code.iter().flat_map(|it| [&it.system, &it.code, &it.display]);
        wrong(parts.any(|part| part.trim().is_empty()), &scale.id, "a part of the code is missing");
        let items: BTreeSet<&String> = scale.items.iter().collect();
        wrong(items.len() < scale.items.len(), &scale.id, "an item counts twice");
        wrong(
            scale.reversed.iter().any(|it| !items.contains(it)),
            &scale.id,
            "a reversed item is not in the scale",
        );
        for name in &scale.items {
            let bounds = questionnaire.item(name).and_then(super::super::questionnaire::item::Item::bounds);
            wrong(bounds.is_none(), name, "the item does not exist or has no numbers");
            let repeats = questionnaire.item(name).is_some_and(|item| item.repeats);
            wrong(repeats, name, "an item with several answers has no single number");
        }
        wrong(!scale.bands.is_sorted_by(|a, b| a.from < b.from), &scale.id, "the bands must rise");
        for band in &scale.bands {
            wrong(band.name.is_incomplete() || band.advice.is_incomplete(), &band.id, "a text is missing");
        }
    }
    for alert in &scoring.alerts {
        let bounds =
            questionnaire.item(&alert.item).and_then(super::super::questionnaire::item::Item::bounds);
        let reachable = bounds.is_some_and(|(_, max)| max >= alert.from.into());
        wrong(!reachable, &alert.item, "the answer of the alert cannot be given");
    }
    errors
}
