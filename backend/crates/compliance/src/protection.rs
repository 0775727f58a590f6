//! The analysis of protection need: five damage scenarios, each for three basic values, and what follows.
//!
//! Source: DiGAV Anlage 1, Datensicherheit 2; BSI-Standard 200-2, chapter 8.2 (maximum principle, cumulation).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::message::Message;

/// How much damage is to be expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProtectionNeed {
    /// Limited and foreseeable.
    Normal,
    /// Considerable.
    High,
    /// A threat to existence, life or health.
    VeryHigh,
}

/// A damage scenario that the ordinance names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    /// Breach of laws, rules or contracts.
    Law,
    /// Harm to informational self-determination.
    SelfDetermination,
    /// Harm to physical integrity.
    PhysicalIntegrity,
    /// Harm to the performance of tasks.
    Tasks,
    /// Negative effects inside or outside.
    Reputation,
}

/// What is lost in a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BasicValue {
    /// Somebody reads what is not theirs.
    Confidentiality,
    /// Something is changed unnoticed.
    Integrity,
    /// Something is not there when needed.
    Availability,
}

/// One scenario, rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// Need for confidentiality.
    pub confidentiality: ProtectionNeed,
    /// Need for integrity.
    pub integrity: ProtectionNeed,
    /// Need for availability.
    pub availability: ProtectionNeed,
    /// Why, in own words.
    pub reason: String,
}

/// The whole form, as far as it is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProtectionAnalysis {
    /// Ratings by scenario.
    pub ratings: BTreeMap<Scenario, Rating>,
    /// Many small damages that add up to a larger one: the raised need, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cumulation: Option<Cumulation>,
}

/// Need raised above that of the single scenarios.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cumulation {
    /// The raised need.
    pub need: ProtectionNeed,
    /// Why, in own words.
    pub reason: String,
}

/// What follows from the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProtectionResult {
    /// Scenarios are missing; nothing follows yet.
    Incomplete {
        /// Which ones.
        missing: Vec<Scenario>,
    },
    /// All scenarios are rated.
    Complete {
        /// The highest need decides.
        need: ProtectionNeed,
        /// What decided: the scenarios and values with that need; empty if cumulation raised it.
        decided_by: Vec<(Scenario, BasicValue)>,
    },
}

/// Why a rating is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RatingRefused {
    /// The reason says too little.
    #[error("a rating needs its reason, at least {min} characters")]
    ReasonMissing {
        /// Fewest characters.
        min: usize,
    },
    /// Cumulation cannot lower the need.
    #[error("cumulation can only raise the need above that of the single scenarios")]
    NotRaised,
}

/// Fewest characters of a reason.
pub const MIN_REASON: usize = 20;

impl Scenario {
    /// All of them, in the order of the ordinance.
    pub const ALL: [Self; 5] =
        [Self::Law, Self::SelfDetermination, Self::PhysicalIntegrity, Self::Tasks, Self::Reputation];

    const fn key(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::SelfDetermination => "self-determination",
            Self::PhysicalIntegrity => "physical-integrity",
            Self::Tasks => "tasks",
            Self::Reputation => "reputation",
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> Message {
        Message::new(&format!("compliance-scenario-{}", self.key()))
    }

    /// What a need means in this scenario: the guide beside each choice.
    #[must_use]
    pub fn guide(self, need: ProtectionNeed) -> Message {
        let need = match need {
            ProtectionNeed::Normal => "normal",
            ProtectionNeed::High => "high",
            ProtectionNeed::VeryHigh => "very-high",
        };
        Message::new(&format!("compliance-scenario-{}-{need}", self.key()))
    }
}

impl Rating {
    /// The three values with their needs.
    #[must_use]
    pub const fn values(&self) -> [(BasicValue, ProtectionNeed); 3] {
        [
            (BasicValue::Confidentiality, self.confidentiality),
            (BasicValue::Integrity, self.integrity),
            (BasicValue::Availability, self.availability),
        ]
    }

