use jiff::civil::date;

use super::*;

fn entry(measurement: Measurement) -> DiaryEntry {
    let measured_at = "2026-03-01T07:30:00Z".parse().unwrap();
    DiaryEntry { measured_at, measurement, note: String::new(), origin: Origin::Typed }
}

/// One entry of every kind, in the order of [`Kind::ALL`], with its stored form.
fn all() -> Vec<(Measurement, &'static str)> {
    let intake =
        IntakeDraft { medicine: "Ramipril".into(), result: Some(IntakeResult::Taken), ..Default::default() };
    let effect =
        SideEffectDraft { effect: Some(Effect::Cough), severity: Some(Severity::Mild), ..Default::default() };
    let (asleep, awake) = (date(2026, 2, 28).at(22, 30, 0, 0), date(2026, 3, 1).at(6, 0, 0, 0));
    vec![
        (
            Measurement::BloodPressure(BloodPressure::new(135, 85, Some(72)).unwrap()),
            r#"{"kind":"blood-pressure","systolic":135,"diastolic":85,"pulse":72}"#,
        ),
        (
            Measurement::Pulse(Pulse::new(64, true).unwrap()),
            r#"{"kind":"pulse","per_minute":64,"irregular":true}"#,
        ),
        (Measurement::Weight(Weight::from_grams(82_500).unwrap()), r#"{"kind":"weight","grams":82500}"#),
        (
            Measurement::MedicationIntake(intake.parse().unwrap()),
            r#"{"kind":"medication-intake","medicine":"Ramipril","result":"taken"}"#,
        ),
        (
            Measurement::SideEffect(effect.parse().unwrap()),
            r#"{"kind":"side-effect","effect":"cough","severity":"mild"}"#,
        ),
        (
            Measurement::Activity(
                Activity::new(ActivityKind::Walking, 30, Effort::Moderate, Some(3_000)).unwrap(),
            ),
            r#"{"kind":"activity","activity":"walking","minutes":30,"effort":"moderate","steps":3000}"#,
        ),
        (
            Measurement::Sleep(Sleep::new(asleep, awake, Rating::Four, None).unwrap()),
            r#"{"kind":"sleep","asleep_at":"2026-02-28T22:30:00","awake_at":"2026-03-01T06:00:00","quality":4}"#,
        ),
        (
            Measurement::Mood(Mood { mood: Rating::Three, tension: Some(Rating::Two) }),
            r#"{"kind":"mood","mood":3,"tension":2}"#,
        ),
        (Measurement::FreeNote {}, r#"{"kind":"free-note"}"#),
    ]
}

#[test]
fn the_stored_form_of_every_kind_stays_as_it_is() {
    let kinds: Vec<Kind> = all().iter().map(|(measurement, _)| measurement.kind()).collect();
    assert_eq!(kinds, Kind::ALL);
    for (measurement, json) in all() {
        assert_eq!(serde_json::to_string(&measurement).unwrap(), json);
        assert_eq!(serde_json::from_str::<Measurement>(json).unwrap(), measurement);
    }
}

#[test]
fn entries_of_the_first_version_are_read_and_written_alike() {
    let json = r#"{"measured_at":"2026-03-01T07:30:00Z","measurement":{"kind":"blood-pressure","systolic":135,"diastolic":85,"pulse":72},"note":"nach dem Sport"}"#;
    let values = BloodPressure::new(135, 85, Some(72)).unwrap();
    let read: DiaryEntry = serde_json::from_str(json).unwrap();
    assert_eq!(
        read,
        DiaryEntry { note: "nach dem Sport".into(), ..entry(Measurement::BloodPressure(values)) }
    );
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}

#[test]
fn the_future_and_empty_notes_are_refused() {
    let now: Timestamp = "2026-03-01T07:30:00Z".parse().unwrap();
    let written = |measured_at: &str, measurement, note: &str| {
        DiaryEntry::new(measured_at.parse().unwrap(), measurement, note, Origin::Typed, now)
    };
    let pulse = || Measurement::Pulse(Pulse::new(70, false).unwrap());
    assert!(written("2026-03-01T07:31:30Z", pulse(), "").is_ok());
    assert_eq!(written("2026-03-01T07:33:00Z", pulse(), ""), Err(EntryError::InFuture));
    assert_eq!(written("2026-03-01T07:00:00Z", Measurement::FreeNote {}, "  "), Err(EntryError::NoteMissing));
    assert_eq!(written("2026-03-01T07:00:00Z", pulse(), &"x".repeat(2_001)), Err(EntryError::NoteTooLong));
    assert_eq!(written("2026-03-01T07:00:00Z", pulse(), " gut ").unwrap().note, "gut");
}

#[test]
fn local_time_follows_the_offset_of_the_entry() {
    let entry = entry(Measurement::FreeNote {});
    assert_eq!(entry.local_time(120), date(2026, 3, 1).at(9, 30, 0, 0));
    assert_eq!(entry.local_time(-180), date(2026, 3, 1).at(4, 30, 0, 0));
    assert_eq!(entry.local_time(i16::MAX), date(2026, 3, 1).at(7, 30, 0, 0));
}
