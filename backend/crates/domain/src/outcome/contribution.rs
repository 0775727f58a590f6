//! What leaves the device: coarse numbers of one course, without any name, id or day.

use serde::{Deserialize, Serialize};

use super::{Measure, Quarter};

/// Minutes are told in steps of so many.
const MINUTES_STEP: u32 = 5;
/// Most minutes of a week that are told: more than 8 hours are told as 8 hours.
const MOST_MINUTES: u32 = 480;
/// Most uses of a week that are told.
const MOST_USES: u32 = 50;
/// Days until the use was broken off are told in steps of so many.
const DAYS_STEP: u16 = 5;
/// Days of a course that are counted at most.
const MOST_DAYS: u16 = 90;
/// Weeks of a course that are counted at most.
const MOST_WEEKS: usize = 13;

/// Answers of the survey of Anlage 3; each may be missing, because taking part is voluntary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Change of health: 1 (very much worse) to 7 (very much better). Anlage 3 has words only; the numbers are ours.
    #[serde(default)]
    pub health_change: Option<u8>,
    /// Satisfaction, items 1 to 5: 0 to 10.
    #[serde(default)]
    pub satisfaction: [Option<u8>; 5],
}

/// How a course ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Used for the whole duration.
    Completed,
    /// Broken off; who came back later broke off all the same (§ 23c Absatz 4 Satz 4).
    DroppedOut {
        /// Days from the first to the last day of use before, both included.
        after_days: u16,
    },
}

/// The numbers of one finished course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "Unchecked")]
pub struct Contribution {
    /// Quarter in which the course ended.
    quarter: Quarter,
    /// Minutes (in steps of 5) and uses per week of the course.
    weeks: Vec<(u32, u32)>,
    /// How it ended (days in steps of 5).
    ending: Ending,
    /// Answers of the survey.
    survey: Survey,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema), schemars(rename = "Contribution"))]
#[serde(deny_unknown_fields)]
struct Unchecked {
    quarter: Quarter,
    weeks: Vec<(u32, u32)>,
    ending: Ending,
    survey: Survey,
}

/// Numbers that cannot be, or that are finer than what may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the numbers cannot be")]
pub struct Impossible;

/// Minutes of a week as they are told.
fn coarse_minutes(minutes: u32) -> u32 {
    (minutes.min(MOST_MINUTES) + MINUTES_STEP / 2) / MINUTES_STEP * MINUTES_STEP
}

/// Uses of a week as they are told.
fn coarse_uses(uses: u32) -> u32 {
    uses.min(MOST_USES)
}

/// Days until the use was broken off as they are told.
fn coarse_days(days: u16) -> u16 {
    (days.min(MOST_DAYS) + DAYS_STEP / 2) / DAYS_STEP * DAYS_STEP
}

impl Contribution {
    /// Coarse numbers of exact ones.
    ///
    /// # Errors
    /// [`Impossible`] for answers outside of their scale, and a course without weeks or with more than thirteen.
    pub fn new(
        quarter: Quarter,
        weeks: &[(u32, u32)],
        ending: Ending,
        survey: Survey,
    ) -> Result<Self, Impossible> {
        let weeks = weeks.iter().map(|(minutes, uses)| (coarse_minutes(*minutes), coarse_uses(*uses)));
        let ending = match ending {
            Ending::Completed => Ending::Completed,
            Ending::DroppedOut { after_days } => Ending::DroppedOut { after_days: coarse_days(after_days) },
        };
        Unchecked { quarter, weeks: weeks.collect(), ending, survey }.try_into()
    }

    /// Quarter in which the course ended.
    #[must_use]
    pub const fn quarter(&self) -> Quarter {
        self.quarter
    }

    /// Minutes and uses per week.
    #[must_use]
    pub fn weeks(&self) -> &[(u32, u32)] {
        &self.weeks
    }

    /// How it ended.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    /// Answers of the survey.
    #[must_use]
    pub const fn survey(&self) -> Survey {
        self.survey
    }

    /// Whether the patient broke off.
    #[must_use]
    pub const fn dropped_out(&self) -> bool {
        matches!(self.ending, Ending::DroppedOut { .. })
    }

