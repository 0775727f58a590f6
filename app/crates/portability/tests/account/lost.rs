//! What is not there any more holds back nothing else.

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::{Written, sample};

use super::{after, all, bring, empty, export, sources};

/// What the file of an account brings to another one, without the documents that hold this.
fn without(what: &str) -> Vec<Written> {
    let file = export(sample::account(7, sources()), Format::Json);
    let mut written = all(bring(empty(9), &file).unwrap());
    let before = written.len();
    written.retain(|it| it.collection != Collection::Documents || !it.payload.contains(what));
    assert!(written.len() < before, "{what}");
    written
}

fn count(bundle: &str, kind: &str) -> usize {
    bundle.matches(&format!(r#""resource":{{"resourceType":"{kind}","#)).count()
}

#[test]
fn a_dose_whose_medicine_is_gone_is_exported_with_the_name_that_the_diary_knows() {
    let text = export(after(9, &without(r#""medication":{"#)), Format::Json);
    assert_eq!(count(&text, "MedicationAdministration"), 2);
    assert_eq!(count(&text, "Medication"), 1);
    assert!(text.contains("Ramipril 5 mg"));
}

#[test]
fn answers_whose_questionnaire_is_gone_are_exported_with_the_questions_that_were_answered() {
    let text = export(after(9, &without(r#""assessment":{"#)), Format::Json);
    assert_eq!((count(&text, "QuestionnaireResponse"), count(&text, "Questionnaire")), (6, 6));
}

#[test]
fn goals_that_are_gone_are_missing_in_their_plan_and_nowhere_else() {
    let text = export(after(9, &without(r#""goal":{"#)), Format::Json);
    assert_eq!((count(&text, "Goal"), count(&text, "CarePlan")), (0, 1));
}

#[test]
fn what_was_removed_is_not_in_the_open_format_and_does_not_come_with_an_older_file() {
    let removed = r#"[{"id":"018f3c1e-0000-7000-8000-0000000000aa","version":2,"data":{"v":1}}]"#;
    let file = sample::open_file(&sample::head(7), &[(Collection::Documents, removed.to_owned())]).unwrap();
    assert!(!file.contains("018f3c1e"), "{file}");
    let older = file.replace(r#""documents":[]"#, &format!(r#""documents":{removed}"#));
    assert!(older.contains("018f3c1e"), "{file}");
    assert_eq!(bring(empty(9), &older).unwrap().preview().records, 0);
}
