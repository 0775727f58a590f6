//! What the diary shows of the files of others: readings that hold, in the unit that it shows.

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::{Written, sample};

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

#[test]
fn what_was_taken_back_and_a_dose_that_was_not_taken_are_no_entries() {
    let file = file();
    let shown = brought(&file).1;
    for (status, other) in [
        (r#""status":"final","category":["#, r#""status":"entered-in-error","category":["#),
        (r#""status":"completed","medicationReference""#, r#""status":"not-done","medicationReference""#),
    ] {
        assert!(file.contains(status), "{status}");
        let (written, now) = brought(&file.replacen(status, other, 1));
        assert_eq!(now, shown - 1, "{other}");
        assert!(export(after(9, &written), Format::Json).contains(other), "it goes along as it came");
    }
}
