//! Which answers are permitted.

use jiff::civil::date;

use super::*;
use crate::catalogue::{ItemRef, Library, builtin};

fn check(
    library: &Library,
    item: &str,
    place: u8,
    answer: &Answer,
    have: &[&str],
) -> Result<(), AnswerRefused> {
    let item = ItemRef::try_from(item.to_owned()).unwrap();
    let properties = have.iter().map(|id| Property::new(id)).collect();
    let filing = Some(date(2022, 1, 1));
    let around = Circumstances { properties: &properties, rules: library.properties(), filing };
    answer.check(library.item(&item).unwrap().2, Place(place), &around)
}

fn because(reason: &str) -> Answer {
    Answer::NotApplicable { reason: reason.into() }
}

const NO_UPLOAD: &str = "Die digitale Gesundheitsanwendung erlaubt keinen Upload von Dateien.";

#[test]
fn only_the_printed_reason_is_permitted() {
    let library = builtin::library().unwrap();
    let item = "digav-2026-anlage-1/si-22";
    assert_eq!(check(&library, item, 0, &because(NO_UPLOAD), &[]), Ok(()));
    let other = check(&library, item, 0, &because("Braucht bei uns niemand, wirklich."), &[]);
    assert_eq!(other, Err(AnswerRefused::OtherReason { permitted: NO_UPLOAD.into() }));
    let none = check(&library, "digav-2026-anlage-1/ds-01", 0, &because("weil es so ist, wie es ist"), &[]);
    assert_eq!(none, Err(AnswerRefused::NoReasonPermitted));
}

#[test]
fn a_property_of_the_product_removes_the_printed_reason() {
    let library = builtin::library().unwrap();
    let refused = check(&library, "digav-2026-anlage-1/si-22", 0, &because(NO_UPLOAD), &["file-upload"]);
    let Err(AnswerRefused::Contradicted(found)) = refused else { panic!("{refused:?}") };
    assert!(found[0].explain().last().unwrap().german().contains("Hochladen"));
}

#[test]
fn a_free_reason_needs_words_and_may_be_any() {
    let library = builtin::library().unwrap();
    let item = "digav-2026-anlage-1/ds-19";
    assert_eq!(check(&library, item, 0, &because("kurz"), &[]), Err(AnswerRefused::TooShort { min: 20 }));
    assert_eq!(
        check(&library, item, 0, &because("Gesetzliche Frist nach § 147 AO, zehn Jahre"), &[]),
        Ok(())
    );
    let long = "ä".repeat(MAX_TEXT + 1);
    assert_eq!(check(&library, item, 0, &because(&long), &[]), Err(AnswerRefused::TooLong { max: MAX_TEXT }));
}

#[test]
fn points_are_answered_one_by_one_and_not_applicable_as_a_whole() {
    let library = builtin::library().unwrap();
    let item = "digav-2026-anlage-1/si-33";
    let reason = "Die digitale Gesundheitsanwendung greift weder auf Sensoren eines mobilen Endgeräts noch auf externe Hardware zu.";
    // Three dashes and one requirement printed without.
    assert_eq!(check(&library, item, 0, &Answer::Met, &[]), Err(AnswerRefused::AnswerPoints { points: 4 }));
    assert_eq!(check(&library, item, 4, &Answer::Met, &[]), Ok(()));
    assert_eq!(
        check(&library, item, 5, &Answer::Met, &[]),
        Err(AnswerRefused::NoSuchPoint { place: 5, points: 4 })
    );
    assert_eq!(check(&library, item, 0, &because(reason), &[]), Ok(()));
    assert_eq!(check(&library, item, 1, &because(reason), &[]), Err(AnswerRefused::WholeItemOnly));
}

#[test]
fn deviations_are_argued_and_only_where_the_ordinance_allows_them() {
    let library = builtin::library().unwrap();
    let deviation = |text: &str| Answer::Deviation { equivalence: text.into() };
    let equal = deviation("Ende-zu-Ende-Verschlüsselung mit gleichem Schutzniveau");
    assert_eq!(check(&library, "digav-2026-anlage-1/sx-01", 0, &equal, &[]), Ok(()));
    let short = check(&library, "digav-2026-anlage-1/sx-01", 0, &deviation("geht auch"), &[]);
    assert_eq!(short, Err(AnswerRefused::TooShort { min: 20 }));
    assert_eq!(
        check(&library, "bmv-ae-anlage-31b-2021/31b-r05", 0, &equal, &[]),
        Err(AnswerRefused::NoDeviation)
    );
}

#[test]
fn the_certificate_asks_yes_no_and_a_number() {
    let library = builtin::library().unwrap();
    let of = |item: &str, answer: &Answer| {
        check(&library, &format!("bmv-ae-anlage-31b-2021/{item}"), 0, answer, &[])
    };
    assert_eq!(of("31b-q2a", &because("")), Ok(()));
    assert_eq!(of("31b-q1", &because("")), Err(AnswerRefused::NoReasonPermitted));
    assert_eq!(of("31b-q8b", &Answer::Count { value: 4 }), Ok(()));
    assert_eq!(of("31b-q8b", &Answer::Met), Err(AnswerRefused::WrongForm));
}

#[test]
fn the_reason_with_a_day_holds_before_that_day_only() {
    let library = builtin::library().unwrap();
    let refused = check(
        &library,
        "digav-2020-anlage-1/si-01",
        0,
        &because("Das Antragsdatum liegt vor dem 1. Januar 2022."),
        &[],
    );
    assert_eq!(refused, Err(AnswerRefused::FiledLater { before: date(2022, 1, 1) }));
}

#[test]
fn whole_and_points_exclude_each_other() {
    let mut content = Content::default();
    content.set(Place(1), Answer::Met);
    content.set(Place(2), Answer::Met);
    content.set(Place::WHOLE, because(NO_UPLOAD));
    assert_eq!(content.answers.len(), 1);
    content.set(Place(2), Answer::Met);
    assert_eq!(content.not_applicable(), None);
}
