//! Where a hint of the programme helps: at most one at a time.

use heilsam_domain::blood_pressure::Assessment;
use jiff::Timestamp;

use crate::content::Trigger;
use crate::diary::{DiaryEntry, Kind, Measurement, Rating};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
/// A reading so old is no reason any more to measure again.
const JUST_NOW: i64 = 30 * MINUTE;
/// For how long a bad mood is that of today.
const TODAY: i64 = 12 * HOUR;
/// How long ago one woke up from the last night, at most.
const LAST_NIGHT: i64 = 14 * HOUR;
/// Below so many minutes a night was short.
const SHORT_NIGHT: u32 = 6 * 60;
/// After so long without an entry, coming back is worth a word.
const LONG_PAUSE: i64 = 72 * HOUR;

/// Beside the form for a new entry. `left_out`: the form says that a medicine was not taken.
#[must_use]
pub fn beside_form(kind: Kind, left_out: bool, others: &[DiaryEntry], now: Timestamp) -> Option<Trigger> {
    match kind {
        Kind::BloodPressure if slept_little(others, now) => Some(Trigger::ShortNight),
        Kind::BloodPressure => Some(Trigger::BeforeReading),
        Kind::Weight => Some(Trigger::BeforeWeight),
        Kind::MedicationIntake if left_out => Some(Trigger::IntakeSkipped),
        Kind::SideEffect => Some(Trigger::SideEffect),
        Kind::MedicationIntake | Kind::Pulse | Kind::Activity | Kind::Sleep | Kind::Mood | Kind::FreeNote => {
            None
        }
    }
}

/// On the start page. `lately`: the entries of the last weeks; `week`: that of the programme, and how many it has.
#[must_use]
pub fn on_start_page(lately: &[DiaryEntry], week: Option<(u8, u8)>, now: Timestamp) -> Option<Trigger> {
    let Some(last) = lately.iter().max_by_key(|it| it.measured_at) else { return Some(Trigger::LongPause) };
    if age(last, now) > LONG_PAUSE {
        return Some(Trigger::LongPause);
    }
    about_last(last, lately, now).or(match week {
        Some((1, _)) => Some(Trigger::FirstWeek),
        Some((week, weeks)) if week == weeks => Some(Trigger::LastWeek),
        _ => None,
    })
}

fn about_last(last: &DiaryEntry, lately: &[DiaryEntry], now: Timestamp) -> Option<Trigger> {
    match &last.measurement {
        Measurement::BloodPressure(value) if age(last, now) <= JUST_NOW => match value.assess() {
            Assessment::High if !asked_before(last, lately) => Some(Trigger::AfterHighReading),
            Assessment::Low => Some(Trigger::AfterLowReading),
            Assessment::High | Assessment::Critical | Assessment::Unremarkable => None,
        },
        Measurement::Mood(it) if age(last, now) <= TODAY && it.mood <= Rating::Two => Some(Trigger::LowMood),
        _ => None,
    }
}

/// After a second high reading nobody is asked for a third.
fn asked_before(last: &DiaryEntry, lately: &[DiaryEntry]) -> bool {
    // By place, not by time: two readings are often written down in the same minute.
    let others = lately.iter().filter(|it| !std::ptr::eq(*it, last));
    let mut earlier = others.filter(|it| (0..=JUST_NOW).contains(&age(it, last.measured_at)));
    earlier.any(|it| match &it.measurement {
        Measurement::BloodPressure(value) => value.assess() == Assessment::High,
        _ => false,
    })
}

fn slept_little(others: &[DiaryEntry], now: Timestamp) -> bool {
    others.iter().any(|it| match &it.measurement {
        Measurement::Sleep(sleep) => age(it, now) <= LAST_NIGHT && sleep.minutes() < SHORT_NIGHT,
        _ => false,
    })
}

/// Seconds since the entry.
fn age(entry: &DiaryEntry, now: Timestamp) -> i64 {
    now.as_second() - entry.measured_at.as_second()
}

#[cfg(test)]
mod tests {
    use heilsam_domain::BloodPressure;
    use jiff::civil::date;

    use super::*;
    use crate::diary::{Mood, Origin, Sleep};

    fn now() -> Timestamp {
        "2026-03-10T09:00:00Z".parse().unwrap()
    }