    /// Each number on its own, in the order of the measures.
    #[must_use]
    pub fn counts(&self) -> Vec<(Measure, u32)> {
        let mut counts = vec![(Measure::Courses, 0)];
        if let Ending::DroppedOut { after_days } = self.ending {
            counts.push((Measure::Days, after_days.into()));
        }
        let weeks = || (1_u8..).zip(&self.weeks);
        counts.extend(weeks().map(|(week, (minutes, _))| (Measure::Minutes(week), *minutes)));
        counts.extend(weeks().map(|(week, (_, uses))| (Measure::Uses(week), *uses)));
        counts.extend(self.survey.health_change.map(|answer| (Measure::Health, answer.into())));
        let items = (1_u8..).zip(self.survey.satisfaction);
        counts.extend(items.filter_map(|(item, answer)| Some((Measure::Satisfaction(item), answer?.into()))));
        counts
    }
}

impl TryFrom<Unchecked> for Contribution {
    type Error = Impossible;

    fn try_from(it: Unchecked) -> Result<Self, Impossible> {
        let weeks = (1..=MOST_WEEKS).contains(&it.weeks.len())
            && it
                .weeks
                .iter()
                .all(|(minutes, uses)| *minutes == coarse_minutes(*minutes) && *uses == coarse_uses(*uses));
        let ending = match it.ending {
            Ending::Completed => true,
            Ending::DroppedOut { after_days } => after_days == coarse_days(after_days),
        };
        let health = it.survey.health_change.is_none_or(|answer| (1..=7).contains(&answer));
        let satisfaction = it.survey.satisfaction.iter().flatten().all(|answer| *answer <= 10);
        if !weeks || !ending || !health || !satisfaction {
            return Err(Impossible);
        }
        Ok(Self { quarter: it.quarter, weeks: it.weeks, ending: it.ending, survey: it.survey })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;

    fn contribution() -> Contribution {
        let quarter = Quarter::of(date(2026, 5, 1));
        let survey =
            Survey { health_change: Some(5), satisfaction: [Some(8), None, Some(7), Some(9), Some(10)] };
        let ending = Ending::DroppedOut { after_days: 8 };
        Contribution::new(quarter, &[(13, 4), (0, 0), (2_000, 90)], ending, survey).unwrap()
    }

    #[test]
    fn a_contribution_holds_coarse_numbers_and_a_quarter_only() {
        assert_eq!(
            serde_json::to_value(contribution()).unwrap(),
            json!({
                "quarter": "2026-2", "weeks": [[15, 4], [0, 0], [480, 50]],
                "ending": { "dropped-out": { "after_days": 10 } },
                "survey": { "health_change": 5, "satisfaction": [8, null, 7, 9, 10] },
            })
        );
    }

    #[test]
    fn impossible_and_finer_numbers_are_refused() {
        let with = |change: &dyn Fn(&mut Value)| {
            let mut json = serde_json::to_value(contribution()).unwrap();
            change(&mut json);
            serde_json::from_value::<Contribution>(json).is_ok()
        };
        assert!(with(&|_| {}));
        assert!(!with(&|it| it["weeks"] = json!([])));
        assert!(!with(&|it| it["weeks"] = json!(vec![[5, 1]; 14])));
        assert!(!with(&|it| it["weeks"][0][0] = json!(13)));
        assert!(!with(&|it| it["weeks"][0][0] = json!(485)));
        assert!(!with(&|it| it["weeks"][0][1] = json!(51)));
        assert!(!with(&|it| it["ending"]["dropped-out"]["after_days"] = json!(8)));
        assert!(!with(&|it| it["survey"]["health_change"] = json!(8)));
        assert!(!with(&|it| it["survey"]["satisfaction"][4] = json!(11)));
        assert!(!with(&|it| it["survey"]["note"] = json!("x")));
        assert!(!with(&|it| it["quarter"] = json!("2026-5")));
        assert!(!with(&|it| it["patient"] = json!("x")));
    }

    #[test]
    fn every_number_is_counted_on_its_own() {
        let counts = contribution().counts();
        let names: Vec<String> = counts.iter().map(|(measure, value)| format!("{measure}={value}")).collect();
        assert_eq!(
            names.join(" "),
            "courses=0 days=10 minutes-1=15 minutes-2=0 minutes-3=480 uses-1=4 uses-2=0 uses-3=50 health=5 \
             satisfaction-1=8 satisfaction-3=7 satisfaction-4=9 satisfaction-5=10"
        );
    }
}
