//! Another app may give its records new names in each file: the readings are the same.

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::{Gathering, KindOf, PreviewCount, sample};
use serde_json::{Value, json};

use super::{after, all, bring, empty, export, sources};

const LENGTH: usize = 36;

/// The same file with another name for everything, as from an app that makes them anew each time.
fn renamed(file: &str) -> String {
    let is_part = |letter: char| letter.is_ascii_hexdigit() || letter == '-';
    let mut renamed = String::new();
    for word in file.split_inclusive(|letter: char| !is_part(letter)) {
        let (name, rest) = word.split_at(word.find(|letter: char| !is_part(letter)).unwrap_or(word.len()));
        if name.len() == LENGTH && name.matches('-').count() == 4 {
            let first = name.chars().next().and_then(|letter| letter.to_digit(16)).unwrap();
            renamed.push(char::from_digit(first ^ 1, 16).unwrap());
            renamed.push_str(name.split_at(1).1);
        } else {
            renamed.push_str(name);
        }
        renamed.push_str(rest);
    }
    renamed
}

#[test]
fn readings_under_new_names_do_not_come_twice() {
    let first = export(sample::account(7, sources()), Format::Json);
    let written = all(bring(empty(9), &first).unwrap());
    let second = bring(after(9, &written), &renamed(&first)).unwrap();
    let kinds = &second.preview().kinds;
    for (kind, known) in [(KindOf::BloodPressure, 2), (KindOf::Pulse, 3), (KindOf::Weight, 1)] {
        assert_eq!(kinds[&kind], PreviewCount { taken: 0, kept: 0, known }, "{kind:?}");
    }
    assert!(
        second.preview().in_diary > 0,
        "what is no reading comes as before: words may be alike and still be two"
    );
}

#[test]
fn another_value_in_the_same_minute_comes() {
    let first = export(sample::account(7, sources()), Format::Json);
    let written = all(bring(empty(9), &first).unwrap());
    let other = renamed(&first).replace("81.4", "82.4");
    assert_ne!(other, renamed(&first), "the sample has this weight");
    let second = bring(after(9, &written), &other).unwrap();
    assert_eq!(second.preview().kinds[&KindOf::Weight], PreviewCount { taken: 1, kept: 0, known: 0 });
}

/// The account of the sample with the measurement of 135 to 85 changed.
fn changed(change: impl Fn(&mut Value)) -> Gathering {
    let mut account = empty(7);
    for (collection, records) in sample::records(&sources()) {
        let mut records: Vec<Value> = serde_json::from_str(&records).unwrap();
        for record in records.iter_mut().filter(|_| collection == Collection::Diary) {
            let measurement = &mut record["data"]["entry"]["measurement"];
            if measurement["systolic"] == 135 {
                change(measurement);
            }
        }
        account.add(collection, &serde_json::to_string(&records).unwrap()).unwrap();
    }
    account
}

#[test]
fn of_a_pressure_with_its_pulse_only_comes_what_the_diary_has_not_in_any_entry() {
    let file = renamed(&export(sample::account(7, sources()), Format::Json));
    let count = |taken, known| PreviewCount { taken, kept: 0, known };
    let typed_together = changed(|_| {});
    let without_pulse = changed(|it| {
        it.as_object_mut().unwrap().remove("pulse");
    });
    let pulse_alone = changed(|it| *it = json!({ "kind": "pulse", "per_minute": 70 }));
    for (account, pressures, pulses) in [
        (typed_together, count(0, 2), count(0, 3)),
        (without_pulse, count(0, 2), count(1, 2)),
        (pulse_alone, count(1, 1), count(0, 3)),
    ] {
        let brought = bring(account, &file).unwrap();
        let kinds = &brought.preview().kinds;
        assert_eq!((kinds[&KindOf::BloodPressure], kinds[&KindOf::Pulse]), (pressures, pulses));
        let written = all(brought);
        assert!(written.iter().all(|it| !it.payload.contains("\"imported_pulse\"")), "never both");
    }
}