    fn ago(minutes: i64, measurement: Measurement) -> DiaryEntry {
        let measured_at = Timestamp::from_second(now().as_second() - minutes * MINUTE).unwrap();
        DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed }
    }

    fn reading(minutes: i64, systolic: u16) -> DiaryEntry {
        let diastolic = systolic / 2 + 10;
        ago(minutes, Measurement::BloodPressure(BloodPressure::new(systolic, diastolic, None).unwrap()))
    }

    fn night(minutes: i64, hours: i8) -> DiaryEntry {
        let (asleep, awake) = (date(2026, 3, 10).at(1, 0, 0, 0), date(2026, 3, 10).at(1 + hours, 0, 0, 0));
        ago(minutes, Measurement::Sleep(Sleep::new(asleep, awake, Rating::Two, None).unwrap()))
    }

    fn mood(minutes: i64, mood: Rating) -> DiaryEntry {
        ago(minutes, Measurement::Mood(Mood { mood, tension: None }))
    }

    #[test]
    fn each_form_has_the_hint_of_its_kind() {
        let hint = |kind, left_out| beside_form(kind, left_out, &[], now());
        assert_eq!(hint(Kind::BloodPressure, false), Some(Trigger::BeforeReading));
        assert_eq!(hint(Kind::Weight, false), Some(Trigger::BeforeWeight));
        assert_eq!(hint(Kind::SideEffect, false), Some(Trigger::SideEffect));
        assert_eq!(hint(Kind::MedicationIntake, false), None);
        assert_eq!(hint(Kind::MedicationIntake, true), Some(Trigger::IntakeSkipped));
        assert_eq!(hint(Kind::FreeNote, false), None);
    }

    #[test]
    fn a_short_night_explains_the_reading_of_the_day_after() {
        let hint = |entry: DiaryEntry| beside_form(Kind::BloodPressure, false, &[entry], now());
        assert_eq!(hint(night(120, 5)), Some(Trigger::ShortNight));
        assert_eq!(hint(night(120, 6)), Some(Trigger::BeforeReading));
        assert_eq!(hint(night(15 * 60, 5)), Some(Trigger::BeforeReading), "that was the night before");
    }

    #[test]
    fn a_high_reading_asks_for_a_second_one_once() {
        let hint = |entries: &[DiaryEntry]| on_start_page(entries, None, now());
        assert_eq!(hint(&[reading(1, 150)]), Some(Trigger::AfterHighReading));
        assert_eq!(hint(&[reading(1, 148), reading(4, 150)]), None, "this is the second one");
        assert_eq!(hint(&[reading(1, 148), reading(1, 150)]), None, "written down in the same minute");
        assert_eq!(hint(&[reading(1, 150), reading(4, 120)]), Some(Trigger::AfterHighReading));
        assert_eq!(hint(&[reading(31, 150)]), None, "too long ago to measure again");
        assert_eq!(hint(&[reading(1, 190)]), None, "advice says more about it");
        assert_eq!(hint(&[reading(1, 120)]), None);
        assert_eq!(hint(&[reading(1, 85)]), Some(Trigger::AfterLowReading));
    }

    #[test]
    fn a_bad_day_gets_a_word_on_the_day() {
        let hint = |entry: DiaryEntry| on_start_page(&[entry], None, now());
        assert_eq!(hint(mood(60, Rating::Two)), Some(Trigger::LowMood));
        assert_eq!(hint(mood(60, Rating::Three)), None);
        assert_eq!(hint(mood(13 * 60, Rating::One)), None);
    }

    #[test]
    fn who_comes_back_after_three_days_is_welcome() {
        assert_eq!(on_start_page(&[reading(71 * 60, 120)], Some((3, 12)), now()), None);
        assert_eq!(on_start_page(&[reading(73 * 60, 120)], Some((1, 12)), now()), Some(Trigger::LongPause));
        assert_eq!(on_start_page(&[], None, now()), Some(Trigger::LongPause), "nothing for weeks");
    }

    #[test]
    fn the_first_and_the_last_week_have_their_own_hint() {
        let hint = |week| on_start_page(&[reading(60, 120)], Some((week, 12)), now());
        assert_eq!(hint(1), Some(Trigger::FirstWeek));
        assert_eq!(hint(2), None);
        assert_eq!(hint(12), Some(Trigger::LastWeek));
        assert_eq!(hint(13), None, "it is over");
    }
}
