//! Made-up data for the preview: the third week of somebody whose blood pressure gets better. Nothing of it is about anybody.

use std::collections::BTreeMap;
use std::ops::Range;

use heilsam_client::appointment::kept::KeptAppointment;
use heilsam_client::assessment::Assessment;
use heilsam_domain::BloodPressure;
use heilsam_therapy::content::Measure;
use heilsam_therapy::diary::{IntakeDraft, IntakeResult, Mood, Origin, Rating, Sleep, Weight};
use heilsam_therapy::programme::{Course, Goal, ModuleState, Quiz};
use heilsam_therapy::questionnaire::{State, Status};
use heilsam_therapy::scoring::{Score, ScoreResult};
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Span, Timestamp};
use rust_decimal::Decimal;

/// Days with made-up values.
const DAYS: i64 = 30;
/// What is added to each day's values, so that no two weeks look alike.
const WAVE: [u16; 11] = [3, 7, 1, 5, 9, 0, 4, 8, 2, 6, 5];
/// Today's day of the programme: in its third week.
const DAY_OF_COURSE: i64 = 17;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Blood pressure, high at first, better with treatment, morning and evening of the last thirty days; beside it weight, sleep,
/// mood and a medicine. `local` tells what the clock on the wall showed.
pub fn entries(now: Timestamp, medicine: &str, local: fn(Timestamp) -> DateTime) -> Vec<DiaryEntry> {
    let today = now.as_second().div_euclid(86_400);
    let hours = (0..DAYS).flat_map(|day| [(day, 6_i64, 4_u16), (day, 18, 0)]);
    let mut told = Vec::new();
    for ((day, hour, offset), wave) in hours.zip(WAVE.into_iter().cycle()) {
        let second = (today - DAYS + day) * 86_400 + hour * 3_600 + i64::from(wave) * 240;
        let Ok(at) = Timestamp::from_second(second) else { continue };
        told.extend(pressure(day, offset, wave).map(|it| (at, it)));
        if hour < 12 {
            told.extend(beside(day, wave, local(at), medicine).into_iter().map(|it| (at, it)));
        }
    }
    let past = told.into_iter().filter(|(at, _)| now.duration_since(*at) > SignedDuration::ZERO);
    past.map(|(measured_at, measurement)| DiaryEntry {
        measured_at,
        measurement,
        note: String::new(),
        origin: Origin::Typed,
    })
    .collect()
}

fn pressure(day: i64, offset: u16, wave: u16) -> Option<Measurement> {
    let progress = u16::try_from(day * 20 / DAYS).ok()?;
    let value =
        BloodPressure::new(148 + offset + wave - progress, 87 + wave / 2 - progress / 2, Some(64 + wave));
    value.ok().map(Measurement::BloodPressure)
}

/// What else is told in the morning: weight, sleep and mood in turn, and the medicine of the last days.
fn beside(day: i64, wave: u16, awake_at: DateTime, medicine: &str) -> Vec<Measurement> {
    let better = day > DAYS / 2;
    let mut told = Vec::new();
    match day % 3 {
        0 => {
            let lost = u32::try_from(day * 40).unwrap_or_default();
            let weight = Weight::from_grams(84_900_u32.saturating_sub(lost) + u32::from(wave) * 20);
            told.extend(weight.ok().map(Measurement::Weight));
        }
        1 => {
            let asleep_at = awake_at.saturating_sub(SignedDuration::from_mins(400 + i64::from(wave) * 8));
            let quality = if better { Rating::Four } else { Rating::Three };
            told.extend(Sleep::new(asleep_at, awake_at, quality, None).ok().map(Measurement::Sleep));
        }
        _ => {
            let mood = if better { Rating::Four } else { Rating::Three };
            told.push(Measurement::Mood(Mood { mood, tension: Some(Rating::Two) }));
        }
    }
    if day >= DAYS - 10 {
        let intake = IntakeDraft {
            medicine: medicine.to_owned(),
            amount: "1".to_owned(),
            result: Some(IntakeResult::Taken),
            ..IntakeDraft::default()
        };
        told.extend(intake.parse().ok().map(Measurement::MedicationIntake));
    }
    told
}

/// The programme in its third week, with two modules read and the third begun.
pub fn course(today: Date) -> Course {
    let day = |number: i64| today.saturating_sub(Span::new().days(DAY_OF_COURSE - number));
    let module = |name: &str, sections: u8, days: Range<i64>| {
        let first = day(days.start);
        let state = ModuleState {
            read: (0..sections).collect(),
            read_on: (0..sections).map(|section| (section, first)).collect(),
            exercised: days.map(day).collect(),
        };
        (name.to_owned(), state)
    };
    Course {
        v: 1,
        package: "hypertonie".to_owned(),
        first_day: day(1),
        modules: BTreeMap::from([
            module("messen", 5, 1..8),
            module("verstehen", 4, 8..11),
            module("salz", 1, 15..17),
        ]),
        quiz: Quiz::default(),
        goals: vec![Goal {
            id: "zweimal-messen".to_owned(),
            measure: Measure::DaysMeasuredTwice,
            target: 5,
            since: day(2),
        }],
        reminders: Vec::new(),
        pauses: Vec::new(),
        taken_back: Vec::new(),
        suitable: None,
        survey: Vec::new(),
        goes_on_in: None,
        earlier: Vec::new(),
    }
}

