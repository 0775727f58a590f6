//! What the diary shows of the files of others: readings that hold, in the unit that it shows.

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::{Written, sample};
use serde_json::Value;

use super::{after, all, bring, empty, export, sources};

fn file() -> String {
    export(sample::account(7, sources()), Format::Json)
}

/// What a file brings, and how much of it appears in the diary.
fn brought(file: &str) -> (Vec<Written>, usize) {
    let brought = bring(empty(9), file).unwrap();
    let in_diary = brought.preview().in_diary;
    (all(brought), in_diary)
}

#[test]
fn a_weight_in_pounds_is_kept_and_never_shown_as_kilograms() {
    let kilograms = r#""unit":"kg","system":"http://unitsofmeasure.org","code":"kg""#;
    let pounds = r#""unit":"lb","system":"http://unitsofmeasure.org","code":"[lb_av]""#;
    let file = file();
    assert!(file.contains(kilograms));
    let shown = brought(&file).1;
    let (written, shown_in_pounds) = brought(&file.replace(kilograms, pounds));
    assert_eq!(shown_in_pounds, shown - 1);
    let mut diary = written.iter().filter(|it| it.collection == Collection::Diary);
    assert!(diary.all(|it| !it.payload.contains(r#""kind":"weight""#)));
    assert!(export(after(9, &written), Format::Json).contains(pounds), "it goes along as it came");
}

/// The file with one text replaced in the first resource of a profile.
fn with(file: &str, profile: &str, from: &str, to: &str) -> String {
    let (before, after) = file.split_once(&format!("_{profile}|1.1.0")).unwrap();
    assert!(after.contains(from), "{from}");
    format!("{before}_{profile}|1.1.0{}", after.replacen(from, to, 1))
}

#[test]
fn what_was_taken_back_and_a_dose_that_was_not_taken_are_no_entries() {
    let file = file();
    let shown = brought(&file).1;
    for (profile, status, other) in [
        ("Observation_Body_Weight", r#""status":"final""#, r#""status":"entered-in-error""#),
        ("MedicationAdministration_Medication_Intake", r#""status":"completed""#, r#""status":"not-done""#),
    ] {
        let (written, now) = brought(&with(&file, profile, status, other));
        assert_eq!(now, shown - 1, "{other}");
        assert!(export(after(9, &written), Format::Json).contains(other), "it goes along as it came");
    }
}

/// The pressure that has a pulse in the sample.
fn pressure(written: &[Written]) -> Value {
    let entry = written.iter().find(|it| it.payload.contains(r#""systolic":135"#)).unwrap();
    serde_json::from_str(&entry.payload).unwrap()
}

#[test]
fn a_pulse_goes_with_the_pressure_of_its_time_in_the_file_of_another_app() {
    let foreign = file().replace("99999001", "88888001");
    let at = r#""effectiveDateTime":"2026-03-01T08:00:00+01:00""#;
    let (written, shown) = brought(&foreign);
    let data = pressure(&written);
    assert_eq!(data["entry"]["measurement"]["pulse"], 70);
    assert!(data["imported"].is_object() && data["imported_pulse"].is_object());
    let later = at.replace("08:00:00", "08:00:01");
    let (written, now) = brought(&with(&foreign, "Observation_Heart_Rate", at, &later));
    assert_eq!((&pressure(&written)["entry"]["measurement"]["pulse"], now), (&Value::Null, shown + 1));
}

#[test]
fn a_pulse_that_was_taken_back_is_none_of_the_pressure_and_goes_along() {
    let (from, to) = (r#""status":"final""#, r#""status":"entered-in-error""#);
    let foreign = with(&file(), "Observation_Heart_Rate", from, to);
    let (written, _) = brought(&foreign);
    let data = pressure(&written);
    assert_eq!(data["entry"]["measurement"]["pulse"], Value::Null);
    assert!(export(after(9, &written), Format::Json).contains(to));
}
