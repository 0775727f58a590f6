use serde_json::{Value, json};

use super::*;

const BASE: &str = "https://recorder.example/fhir";

fn at(day: i8) -> Timestamp {
    jiff::civil::date(2026, 3, day).at(8, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp()
}

fn now() -> Timestamp {
    at(28)
}

/// A reading of a cuff on a day.
fn observation(cuff: &str, day: i8) -> Value {
    let part = |code: &str, value: i8| {
        json!({"code": {"coding": [{"system": "http://loinc.org", "code": code}]},
            "valueQuantity": {"value": value, "code": "mm[Hg]"}})
    };
    json!({"resourceType": "Observation", "id": format!("{cuff}-{day}"), "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "85354-9"}]},
        "effectiveDateTime": at(day).to_string(), "device": {"reference": format!("Device/{cuff}")},
        "component": [part("8480-6", 120), part("8462-4", 80)]})
}

fn page(observations: &[Value], next: Option<&str>) -> String {
    let device =
        |cuff: &str| json!({"resource": {"resourceType": "Device", "id": cuff, "serialNumber": cuff}});
    let mut entry: Vec<Value> = observations.iter().map(|it| json!({ "resource": it })).collect();
    entry.extend(["a", "b"].map(device));
    let link: Vec<Value> = next.iter().map(|url| json!({"relation": "next", "url": url})).collect();
    json!({"resourceType": "Bundle", "type": "searchset", "entry": entry, "link": link}).to_string()
}

/// A patient with everything that pulls brought.
#[derive(Default)]
struct Patient {
    diary: Vec<(RecordId, DiaryEntry)>,
    seen: Seen,
    progress: Progress,
}

impl Patient {
    fn round(&self) -> Round {
        Round::begin(BASE, &self.progress, &self.seen, now())
    }

    fn finish(&mut self, round: Round) -> Pulled {
        let (pulled, progress) = round.finish(&self.diary, &mut self.seen);
        // Kept and read again, as between two days.
        self.progress = serde_json::from_str(&serde_json::to_string(&progress).unwrap()).unwrap();
        for entry in pulled.entries.clone() {
            let number = u8::try_from(self.diary.len()).unwrap();
            self.diary.push((RecordId::from_parts(1, [number; 10]), entry));
        }
        pulled
    }

    /// A pull from a recorder that has these readings.
    fn pull(&mut self, there: &[(&str, i8)]) -> Pulled {
        let mut round = self.round();
        while let Some(address) = round.address().map(str::to_owned) {
            let since: Timestamp =
                address.split("date=gt").nth(1).unwrap().split('&').next().unwrap().parse().unwrap();
            let asked = there.iter().filter(|(_, day)| at(*day) > since);
            let found: Vec<Value> = asked.map(|(cuff, day)| observation(cuff, *day)).collect();
            round.read(&page(&found, None)).unwrap();
        }
        self.finish(round)
    }
}

#[test]
fn readings_that_reach_the_recorder_late_come() {
    let mut patient = Patient::default();
    assert_eq!(patient.pull(&[]).entries.len(), 0, "day 14: the cuff was not read yet");
    let fortnight: Vec<(&str, i8)> = (1..=15).map(|day| ("a", day)).collect();
    assert_eq!(patient.pull(&fortnight).entries.len(), 15, "day 15: all of it");
    let again = patient.pull(&fortnight);
    assert_eq!(
        (again.entries.len(), again.known),
        (0, 7),
        "asked for again from a week before the newest on"
    );
}

#[test]
fn each_device_is_asked_for_from_its_own_newest_reading_on() {
    let mut patient = Patient::default();
    patient.pull(&[("a", 1), ("b", 2), ("a", 20)]);
    let late = [("a", 1), ("b", 2), ("a", 20), ("b", 4), ("b", 5)];
    assert_eq!(patient.pull(&late).entries.len(), 2);
}

#[test]
fn a_device_that_was_not_heard_of_is_asked_for_from_the_beginning() {
    let mut patient = Patient::default();
    patient.pull(&[("a", 20)]);
    let late = [("a", 20), ("b", 2), ("b", 21)];
    let pulled = patient.pull(&late);
    assert_eq!((pulled.entries.len(), pulled.known), (2, 1));
    assert_eq!(patient.pull(&late).entries.len(), 0);
}

#[test]
fn a_device_that_was_replaced_does_not_hold_back_the_others() {
    let before = |days: i64| at(27) - SignedDuration::from_hours(days * 24);
    let known = |days| Progress {
        newest: BTreeMap::from([("a".to_owned(), at(27)), ("b".to_owned(), before(days))]),
        ..Progress::default()
    };
    for (days, from) in [(90, before(97)), (91, at(20))] {
        let patient = Patient { progress: known(days), ..Patient::default() };
        let asked = format!("date=gt{from}&");
        assert!(patient.round().address().unwrap().contains(&asked), "{days} days silent: {asked}");
    }
    let mut patient = Patient { progress: known(91), ..Patient::default() };
    let again = patient.pull(&[("b", 2), ("a", 27), ("b", 26)]);
    assert_eq!(again.entries.len(), 3, "heard of again: also what it measured in between");
}

#[test]
fn a_clock_that_is_ahead_hides_nothing() {
    let mut patient = Patient::default();
    assert_eq!(patient.pull(&[("a", 31)]).impossible, 1);
    assert_eq!(patient.pull(&[("a", 1), ("a", 31)]).entries.len(), 1);
}

#[test]
fn a_recorder_that_does_not_end_is_stopped_and_the_next_pull_goes_on_there() {
    let mut patient = Patient::default();
    let mut round = patient.round();
    let mut number = 0;
    while round.address().is_some() {
        number += 1;
        round.read(&page(&[], Some(&format!("?page={number}")))).unwrap();
    }
    assert_eq!((number, patient.finish(round).end), (MOST_PAGES, End::More));

    let mut round = patient.round();
    assert_eq!(round.address(), Some("https://recorder.example/fhir/Observation?page=500"));
    round.read(&page(&[observation("a", 1)], None)).unwrap();
    let pulled = patient.finish(round);
    assert_eq!((pulled.end, pulled.entries.len()), (End::Complete, 1));
    assert!(patient.round().address().unwrap().contains("date=gt2026-02-22"), "from the newest reading on");
}

#[test]
fn what_came_before_the_line_was_lost_stays_and_the_next_pull_goes_on_there() {
    let mut patient = Patient::default();
    let mut round = patient.round();
    assert!(!round.break_off(), "nothing came");
    assert!(round.address().is_some());
    round.read(&page(&[observation("a", 20)], Some("?page=2"))).unwrap();
    assert!(round.break_off());
    assert_eq!(round.address(), None);
    let pulled = patient.finish(round);
    assert_eq!((pulled.end, pulled.entries.len()), (End::More, 1));

    let mut round = patient.round();
    assert_eq!(round.address(), Some("https://recorder.example/fhir/Observation?page=2"));
    assert!(!round.break_off(), "nothing new came");
    round.read(&page(&[observation("a", 2)], None)).unwrap();
    let pulled = patient.finish(round);
    assert_eq!((pulled.end, pulled.entries.len()), (End::Complete, 1));
}

#[test]
fn a_place_to_go_on_that_the_recorder_forgot_is_begun_anew() {
    let mut patient = Patient::default();
    assert!(!patient.round().begin_anew(), "a first page that is missing is another thing");
    let mut round = patient.round();
    while round.address().is_some() {
        round.read(&page(&[], Some("?page=2"))).unwrap();
    }
    patient.finish(round);
    let mut round = patient.round();
    assert!(round.begin_anew());
    assert!(round.address().unwrap().contains("date=gt1970"));
    assert!(!round.begin_anew(), "once");
}

#[test]
fn a_link_to_somebody_else_ends_the_pull_and_what_came_is_kept() {
    let mut patient = Patient::default();
    let mut round = patient.round();
    round.read(&page(&[observation("a", 20)], Some("https://evil.example/fhir?page=2"))).unwrap();
    assert_eq!(round.address(), None, "nobody else gets the token");
    let pulled = patient.finish(round);
    assert_eq!((pulled.end, pulled.entries.len()), (End::Elsewhere, 1));
    assert_eq!(patient.progress, Progress::default(), "the next pull asks for the same again");
}

#[test]
fn a_pairing_from_before_devices_were_told_apart_goes_on_from_its_newest_reading() {
    let seen: Seen = serde_json::from_str(r#"[["a-20","2026-03-20T08:00:00Z"]]"#).unwrap();
    let mut patient = Patient { seen, ..Patient::default() };
    let pulled = patient.pull(&[("a", 1), ("a", 20), ("a", 21)]);
    assert_eq!(pulled.entries.len(), 1, "what was deleted long ago does not come back");
}

#[test]
fn a_pairing_of_an_earlier_build_never_brings_again_what_that_build_forgot() {
    let progress = Progress::of_earlier_build(Some(at(21)));
    let mut patient = Patient { progress, ..Patient::default() };
    let there = [("a", 1), ("a", 6)];
    assert_eq!(patient.pull(&there).entries.len(), 0, "nothing newer came, and nothing comes back");
    assert!(patient.round().address().unwrap().contains("date=gt2026-03-07"), "still from 14 days before");
    assert_eq!(patient.pull(&[("a", 6), ("a", 8), ("a", 24)]).entries.len(), 2);
    assert_eq!(patient.pull(&[("a", 6), ("b", 5), ("b", 9), ("b", 25)]).entries.len(), 2, "a new device");
}

#[test]
fn what_an_earlier_build_remembered_does_not_lead_back_to_what_it_forgot() {
    let seen: Seen = serde_json::from_str(r#"[["a-8","2026-03-08T08:00:00Z"]]"#).unwrap();
    let progress = Progress::of_earlier_build(Some(at(21)));
    let mut patient = Patient { seen, progress, ..Patient::default() };
    let pulled = patient.pull(&[("a", 6), ("a", 8)]);
    assert_eq!((pulled.entries.len(), pulled.known), (0, 1));
}

#[test]
fn a_new_pairing_is_asked_from_the_beginning_until_a_reading_came() {
    let mut patient = Patient { progress: Progress::of_earlier_build(None), ..Patient::default() };
    patient.pull(&[]);
    assert!(patient.round().address().unwrap().contains("date=gt1970"));
}

#[test]
fn what_is_no_page_is_an_error() {
    assert_eq!(Patient::default().round().read("<html>"), Err(PageError::NoBundle));
}
