//! What entries ask for when they are kept: a value of long ago says nothing about now, and nobody is sent to call 112 for it.

use heilsam_domain::blood_pressure::Assessment;
use jiff::{SignedDuration, Timestamp};

use super::{Advice, Complaint, Programme, Reason, Urgency, about_entry, about_history, sorted};
use crate::diary::{DiaryEntry, Measurement};

/// How long a value tells how somebody is; a second very high one within it is an urgency.
///
/// Source: [`Reason::VeryHighTwice`].
const VALUE: SignedDuration = SignedDuration::from_hours(24);
/// How long a side effect, or that no medicine is left, matters: the next tablet may do the same.
///
/// Source: [`Reason::SwollenFace`], [`Reason::MedicineRanOut`].
const MEDICINE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long measuring again is worth it where nothing must rest.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Whether an entry is of so long ago that it asks for nothing now.
fn is_past(entry: &DiaryEntry, now: Timestamp) -> bool {
    let matters = match entry.measurement {
        Measurement::SideEffect(_) | Measurement::MedicationIntake(_) => MEDICINE,
        Measurement::BloodPressure(_)
        | Measurement::Pulse(_)
        | Measurement::Weight(_)
        | Measurement::Activity(_)
        | Measurement::Sleep(_)
        | Measurement::Mood(_)
        | Measurement::FreeNote {} => VALUE,
    };
    now.duration_since(entry.measured_at) > matters
}

/// As [`about_entry`], of an entry that tells how somebody is now; nothing of an older one.
#[must_use]
pub fn about_now(entry: &DiaryEntry, complaints: &[Complaint], now: Timestamp) -> Vec<Advice> {
    if is_past(entry, now) { Vec::new() } else { about_entry(entry, complaints) }
}

/// Whether an entry would have asked for something when it was measured, and does not any more: worth a calm word.
#[must_use]
pub fn was_urgent(entry: &DiaryEntry, now: Timestamp) -> bool {
    is_past(entry, now) && about_entry(entry, &[]).iter().any(|it| it.urgency >= Urgency::MeasureAgain)
}

/// What `new` entries change in what all of them together ask for. What was known before is no news.
fn news(new: &[DiaryEntry], others: &[DiaryEntry], now: Timestamp) -> Vec<Advice> {
    let before = about_history(others, now);
    let all: Vec<DiaryEntry> = others.iter().chain(new).cloned().collect();
    let mut news = about_history(&all, now);
    news.retain(|it| !before.iter().any(|known| known.reason == it.reason));
    news
}

/// What an entry that was just written asks for, by itself and among the others; most urgent first.
#[must_use]
pub fn about_new(entry: &DiaryEntry, others: &[DiaryEntry], now: Timestamp) -> Vec<Advice> {
    let mut advice = about_now(entry, &[], now);
    advice.extend(news(std::slice::from_ref(entry), others, now));
    sorted(advice)
}

/// Of entries that came together, from a device or a file: the one that asks for the most urgent thing, the newest of several,
/// with what it and all of them ask for. `None` where nothing is urgent: what the weeks tell stands on the start page.
#[must_use]
pub fn about_taken(
    new: &[DiaryEntry],
    others: &[DiaryEntry],
    now: Timestamp,
) -> Option<(DiaryEntry, Vec<Advice>)> {
    let matters = |it: &Advice| it.urgency >= Urgency::DoctorToday || it.programme > Programme::GoesOn;
    let asks = |entry: &DiaryEntry| -> Vec<Advice> {
        let just_now = now.duration_since(entry.measured_at) <= AGAIN;
        let mut advice = about_now(entry, &[], now);
        advice.retain(|it| matters(it) || (just_now && it.urgency == Urgency::MeasureAgain));
        advice
    };
    let entry =
        new.iter().max_by_key(|entry| (asks(entry).iter().map(|it| it.urgency).max(), entry.measured_at))?;
    let mut advice = news(new, others, now);
    advice.retain(matters);
    advice.extend(asks(entry));
    (!advice.is_empty()).then(|| (entry.clone(), sorted(advice)))
}

