//! Answers to items: met, not applicable with the reason that the item permits, or a deviation of equal value.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Form, Item, PermittedReason};
use crate::message::Message;
use crate::property::{Contradiction, Property, PropertyRules};

/// An answer to an item or to one of its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Answer {
    /// "zutreffend".
    Met,
    /// "nicht zutreffend", with the sentence that the item prints, or own words where it permits them.
    NotApplicable {
        /// The reason; empty only where a plain "no" needs none.
        reason: String,
    },
    /// Another way that is worth the same (§ 4(6) sentence 3, § 5(10) DiGAV).
    Deviation {
        /// Why it is worth the same.
        equivalence: String,
    },
    /// A whole number.
    Count {
        /// The number.
        value: u16,
    },
}

/// What within an item an answer belongs to: 0 the whole item, 1 its first point, and so on.
///
/// As text `whole`, `1`, `2`, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place(pub u8);

/// The text names no place in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a place is \"whole\" or the number of a point from 1 to 255")]
pub struct NotAPlace;

/// What is answered about an item: the answers, and the explanation how it is met.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Content {
    /// Answers by place.
    pub answers: BTreeMap<Place, Answer>,
    /// How it is met, in own words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explanation: String,
}

/// What decides whether a reason holds, besides the item itself.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Properties of the product.
    pub properties: &'a BTreeSet<Property>,
    /// Which property removes which reason.
    pub rules: &'a PropertyRules,
    /// Day on which the application is to be filed, if known.
    pub filing: Option<Date>,
}

/// Why an answer is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefused {
    /// The item prints no reason: it must be met.
    #[error("this item permits no \"not applicable\"")]
    NoReasonPermitted,
    /// Another sentence than the printed one.
    #[error("the only permitted reason is the printed sentence: {permitted}")]
    OtherReason {
        /// The printed sentence.
        permitted: String,
    },
    /// Own words are needed, and say too little.
    #[error("the text needs at least {min} characters")]
    TooShort {
        /// Fewest characters.
        min: usize,
    },
    /// Longer than what is kept.
    #[error("the text has more than {max} characters")]
    TooLong {
        /// Most characters.
        max: usize,
    },
    /// A property of the product contradicts the reason.
    #[error("a property of the product contradicts this reason")]
    Contradicted(Vec<Contradiction>),
    /// The reason holds only for applications filed before a day.
    #[error("this reason holds only for applications filed before {before}")]
    FiledLater {
        /// The day.
        before: Date,
    },
    /// The ordinance permits no deviation here.
    #[error("this item permits no deviation")]
    NoDeviation,
    /// Points are answered one by one; only "not applicable" speaks of the whole item.
    #[error("this item has {points} points: answer each of them")]
    AnswerPoints {
        /// How many.
        points: usize,
    },
    /// "Not applicable" speaks of the whole item, not of a point.
    #[error("\"not applicable\" is permitted for the whole item only")]
    WholeItemOnly,
    /// There is no such point.
    #[error("there is no point {place}; the item has {points}")]
    NoSuchPoint {
        /// The place.
        place: u8,
        /// How many there are.
        points: usize,
    },
    /// A number is asked for, or is not.
    #[error("the kind of answer does not fit the item")]
    WrongForm,
}

/// Fewest characters of own words.
pub const MIN_WORDS: usize = 20;
/// Most characters of one text.
pub const MAX_TEXT: usize = 20_000;

impl Place {
    /// The whole item.
    pub const WHOLE: Self = Self(0);

    /// All places of an item that must be answered when it applies.
    pub fn of(item: &Item) -> impl Iterator<Item = Self> + use<> {
        let (first, last) = match u8::try_from(item.points.len()) {
            Ok(0) | Err(_) => (0, 0),
            Ok(points) => (1, points),
        };
        (first..=last).map(Self)
    }
}

impl TryFrom<String> for Place {
    type Error = NotAPlace;

    fn try_from(text: String) -> Result<Self, NotAPlace> {
        match text.parse() {
            Ok(0) => Err(NotAPlace),
            Ok(point) => Ok(Self(point)),
            Err(_) if text == "whole" => Ok(Self::WHOLE),
            Err(_) => Err(NotAPlace),
        }
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        if place == Place::WHOLE { "whole".to_owned() } else { place.0.to_string() }
    }
}

impl Content {
    /// The answer that speaks of the whole item, if it is "not applicable".
    #[must_use]
    pub fn not_applicable(&self) -> Option<&str> {
        match self.answers.get(&Place::WHOLE) {
            Some(Answer::NotApplicable { reason }) => Some(reason),
            _ => None,
        }
    }

    /// Whether every place that must be answered is answered.
    #[must_use]
    pub fn is_complete(&self, item: &Item) -> bool {
        self.not_applicable().is_some() || Place::of(item).all(|place| self.answers.contains_key(&place))
    }

    /// Sets an answer; the whole item and its points exclude each other.
    pub fn set(&mut self, place: Place, answer: Answer) {
        if place == Place::WHOLE {
            self.answers.clear();
        } else {
            self.answers.remove(&Place::WHOLE);
        }
        self.answers.insert(place, answer);
    }

