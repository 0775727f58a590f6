//! What else sixty days of a made-up diary hold: weight, tablets, walks, nights, mood, a complaint.

use anyhow::Result;
use heilsam_therapy::Measurement;
use heilsam_therapy::diary::{
    Activity, ActivityKind, Effort, IntakeDraft, IntakeResult, Mood, Rating, SkipReason, Sleep, Weight,
};
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// Grams lost per day.
const GRAMS: u32 = 35;
const MEDICINE: &str = "Ramipril 5 mg";

/// Everything of one day that is not blood pressure: hour, and what was written.
pub fn of_day(day: u32, midnight: Timestamp) -> Result<Vec<(Timestamp, Measurement)>> {
    // What gets better does so in sixty days.
    let progress = day.min(60);
    let at = |hour: i64| midnight + SignedDuration::from_hours(hour);
    let wall = |moment: Timestamp| -> DateTime { Offset::constant(1).to_datetime(moment) };
    let mut written = Vec::new();
    // One tablet is forgotten now and then.
    let forgotten = day % 17 == 9;
    let result = if forgotten { IntakeResult::Skipped(SkipReason::Forgotten) } else { IntakeResult::Taken };
    let intake =
        IntakeDraft { medicine: MEDICINE.to_owned(), result: Some(result), ..IntakeDraft::default() };
    if let Ok(intake) = intake.parse() {
        written.push((at(7), Measurement::MedicationIntake(intake)));
    }
    if day.is_multiple_of(7) {
        written.push((at(6), Measurement::Weight(Weight::from_grams(86_400 - progress * GRAMS)?)));
    }
    if day % 2 == 1 {
        let minutes = u16::try_from(20 + progress / 3)?;
        let walk =
            Activity::new(ActivityKind::Walking, minutes, Effort::Moderate, Some(u32::from(minutes) * 105))?;
        written.push((at(16), Measurement::Activity(walk)));
    }
    if day % 3 == 2 {
        let mood = if day < 20 { Rating::Three } else { Rating::Four };
        written.push((at(19), Measurement::Mood(Mood { mood, tension: Some(Rating::Two) })));
        let (asleep, awake) = (wall(at(-2)), wall(at(5)));
        written.push((at(8), Measurement::Sleep(Sleep::new(asleep, awake, mood, Some(1))?)));
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_comes_and_all_of_it_lies_within_its_day() {
        let midnight: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
        let mut kinds = BTreeSet::new();
        for day in 0..60 {
            for (at, measurement) in of_day(day, midnight).unwrap() {
                assert!(at >= midnight && at < midnight + SignedDuration::from_hours(24));
                kinds.insert(measurement.kind());
            }
        }
        assert_eq!(kinds.len(), 5);
    }
}
