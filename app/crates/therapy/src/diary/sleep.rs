//! A night's sleep.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::field::{Errors, Field, FieldError, Problem};
use super::rating::Rating;
use crate::number::Range;

/// Shortest and longest sleep that is taken, in minutes.
const DURATION: (u16, u16) = (10, 20 * 60);
/// How often one can have woken up.
pub const AWAKENINGS: Range = Range::whole(0, 30);

/// A night as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SleepDraft {
    /// Fell asleep, local time.
    pub asleep_at: Option<DateTime>,
    /// Woke up, local time.
    pub awake_at: Option<DateTime>,
    /// How restful: 1 (not at all) to 5 (very).
    pub quality: Option<Rating>,
    /// How often woken up; may be empty.
    pub awakenings: String,
}

/// A night's sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Sleep {
    asleep_at: DateTime,
    awake_at: DateTime,
    quality: Rating,
    #[serde(skip_serializing_if = "Option::is_none")]
    awakenings: Option<u8>,
}

#[derive(Deserialize)]
struct Stored {
    asleep_at: DateTime,
    awake_at: DateTime,
    quality: Rating,
    #[serde(default)]
    awakenings: Option<u8>,
}

impl SleepDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// All errors at once.
    pub fn parse(&self) -> Result<Sleep, Vec<FieldError>> {
        let mut errors = Errors::default();
        let asleep = errors.take(Field::AsleepAt.chosen(self.asleep_at));
        let awake = errors.take(Field::AwakeAt.chosen(self.awake_at));
        let quality = errors.take(Field::Rating.chosen(self.quality));
        let awakenings = errors.take(Field::Awakenings.whole(AWAKENINGS, &self.awakenings));
        match (asleep, awake, quality, awakenings) {
            (Some(asleep), Some(awake), Some(quality), Some(awakenings)) => {
                Sleep::new(asleep, awake, quality, awakenings).map_err(|error| vec![error])
            }
            _ => Err(errors.into_list()),
        }
    }
}

impl Sleep {
    /// A night from local times.
    ///
    /// # Errors
    /// The end is not after the beginning, or the night is shorter than 10 minutes or longer than 20 hours.
    pub fn new(
        asleep_at: DateTime,
        awake_at: DateTime,
        quality: Rating,
        awakenings: Option<u8>,
    ) -> Result<Self, FieldError> {
        if awake_at <= asleep_at {
            return Err(Field::AwakeAt.error(Problem::NotAfter));
        }
        let (min, max) = DURATION;
        if !(i64::from(min)..=i64::from(max)).contains(&minutes_between(asleep_at, awake_at)) {
            return Err(Field::AwakeAt.error(Problem::Duration { min, max }));
        }
        if let Some(awakenings) = awakenings {
            Field::Awakenings.check(AWAKENINGS, awakenings)?;
        }
        Ok(Self { asleep_at, awake_at, quality, awakenings })
    }

    /// Fell asleep, local time.
    #[must_use]
    pub const fn asleep_at(self) -> DateTime {
        self.asleep_at
    }

    /// Woke up, local time.
    #[must_use]
    pub const fn awake_at(self) -> DateTime {
        self.awake_at
    }

    /// Length in minutes.
    #[must_use]
    pub fn minutes(self) -> u32 {
        u32::try_from(minutes_between(self.asleep_at, self.awake_at)).unwrap_or_default()
    }

    /// How restful.
    #[must_use]
    pub const fn quality(self) -> Rating {
        self.quality
    }

    /// How often woken up, if said.
    #[must_use]
    pub const fn awakenings(self) -> Option<u8> {
        self.awakenings
    }
}

impl TryFrom<Stored> for Sleep {
    type Error = FieldError;

    fn try_from(it: Stored) -> Result<Self, FieldError> {
        Self::new(it.asleep_at, it.awake_at, it.quality, it.awakenings)
    }
}

fn minutes_between(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_mins()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_night_crosses_midnight() {
        let (from, to) = (date(2026, 3, 1).at(22, 45, 0, 0), date(2026, 3, 2).at(6, 15, 0, 0));
        assert_eq!(Sleep::new(from, to, Rating::Four, Some(1)).unwrap().minutes(), 450);
        assert_eq!(
            Sleep::new(to, from, Rating::Four, None).unwrap_err(),
            Field::AwakeAt.error(Problem::NotAfter)
        );
    }

    #[test]
    fn a_night_has_a_beginning_and_an_end() {
        let at = date(2026, 3, 1).at(22, 45, 0, 0);
        assert_eq!(Sleep::new(at, at, Rating::Four, None).unwrap_err().problem, Problem::NotAfter);
    }

    #[test]
    fn a_day_too_many_is_noticed() {
        let (from, to) = (date(2026, 3, 1).at(22, 45, 0, 0), date(2026, 3, 3).at(6, 15, 0, 0));
        assert_eq!(
            Sleep::new(from, to, Rating::Four, None).unwrap_err().problem,
            Problem::Duration { min: 10, max: 1200 }
        );
    }
}
