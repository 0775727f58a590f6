//! Does an entry fit to the others?

use heilsam_domain::BloodPressure;
use jiff::Timestamp;

use super::Doubt;
use crate::diary::{DiaryEntry, Effort, Intake, Measurement, Sleep, Weight};

const MINUTE: i64 = 60;
const DAY: i64 = 86_400;

/// Doubts about an entry next to those already written; `now` tells how old it is.
///
/// `others` must not contain the entry itself (when it is edited). Their order does not matter.
#[must_use]
pub fn doubts_with_history(entry: &DiaryEntry, others: &[DiaryEntry], now: Timestamp) -> Vec<Doubt> {
    let at = entry.measured_at.as_second();
    let mut doubts = super::doubts(entry);
    let mut add = |is: bool, doubt: Doubt| {
        if is && !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    };
    add(now.as_second() - at > 365 * DAY, Doubt::LongAgo);
    add(
        others.iter().any(|it| near(it, at, 5 * MINUTE) && it.measurement == entry.measurement),
        Doubt::Twice,
    );
    match &entry.measurement {
        Measurement::BloodPressure(value) => {
            add(far_from_all(*value, others, at), Doubt::FarFromOtherReadings);
            add(after_effort(others, at), Doubt::RightAfterEffort);
        }
        Measurement::Pulse(_) => add(after_effort(others, at), Doubt::RightAfterEffort),
        Measurement::Weight(weight) => add(weight_jumped(*weight, others, at), Doubt::WeightJumped),
        Measurement::MedicationIntake(intake) => add(planned_twice(intake, others), Doubt::IntakeTwice),
        Measurement::Sleep(sleep) => {
            add(overlaps(*sleep, others), Doubt::SleepsOverlap);
            add(day_too_long(entry, others), Doubt::DayTooLong);
        }
        Measurement::Activity(_) => add(day_too_long(entry, others), Doubt::DayTooLong),
        Measurement::SideEffect(_) | Measurement::Mood(_) | Measurement::FreeNote {} => {}
    }
    doubts
}

fn near(entry: &DiaryEntry, at: i64, seconds: i64) -> bool {
    (entry.measured_at.as_second() - at).abs() <= seconds
}

/// At least three readings of 30 days before and after, and all of them more than 40 mmHg away.
fn far_from_all(value: BloodPressure, others: &[DiaryEntry], at: i64) -> bool {
    let mut count = 0;
    for other in others.iter().filter(|it| near(it, at, 30 * DAY)) {
        if let Measurement::BloodPressure(other) = other.measurement {
            if other.systolic().abs_diff(value.systolic()) <= 40 {
                return false;
            }
            count += 1;
        }
    }
    count >= 3
}

/// Source: Deutsche Hochdruckliga, rules of self-measurement: five minutes of rest before.
fn after_effort(others: &[DiaryEntry], at: i64) -> bool {
    others.iter().any(|other| {
        let Measurement::Activity(activity) = other.measurement else {
            return false;
        };
        let begin = other.measured_at.as_second();
        let end = begin + i64::from(activity.minutes()) * MINUTE;
        let rest = if activity.effort() == Effort::Light { 0 } else { 5 * MINUTE };
        begin < at && at < end + rest
    })
}

fn weight_jumped(weight: Weight, others: &[DiaryEntry], at: i64) -> bool {
    let nearest = others
        .iter()
        .filter_map(|other| match &other.measurement {
            Measurement::Weight(weight) => Some(((other.measured_at.as_second() - at).abs(), weight.grams())),
            _ => None,
        })
        .min_by_key(|(distance, _)| *distance);
    let Some((distance, before)) = nearest else {
        return false;
    };
    let weeks = u64::try_from(distance / (7 * DAY)).unwrap_or_default() + 1;
    let change = u64::from(weight.grams().abs_diff(before));
    change > 1_500 && change * 100 > 3 * weeks * u64::from(before)
}

fn planned_twice(intake: &Intake, others: &[DiaryEntry]) -> bool {
    others.iter().any(|other| match &other.measurement {
        Measurement::MedicationIntake(it) => {
            intake.planned_for().is_some()
                && it.planned_for() == intake.planned_for()
                && it.medicine().eq_ignore_ascii_case(intake.medicine())
        }
        _ => false,
    })
}

fn overlaps(sleep: Sleep, others: &[DiaryEntry]) -> bool {
    others.iter().any(|other| match &other.measurement {
        Measurement::Sleep(it) => it.asleep_at() < sleep.awake_at() && sleep.asleep_at() < it.awake_at(),
        _ => false,
    })
}

/// Activities and sleep that begin within twelve hours before or after add up to more than 24 hours.
fn day_too_long(entry: &DiaryEntry, others: &[DiaryEntry]) -> bool {
    let at = entry.measured_at.as_second();
    let minutes = |it: &DiaryEntry| match &it.measurement {
        Measurement::Activity(activity) => u32::from(activity.minutes()),
        Measurement::Sleep(sleep) => sleep.minutes(),
        _ => 0,
    };
    let others = others.iter().filter(|it| near(it, at, DAY / 2)).map(minutes);
    others.sum::<u32>() + minutes(entry) > 24 * 60
}