/// Why the programme or its exercises must rest from now on, when `new` entries are kept beside the `others`; each reason once.
///
/// A very high value within a day of another one stops also where that was known before: a doctor who agreed did not know of it.
#[must_use]
pub fn stops(new: &[DiaryEntry], others: &[DiaryEntry], now: Timestamp) -> Vec<Reason> {
    let mut advice: Vec<Advice> = new.iter().flat_map(|entry| about_now(entry, &[], now)).collect();
    advice.extend(news(new, others, now));
    if new.iter().any(|entry| is_very_high(entry) && !is_past(entry, now)) {
        let all: Vec<DiaryEntry> = others.iter().chain(new).cloned().collect();
        advice.extend(about_history(&all, now).into_iter().filter(|it| it.reason == Reason::VeryHighTwice));
    }
    advice.retain(|it| it.programme > Programme::GoesOn);
    let mut reasons: Vec<Reason> = advice.into_iter().map(|it| it.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

fn is_very_high(entry: &DiaryEntry) -> bool {
    matches!(entry.measurement, Measurement::BloodPressure(value) if value.assess() == Assessment::Critical)
}

#[cfg(test)]
mod tests {
    use heilsam_domain::BloodPressure;

    use super::*;
    use crate::diary::{Effect, Origin, Severity, SideEffectDraft};

    fn now() -> Timestamp {
        "2026-03-15T08:00:00Z".parse().unwrap()
    }

    fn entry(hours_ago: i64, measurement: Measurement) -> DiaryEntry {
        let measured_at = now() - SignedDuration::from_hours(hours_ago);
        DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed }
    }

    fn pressure(hours_ago: i64, systolic: u16, diastolic: u16) -> DiaryEntry {
        let value = BloodPressure::new(systolic, diastolic, None).unwrap();
        entry(hours_ago, Measurement::BloodPressure(value))
    }

    fn swollen(hours_ago: i64) -> DiaryEntry {
        let draft = SideEffectDraft {
            effect: Some(Effect::SwollenFace),
            severity: Some(Severity::Mild),
            ..SideEffectDraft::default()
        };
        entry(hours_ago, Measurement::SideEffect(draft.parse().unwrap()))
    }

    fn reasons(advice: &[Advice]) -> Vec<Reason> {
        advice.iter().map(|it| it.reason).collect()
    }

    #[test]
    fn a_very_high_value_is_urgent_for_a_day_and_then_worth_a_calm_word() {
        let today = pressure(24, 190, 115);
        assert_eq!(reasons(&about_new(&today, &[], now())), [Reason::VeryHigh]);
        assert_eq!(stops(std::slice::from_ref(&today), &[], now()), [Reason::VeryHigh]);
        assert!(!was_urgent(&today, now()));
        let copied = pressure(25, 190, 115);
        assert_eq!(about_new(&copied, &[], now()), []);
        assert_eq!(stops(std::slice::from_ref(&copied), &[], now()), []);
        assert!(was_urgent(&copied, now()));
        assert!(!was_urgent(&pressure(25, 130, 80), now()), "an ordinary value is worth no word");
    }

    #[test]
    fn a_swelling_of_the_week_stops_since_the_next_tablet_may_do_the_same() {
        assert_eq!(stops(&[swollen(72)], &[], now()), [Reason::SwollenFace]);
        assert_eq!(stops(&[swollen(8 * 24)], &[], now()), []);
        assert!(was_urgent(&swollen(8 * 24), now()));
    }

    #[test]
    fn a_third_very_high_value_stops_as_the_second_did() {
        let known = [pressure(3, 185, 100), pressure(2, 186, 100)];
        let both = [Reason::VeryHigh, Reason::VeryHighTwice];
        assert_eq!(stops(&known[1..], &known[..1], now()), both);
        assert_eq!(stops(&[pressure(0, 187, 100)], &known, now()), both);
        assert_eq!(stops(&[pressure(0, 130, 80)], &known, now()), [], "a good value stops nothing");
    }

    #[test]
    fn of_many_entries_the_newest_of_the_most_urgent_is_shown() {
        let ordinary = [pressure(0, 130, 80), pressure(600, 190, 115)];
        assert_eq!(about_taken(&ordinary, &[], now()), None, "long ago, and not urgent now");
        let taken = [pressure(5, 185, 100), pressure(2, 190, 115), pressure(0, 130, 80)];
        let (entry, advice) = about_taken(&taken, &[], now()).unwrap();
        assert_eq!(entry, taken[1]);
        assert_eq!(reasons(&advice), [Reason::VeryHighTwice, Reason::VeryHigh]);
        assert_eq!(about_taken(&[], &[], now()), None);
        assert_eq!(
            about_taken(&[pressure(2, 85, 55)], &[], now()),
            None,
            "nobody measures a low value again then"
        );
        assert!(about_taken(&[pressure(1, 85, 55)], &[], now()).is_some());
    }
}