/// The questionnaire about doing something oneself, on the first day of the programme and two days ago: a line that rises.
pub fn assessments(now: Timestamp) -> [Assessment; 2] {
    let ago = |days: i32| now.saturating_sub(DAY * days).unwrap_or(now);
    [assessment(ago(16), Decimal::new(15, 1), "low"), assessment(ago(2), Decimal::new(225, 2), "medium")]
}

fn assessment(at: Timestamp, value: Decimal, band: &str) -> Assessment {
    let (name, version) = ("self-management", "1.0.0");
    Assessment {
        questionnaire: name.to_owned(),
        state: State {
            v: 1,
            questionnaire: format!("urn:heilsam:questionnaire:{name}"),
            version: version.to_owned(),
            started_at: at,
            changed_at: at,
            answers: BTreeMap::new(),
            repetitions: BTreeMap::new(),
            at: None,
            status: Status::Completed,
        },
        result: Some(ScoreResult {
            scoring: name.to_owned(),
            version: version.to_owned(),
            questionnaire_version: version.to_owned(),
            authored: at,
            scores: vec![Score {
                scale: "total".to_owned(),
                value: Some(value),
                missing: 0,
                band: Some(band.to_owned()),
            }],
            alerts: Vec::new(),
        }),
    }
}

/// A video consultation in two days, to look at; it leads nowhere.
pub fn appointment(now: Timestamp, practice: String) -> KeptAppointment {
    let hour = now.as_second().div_euclid(3_600);
    KeptAppointment {
        begins_at: Timestamp::from_second((hour + 48) * 3_600).unwrap_or(now),
        practice,
        note: String::new(),
        with_carer: false,
        cancelled: false,
        way: None,
        cancel: None,
        sharing: None,
        met_at: None,
    }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::content::Package;
    use heilsam_therapy::diary::Kind;
    use jiff::tz::Offset;

    use super::*;
    use crate::patient::content::shipped;

    fn now() -> Timestamp {
        "2026-03-01T12:00:00Z".parse().unwrap()
    }

    fn told() -> Vec<DiaryEntry> {
        entries(now(), "Tablette", |at| Offset::UTC.to_datetime(at))
    }

    #[test]
    fn the_values_are_possible_of_the_past_and_get_better() {
        let entries = told();
        assert!(entries.iter().all(|entry| entry.measured_at < now()));
        let systolic: Vec<u32> = entries
            .iter()
            .filter_map(|entry| match &entry.measurement {
                Measurement::BloodPressure(value) => Some(u32::from(value.systolic())),
                _ => None,
            })
            .collect();
        assert!(systolic.len() >= 58, "{}", systolic.len());
        let sum = |week: &[u32]| week.iter().sum::<u32>();
        assert!(sum(&systolic[..14]) > sum(&systolic[44..58]) + 14 * 10);
    }

    #[test]
    fn there_is_more_than_blood_pressure() {
        let entries = told();
        for kind in [Kind::Weight, Kind::Sleep, Kind::Mood, Kind::MedicationIntake] {
            let count = entries.iter().filter(|entry| entry.measurement.kind() == kind).count();
            assert!(count >= 9, "{kind:?}: {count}");
        }
    }

    #[test]
    fn the_programme_is_the_one_that_is_shipped_in_its_third_week() {
        let package = Package::load(|name| shipped(&format!("hypertonie/{name}"))).unwrap();
        let today = "2026-03-01".parse().unwrap();
        let course = course(today);
        assert_eq!(
            (course.package.as_str(), course.week(&package, today)),
            (package.manifest.id.as_str(), 3)
        );
        for (name, state) in &course.modules {
            let module = package.modules.iter().find(|module| module.id == *name).unwrap();
            assert!(state.read.len() <= module.sections.len(), "{name}");
            assert_eq!(state.read_days().count(), state.read.len(), "{name}");
            assert!(state.exercised.iter().all(|day| *day < today && *day >= course.first_day), "{name}");
        }
        for goal in &course.goals {
            let template = package.plan.goals.iter().find(|template| template.id == goal.id).unwrap();
            assert_eq!(Goal::choose(template, goal.target, goal.since).as_ref(), Ok(goal));
        }
    }

    #[test]
    fn the_questionnaire_is_the_one_that_is_shipped_and_its_result_rises() {
        let scoring = shipped("scorings/self-management.json").unwrap();
        let results = assessments(now()).map(|it| it.result.unwrap().scores.remove(0));
        for score in &results {
            assert!(scoring.contains(&format!("\"id\": \"{}\"", score.scale)));
            assert!(scoring.contains(&format!("\"id\": \"{}\"", score.band.as_ref().unwrap())));
        }
        assert!(results[0].value < results[1].value);
    }
}