    /// Checks the reason.
    ///
    /// # Errors
    /// [`RatingRefused::ReasonMissing`].
    pub fn check(&self) -> Result<(), RatingRefused> {
        reasoned(&self.reason)
    }
}

impl ProtectionAnalysis {
    /// What follows from the form.
    #[must_use]
    pub fn result(&self) -> ProtectionResult {
        let missing: Vec<Scenario> =
            Scenario::ALL.into_iter().filter(|scenario| !self.ratings.contains_key(scenario)).collect();
        if !missing.is_empty() {
            return ProtectionResult::Incomplete { missing };
        }
        let single = self.highest().unwrap_or(ProtectionNeed::Normal);
        let need = self.cumulation.as_ref().map_or(single, |cumulation| cumulation.need.max(single));
        let decided_by = if need > single {
            Vec::new()
        } else {
            let all = self
                .ratings
                .iter()
                .flat_map(|(scenario, rating)| rating.values().map(|value| (*scenario, value)));
            all.filter(|(_, (_, found))| *found == need)
                .map(|(scenario, (value, _))| (scenario, value))
                .collect()
        };
        ProtectionResult::Complete { need, decided_by }
    }

    /// The highest need of the single scenarios so far.
    #[must_use]
    pub fn highest(&self) -> Option<ProtectionNeed> {
        self.ratings.values().flat_map(Rating::values).map(|(_, need)| need).max()
    }

    /// Checks a cumulation against the ratings.
    ///
    /// # Errors
    /// [`RatingRefused`] if it raises nothing or says nothing.
    pub fn check_cumulation(&self, cumulation: &Cumulation) -> Result<(), RatingRefused> {
        if self.highest().is_some_and(|highest| cumulation.need <= highest) {
            return Err(RatingRefused::NotRaised);
        }
        reasoned(&cumulation.reason)
    }
}

impl RatingRefused {
    /// The sentence for people.
    #[must_use]
    pub fn message(self) -> Message {
        match self {
            Self::ReasonMissing { min } => Message::new("compliance-rating-reason").with("min", min),
            Self::NotRaised => Message::new("compliance-cumulation-not-raised"),
        }
    }
}

fn reasoned(reason: &str) -> Result<(), RatingRefused> {
    if reason.trim().chars().count() < MIN_REASON {
        return Err(RatingRefused::ReasonMissing { min: MIN_REASON });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(confidentiality: ProtectionNeed) -> Rating {
        let rest = ProtectionNeed::Normal;
        let reason = "Gesundheitsdaten einer Person".to_owned();
        Rating { confidentiality, integrity: rest, availability: rest, reason }
    }

    fn rated(need: ProtectionNeed) -> ProtectionAnalysis {
        let mut ratings: BTreeMap<_, _> =
            Scenario::ALL.into_iter().map(|scenario| (scenario, rating(ProtectionNeed::Normal))).collect();
        ratings.insert(Scenario::SelfDetermination, rating(need));
        ProtectionAnalysis { ratings, cumulation: None }
    }

    #[test]
    fn the_highest_need_decides_and_is_named() {
        let decided_by = vec![(Scenario::SelfDetermination, BasicValue::Confidentiality)];
        let need = ProtectionNeed::VeryHigh;
        assert_eq!(rated(need).result(), ProtectionResult::Complete { need, decided_by });
    }

    #[test]
    fn nothing_follows_from_an_incomplete_form() {
        let mut analysis = rated(ProtectionNeed::VeryHigh);
        analysis.ratings.remove(&Scenario::Tasks);
        assert_eq!(analysis.result(), ProtectionResult::Incomplete { missing: vec![Scenario::Tasks] });
    }

    #[test]
    fn cumulation_raises_and_never_lowers() {
        let mut analysis = rated(ProtectionNeed::High);
        let up =
            Cumulation { need: ProtectionNeed::VeryHigh, reason: "Viele Tausend Personen zugleich".into() };
        assert_eq!(analysis.check_cumulation(&up), Ok(()));
        let down = Cumulation { need: ProtectionNeed::Normal, ..up.clone() };
        assert_eq!(analysis.check_cumulation(&down), Err(RatingRefused::NotRaised));
        analysis.cumulation = Some(up);
        let need = ProtectionNeed::VeryHigh;
        assert_eq!(analysis.result(), ProtectionResult::Complete { need, decided_by: Vec::new() });
    }

    #[test]
    fn a_rating_without_a_reason_is_refused() {
        let mut short = rating(ProtectionNeed::High);
        short.reason = "  hoch  ".into();
        assert_eq!(short.check(), Err(RatingRefused::ReasonMissing { min: 20 }));
    }

    #[test]
    fn every_choice_has_its_guide() {
        for scenario in Scenario::ALL {
            for need in [ProtectionNeed::Normal, ProtectionNeed::High, ProtectionNeed::VeryHigh] {
                assert_ne!(scenario.guide(need).german(), scenario.guide(need).id);
            }
            assert_ne!(scenario.name().german(), scenario.name().id);
        }
    }
}
