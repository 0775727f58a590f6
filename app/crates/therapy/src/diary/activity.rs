//! Movement.

use serde::{Deserialize, Serialize};

use super::field::{Errors, Field, FieldError};
use crate::number::Range;

/// Minutes of one activity.
pub const MINUTES: Range = Range::whole(1, 960);
/// Steps of one activity or day.
pub const STEPS: Range = Range::whole(1, 100_000);

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityKind {
    /// Walking.
    Walking,
    /// Cycling.
    Cycling,
    /// Swimming or exercise in water.
    Swimming,
    /// Gymnastics, balance, stretching.
    Gymnastics,
    /// Strength exercises.
    Strength,
    /// Gardening.
    Gardening,
    /// Housework.
    Housework,
    /// Dancing.
    Dancing,
    /// Something else.
    Other,
}

impl ActivityKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Walking,
        Self::Cycling,
        Self::Swimming,
        Self::Gymnastics,
        Self::Strength,
        Self::Gardening,
        Self::Housework,
        Self::Dancing,
        Self::Other,
    ];
}

/// How hard it was.
///
/// Source: talk test; World Health Organization, guidelines on physical activity 2020.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// Singing is possible.
    Light,
    /// Talking is possible, singing is not.
    Moderate,
    /// Only a few words between breaths.
    Vigorous,
}

/// An activity as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActivityDraft {
    /// What was done.
    pub kind: Option<ActivityKind>,
    /// Whole minutes.
    pub minutes: String,
    /// How hard.
    pub effort: Option<Effort>,
    /// Steps; may be empty.
    pub steps: String,
}

/// An activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Activity {
    activity: ActivityKind,
    minutes: u16,
    effort: Effort,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<u32>,
}

#[derive(Deserialize)]
struct Stored {
    activity: ActivityKind,
    minutes: u16,
    effort: Effort,
    #[serde(default)]
    steps: Option<u32>,
}

impl ActivityDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// All errors at once.
    pub fn parse(&self) -> Result<Activity, Vec<FieldError>> {
        let mut errors = Errors::default();
        let kind = errors.take(Field::Rating.chosen(self.kind));
        let minutes = errors.take(Field::Minutes.whole_needed(MINUTES, &self.minutes));
        let effort = errors.take(Field::Rating.chosen(self.effort));
        let steps = errors.take(Field::Steps.whole(STEPS, &self.steps));
        match (kind, minutes, effort, steps) {
            (Some(activity), Some(minutes), Some(effort), Some(steps)) => {
                Ok(Activity { activity, minutes, effort, steps })
            }
            _ => Err(errors.into_list()),
        }
    }
}

impl Activity {
    /// An activity from numbers.
    ///
    /// # Errors
    /// Minutes or steps outside of what can be.
    pub fn new(
        activity: ActivityKind,
        minutes: u16,
        effort: Effort,
        steps: Option<u32>,
    ) -> Result<Self, FieldError> {
        Field::Minutes.check(MINUTES, minutes)?;
        if let Some(steps) = steps {
            Field::Steps.check(STEPS, steps)?;
        }
        Ok(Self { activity, minutes, effort, steps })
    }

    /// What was done.
    #[must_use]
    pub const fn kind(self) -> ActivityKind {
        self.activity
    }

    /// For how long.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.minutes
    }

    /// How hard.
    #[must_use]
    pub const fn effort(self) -> Effort {
        self.effort
    }

    /// Steps, if counted.
    #[must_use]
    pub const fn steps(self) -> Option<u32> {
        self.steps
    }

    /// Minutes as the weekly goal of 150 counts them: vigorous ones twice, light ones not.
    ///
    /// Source: World Health Organization, guidelines on physical activity 2020; ESC guidelines on hypertension 2024.
    #[must_use]
    pub const fn counted_minutes(self) -> u32 {
        match self.effort {
            Effort::Light => 0,
            Effort::Moderate => self.minutes as u32,
            Effort::Vigorous => 2 * self.minutes as u32,
        }
    }
}

impl TryFrom<Stored> for Activity {
    type Error = FieldError;

    fn try_from(it: Stored) -> Result<Self, FieldError> {
        Self::new(it.activity, it.minutes, it.effort, it.steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_minutes_count_twice() {
        let minutes =
            |effort| Activity::new(ActivityKind::Walking, 30, effort, None).unwrap().counted_minutes();
        assert_eq!([Effort::Light, Effort::Moderate, Effort::Vigorous].map(minutes), [0, 30, 60]);
    }

    #[test]
    fn a_walk_is_read() {
        let draft = ActivityDraft {
            kind: Some(ActivityKind::Walking),
            minutes: "40".into(),
            effort: Some(Effort::Moderate),
            steps: "4200".into(),
        };
        assert_eq!(draft.parse().unwrap().steps(), Some(4200));
        assert_eq!(ActivityDraft { minutes: "2,5".into(), ..draft }.parse().unwrap_err().len(), 1);
    }
}