    /// Whether some answer says "met".
    #[must_use]
    pub fn claims_met(&self) -> bool {
        self.answers.values().any(|answer| matches!(answer, Answer::Met))
    }
}

impl Answer {
    /// Checks the answer against what the item permits.
    ///
    /// # Errors
    /// [`AnswerRefused`] says which rule it breaks.
    pub fn check(&self, item: &Item, place: Place, around: &Circumstances<'_>) -> Result<(), AnswerRefused> {
        check_place(item, place, matches!(self, Self::NotApplicable { .. }))?;
        match (self, &item.form) {
            (Self::Met, Form::Declaration { .. }) | (Self::Count { .. }, Form::Count) => Ok(()),
            (Self::NotApplicable { reason }, Form::Declaration { reason: permitted, .. }) => {
                check_reason(reason, permitted, item, around)
            }
            (Self::Deviation { equivalence }, Form::Declaration { deviation: true, .. }) => {
                own_words(equivalence)
            }
            (Self::Deviation { .. }, Form::Declaration { deviation: false, .. }) => {
                Err(AnswerRefused::NoDeviation)
            }
            (Self::Met | Self::NotApplicable { .. } | Self::Deviation { .. } | Self::Count { .. }, _) => {
                Err(AnswerRefused::WrongForm)
            }
        }
    }
}

fn check_place(item: &Item, place: Place, whole_item: bool) -> Result<(), AnswerRefused> {
    let points = item.points.len();
    match (place, whole_item) {
        (Place::WHOLE, true) => Ok(()),
        (Place::WHOLE, false) if points > 0 => Err(AnswerRefused::AnswerPoints { points }),
        (Place::WHOLE, false) => Ok(()),
        (Place(point), _) if usize::from(point) > points => {
            Err(AnswerRefused::NoSuchPoint { place: point, points })
        }
        (_, true) => Err(AnswerRefused::WholeItemOnly),
        (_, false) => Ok(()),
    }
}

fn check_reason(
    reason: &str,
    permitted: &PermittedReason,
    item: &Item,
    around: &Circumstances<'_>,
) -> Result<(), AnswerRefused> {
    match permitted {
        PermittedReason::None => Err(AnswerRefused::NoReasonPermitted),
        PermittedReason::Free(_) => own_words(reason),
        PermittedReason::Unreasoned if reason.is_empty() => Ok(()),
        PermittedReason::Unreasoned => Err(AnswerRefused::OtherReason { permitted: String::new() }),
        PermittedReason::Fixed(sentence) if reason != sentence => {
            Err(AnswerRefused::OtherReason { permitted: sentence.clone() })
        }
        PermittedReason::Fixed(sentence) => {
            let found = around.rules.contradictions(around.properties, &item.id);
            if !found.is_empty() {
                return Err(AnswerRefused::Contradicted(found));
            }
            match (filed_before(sentence), around.filing) {
                (Some(before), Some(filing)) if filing >= before => Err(AnswerRefused::FiledLater { before }),
                _ => Ok(()),
            }
        }
    }
}

/// The day in "Das Antragsdatum liegt vor dem 1. Januar 2022." (Anlage 1 of 2020, Datensicherheit 1), the only reason with one.
fn filed_before(sentence: &str) -> Option<Date> {
    (sentence == "Das Antragsdatum liegt vor dem 1. Januar 2022.").then_some(Date::constant(2022, 1, 1))
}

pub(crate) fn own_words(text: &str) -> Result<(), AnswerRefused> {
    if text.trim().chars().count() < MIN_WORDS {
        return Err(AnswerRefused::TooShort { min: MIN_WORDS });
    }
    not_too_long(text)
}

pub(crate) fn not_too_long(text: &str) -> Result<(), AnswerRefused> {
    if text.chars().count() > MAX_TEXT {
        return Err(AnswerRefused::TooLong { max: MAX_TEXT });
    }
    Ok(())
}

impl AnswerRefused {
    /// The sentences for people, in the order in which they are read.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        match self {
            Self::NoReasonPermitted => vec![Message::new("compliance-no-reason-permitted")],
            Self::OtherReason { permitted } if permitted.is_empty() => {
                vec![Message::new("compliance-reason-unneeded")]
            }
            Self::OtherReason { permitted } => {
                vec![Message::new("compliance-other-reason").with("permitted", permitted)]
            }
            Self::TooShort { min } => vec![Message::new("compliance-too-short").with("min", min)],
            Self::TooLong { max } => vec![Message::new("compliance-too-long").with("max", max)],
            Self::Contradicted(found) => found.iter().flat_map(Contradiction::explain).collect(),
            Self::FiledLater { before } => {
                vec![Message::new("compliance-filed-later").with("before", before)]
            }
            Self::NoDeviation => vec![Message::new("compliance-no-deviation")],
            Self::AnswerPoints { points } => {
                vec![Message::new("compliance-answer-points").with("points", points)]
            }
            Self::WholeItemOnly => vec![Message::new("compliance-whole-item-only")],
            Self::NoSuchPoint { points, .. } => {
                vec![Message::new("compliance-no-such-point").with("points", points)]
            }
            Self::WrongForm => vec![Message::new("compliance-wrong-form")],
        }
    }
}

#[cfg(test)]
mod tests;
