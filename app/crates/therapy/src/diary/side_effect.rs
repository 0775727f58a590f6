//! Side effects of medicines, and complaints in general.

use serde::{Deserialize, Serialize};

use super::field::{Errors, Field, FieldError};
use super::intake::MEDICINE_LIMIT;

/// Longest description, in characters.
pub const WORDS_LIMIT: usize = 500;

/// Complaints that blood pressure medicines are known for, and those that must not wait.
///
/// Source: texts for patients of the Nationale VersorgungsLeitlinie Hypertonie 2023; product information of ACE
/// inhibitors, calcium channel blockers, diuretics and beta blockers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Dizziness, above all when standing up.
    Dizziness,
    /// Fainting or a fall.
    Fainting,
    /// Dry cough.
    Cough,
    /// Swollen face, lips, tongue or throat.
    SwollenFace,
    /// Swollen ankles or legs.
    SwollenLegs,
    /// Headache.
    Headache,
    /// Tiredness.
    Tiredness,
    /// Nausea, vomiting or diarrhoea.
    Nausea,
    /// Muscle cramps.
    MuscleCramps,
    /// Slow heartbeat.
    SlowHeartbeat,
    /// Palpitations.
    Palpitations,
    /// Skin rash.
    Rash,
    /// Problems with sexuality.
    Sexuality,
    /// Passing water often at night.
    PassingWater,
    /// Something else, in words.
    Other,
}

/// How strong it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Noticed, does not disturb.
    Mild,
    /// Disturbs the day.
    Moderate,
    /// Makes the day's business impossible.
    Severe,
}

/// A side effect as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SideEffectDraft {
    /// Which.
    pub effect: Option<Effect>,
    /// How strong.
    pub severity: Option<Severity>,
    /// The suspected medicine; may be empty.
    pub medicine: String,
    /// In the patient's words; needed for [`Effect::Other`].
    pub words: String,
}

/// A side effect or complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct SideEffect {
    effect: Effect,
    severity: Severity,
    #[serde(skip_serializing_if = "String::is_empty")]
    medicine: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    words: String,
}

#[derive(Deserialize)]
struct Stored {
    effect: Effect,
    severity: Severity,
    #[serde(default)]
    medicine: String,
    #[serde(default)]
    words: String,
}

impl SideEffectDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// All errors at once.
    pub fn parse(&self) -> Result<SideEffect, Vec<FieldError>> {
        let mut errors = Errors::default();
        let effect = errors.take(Field::Rating.chosen(self.effect));
        let severity = errors.take(Field::Rating.chosen(self.severity));
        let medicine = errors.take(Field::Medicine.words(&self.medicine, MEDICINE_LIMIT));
        let words = errors.take(words_for(effect, &self.words));
        match (effect, severity, medicine, words) {
            (Some(effect), Some(severity), Some(medicine), Some(words)) => {
                Ok(SideEffect { effect, severity, medicine, words })
            }
            _ => Err(errors.into_list()),
        }
    }
}

impl SideEffect {
    /// Which.
    #[must_use]
    pub const fn effect(&self) -> Effect {
        self.effect
    }

    /// How strong.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// The suspected medicine; may be empty.
    #[must_use]
    pub fn medicine(&self) -> &str {
        &self.medicine
    }

    /// In the patient's words; may be empty.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }
}

impl TryFrom<Stored> for SideEffect {
    type Error = FieldError;

    fn try_from(stored: Stored) -> Result<Self, FieldError> {
        let medicine = Field::Medicine.words(&stored.medicine, MEDICINE_LIMIT)?;
        let words = words_for(Some(stored.effect), &stored.words)?;
        Ok(Self { effect: stored.effect, severity: stored.severity, medicine, words })
    }
}

fn words_for(effect: Option<Effect>, words: &str) -> Result<String, FieldError> {
    if effect == Some(Effect::Other) {
        Field::Words.words_needed(words, WORDS_LIMIT)
    } else {
        Field::Words.words(words, WORDS_LIMIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_complaint_needs_words() {
        let mut draft = SideEffectDraft {
            effect: Some(Effect::Other),
            severity: Some(Severity::Mild),
            ..SideEffectDraft::default()
        };
        assert_eq!(draft.parse().unwrap_err().len(), 1);
        draft.words = "Kribbeln in der Hand".into();
        assert_eq!(draft.parse().unwrap().words(), "Kribbeln in der Hand");
        assert!(serde_json::from_str::<SideEffect>(r#"{"effect":"other","severity":"mild"}"#).is_err());
    }
}
