use heilsam_therapy::diary::DeviceFacts;

use super::*;

fn at(text: &str) -> Timestamp {
    format!("2026-03-{text}Z").parse().unwrap()
}

fn reading(id: &str, when: &str, systolic: u16) -> Reading {
    Reading {
        id: id.into(),
        at: at(when),
        systolic,
        diastolic: 80,
        pulse: Some(70),
        device: "Cuff".into(),
        facts: facts(),
        is_corrected: false,
    }
}

fn corrected(id: &str, when: &str, systolic: u16) -> Reading {
    Reading { is_corrected: true, ..reading(id, when, systolic) }
}

fn facts() -> DeviceFacts {
    DeviceFacts { serial: "S1".into(), ..DeviceFacts::default() }
}

fn now() -> Timestamp {
    at("10T12:00:00")
}

fn record(number: u8) -> RecordId {
    RecordId::from_parts(1_700_000_000_000, [number; 10])
}

/// A patient with everything that pulls brought.
#[derive(Default)]
struct Patient {
    diary: Vec<(RecordId, DiaryEntry)>,
    seen: Seen,
}

impl Patient {
    fn pull(&mut self, readings: Vec<Reading>, withdrawn: &[&str]) -> Pulled {
        let withdrawn: Vec<String> = withdrawn.iter().map(|it| (*it).to_owned()).collect();
        let pulled = take(readings, &withdrawn, &self.diary, &mut self.seen, now());
        for entry in pulled.entries.clone() {
            let number = u8::try_from(self.diary.len()).unwrap();
            self.diary.push((record(number), entry));
        }
        for (id, entry) in pulled.changed.clone() {
            self.diary.iter_mut().find(|(record, _)| *record == id).unwrap().1 = entry;
        }
        self.diary.retain(|(record, _)| !pulled.gone.contains(record));
        pulled
    }

    fn systolics(&self) -> Vec<u16> {
        let value = |(_, entry): &(RecordId, DiaryEntry)| match entry.measurement {
            Measurement::BloodPressure(value) => value.systolic(),
            _ => 0,
        };
        self.diary.iter().map(value).collect()
    }
}

fn typed(when: &str, systolic: u16) -> DiaryEntry {
    let value = Measurement::BloodPressure(BloodPressure::new(systolic, 80, None).unwrap());
    DiaryEntry::new(at(when), value, "", Origin::Typed, now()).unwrap()
}

#[test]
fn new_readings_become_entries_of_the_device() {
    let readings = vec![reading("b", "09T08:00:00", 130), reading("a", "08T08:00:00", 140)];
    let pulled = Patient::default().pull(readings, &[]);
    let when: Vec<_> = pulled.entries.iter().map(|it| it.measured_at).collect();
    assert_eq!(when, [at("08T08:00:00"), at("09T08:00:00")]);
    let Origin::Device { name, flags, facts: known, codes } = &pulled.entries[0].origin else {
        panic!("from a device")
    };
    assert_eq!((name.as_str(), flags.len(), known), ("Cuff", 0, &facts()));
    assert!(codes.starts_with(&[Mdc::Systolic, Mdc::Diastolic]), "{codes:?}");
}

#[test]
fn what_was_typed_already_is_not_taken_twice() {
    let mut patient = Patient::default();
    patient.diary.push((record(0), typed("09T08:00:40", 130)));
    let pulled = patient.pull(vec![reading("b", "09T08:00:00", 130)], &[]);
    assert_eq!((pulled.entries.len(), pulled.known), (0, 1));
}

#[test]
fn the_same_reading_twice_in_an_answer_is_one() {
    let twice = vec![reading("a", "09T08:00:00", 130), reading("b", "09T08:00:20", 130)];
    let pulled = Patient::default().pull(twice, &[]);
    assert_eq!((pulled.entries.len(), pulled.known), (1, 1));
}

#[test]
fn an_entry_that_was_deleted_does_not_come_back_however_late_it_is_asked_for_again() {
    let mut patient = Patient::default();
    assert_eq!(patient.pull(vec![reading("a", "01T08:00:00", 130)], &[]).entries.len(), 1);
    patient.diary.clear();
    let much_later = Timestamp::from_second(now().as_second() + 100 * 86_400).unwrap();
    let none = take(vec![], &[], &[], &mut patient.seen, much_later);
    assert_eq!(none, Pulled::default());
    let again = take(vec![corrected("a", "01T08:00:00", 131)], &[], &[], &mut patient.seen, much_later);
    assert_eq!((again.entries.len(), again.changed.len(), again.known), (0, 0, 1));
}

#[test]
fn impossible_values_and_times_are_counted() {
    let wrong = vec![reading("a", "09T08:00:00", 999), reading("b", "11T08:00:00", 130)];
    assert_eq!(Patient::default().pull(wrong, &[]).impossible, 2);
}

#[test]
fn a_corrected_reading_takes_the_place_of_the_one_that_came_and_keeps_the_patients_note() {
    let mut patient = Patient::default();
    let _ = patient.pull(vec![reading("a", "09T08:00:00", 130), reading("b", "09T20:00:00", 120)], &[]);
    patient.diary[0].1.note = "nach dem Sport".into();
    let pulled = patient.pull(vec![corrected("a", "09T08:05:00", 136)], &[]);
    assert_eq!((pulled.entries.len(), pulled.changed.len(), pulled.known), (0, 1, 0));
    let (id, entry) = &pulled.changed[0];
    assert_eq!(
        (*id, entry.measured_at, entry.note.as_str()),
        (record(0), at("09T08:05:00"), "nach dem Sport")
    );
    assert!(matches!(entry.origin, Origin::Device { .. }), "an edit by the device");
    assert_eq!(patient.systolics(), [136, 120]);
    let again = patient.pull(vec![corrected("a", "09T08:05:00", 136)], &[]);
    assert_eq!((again.changed.len(), again.known), (0, 1), "each correction counts once");
}

#[test]
fn a_correction_of_the_pulse_alone_counts() {
    let mut patient = Patient::default();
    let _ = patient.pull(vec![reading("a", "09T08:00:00", 130)], &[]);
    let pulse = Reading { pulse: Some(90), ..corrected("a", "09T08:00:00", 130) };
    assert_eq!(patient.pull(vec![pulse], &[]).changed.len(), 1);
}

#[test]
fn what_the_patient_changed_or_typed_is_not_corrected() {
    let mut patient = Patient::default();
    patient.diary.push((record(0), typed("09T20:00:00", 120)));
    let both = vec![reading("a", "09T08:00:00", 130), reading("b", "09T20:00:00", 120)];
    let _ = patient.pull(both, &[]);
    patient.diary[1].1.measurement = typed("09T08:00:00", 133).measurement;
    let both = vec![corrected("a", "09T08:00:00", 136), corrected("b", "09T20:00:00", 126)];
    let pulled = patient.pull(both, &[]);
    assert_eq!((pulled.changed.len(), pulled.entries.len(), pulled.known), (0, 0, 2));
    assert!(patient.pull(vec![], &["a", "b"]).gone.is_empty());
    assert_eq!(patient.systolics(), [120, 133]);
}

#[test]
fn other_values_without_the_word_of_the_recorder_are_no_correction() {
    let mut patient = Patient::default();
    let _ = patient.pull(vec![reading("a", "09T08:00:00", 130)], &[]);
    let pulled = patient.pull(vec![reading("a", "09T08:00:00", 136)], &[]);
    assert_eq!((pulled.changed.len(), pulled.known), (0, 1));
}

#[test]
fn what_was_recorded_in_error_leaves_the_diary_once() {
    let mut patient = Patient::default();
    let _ = patient.pull(vec![reading("a", "09T08:00:00", 130), reading("b", "09T20:00:00", 120)], &[]);
    let before = patient.diary.clone();
    assert_eq!(patient.pull(vec![], &["a", "unknown"]).gone, [record(0)]);
    assert_eq!(patient.systolics(), [120]);
    patient.diary = before;
    assert!(patient.pull(vec![], &["a"]).gone.is_empty(), "what the patient brought back stays");
}

#[test]
fn a_reading_that_comes_and_is_taken_back_at_once_is_not_taken() {
    let pulled = Patient::default().pull(vec![reading("a", "09T08:00:00", 130)], &["a"]);
    assert_eq!((pulled.entries.len(), pulled.gone.len()), (0, 0));
}

#[test]
fn an_entry_stays_while_another_reading_says_the_same() {
    let mut patient = Patient::default();
    let _ = patient.pull(vec![reading("a", "09T08:00:00", 130)], &[]);
    let renamed = patient.pull(vec![reading("b", "09T08:00:00", 130)], &["a"]);
    assert_eq!(
        (renamed.gone.len(), patient.systolics()),
        (0, vec![130]),
        "the same reading under a new name"
    );
    assert_eq!(patient.pull(vec![], &["b"]).gone, [record(0)], "the last of them");
}

#[test]
fn what_was_taken_before_values_were_remembered_is_corrected_too() {
    let mut patient = Patient::default();
    let _ = patient.pull(vec![reading("a", "09T08:00:00", 130)], &[]);
    patient.seen = serde_json::from_str(r#"[["a","2026-03-09T08:00:00Z"]]"#).unwrap();
    let same = patient.pull(vec![corrected("a", "09T08:00:00", 130)], &[]);
    assert_eq!((same.changed.len(), same.known), (0, 1), "nothing changed");
    assert_eq!(patient.pull(vec![corrected("a", "09T08:00:00", 136)], &[]).changed.len(), 1);
}
