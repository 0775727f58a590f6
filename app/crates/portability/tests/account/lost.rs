//! What is not there any more holds back nothing else.

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::{Written, sample};
use serde_json::Value;

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
fn what_a_device_measured_that_is_gone_is_not_said_to_be_typed_in() {
    let text = export(after(9, &without(r#""device":{"#)), Format::Json);
    assert_eq!(count(&text, "Device"), 1, "the app");
    let bundle: Value = serde_json::from_str(&text).unwrap();
    let all = bundle["entry"].as_array().unwrap().iter().map(|it| &it["resource"]);
    let is = |it: &&Value| it["meta"]["profile"][0].as_str().unwrap().contains("_Blood_Pressure");
    let typed: Vec<bool> = all.filter(is).map(|it| !it["performer"].is_null()).collect();
    assert_eq!(typed, [true, false]);
}

#[test]
fn goals_that_are_gone_are_missing_in_their_plans_and_nowhere_else() {
    let text = export(after(9, &without(r#""goal":{"#)), Format::Json);
    assert_eq!((count(&text, "Goal"), count(&text, "CarePlan")), (0, 2));
}

/// Takes the free note out of records of the diary, as the app does it.
fn remove_note(data: &mut Value) -> bool {
    let is_note = data["entry"]["note"] == "Heute war ein guter Tag.";
    if is_note {
        data["entry"] = Value::Null;
        data.as_object_mut().unwrap().remove("imported");
    }
    is_note
}

#[test]
fn what_the_patient_removed_is_said_to_come_again() {
    let file = export(sample::account(7, sources()), Format::Json);
    let mut written = all(bring(empty(9), &file).unwrap());
    let goal = written.iter_mut().find(|it| it.payload.contains(r#""goal":{"#)).unwrap();
    goal.payload = r#"{"v":1}"#.to_owned();
    for record in written.iter_mut().filter(|it| it.collection == Collection::Diary) {
        let mut data: Value = serde_json::from_str(&record.payload).unwrap();
        if remove_note(&mut data) {
            record.payload = data.to_string();
        }
    }
    let again = bring(after(9, &written), &file).unwrap();
    assert_eq!((again.preview().again, again.preview().records), (2, 2), "{:?}", again.preview().kinds);
    assert!(again.preview().kinds.values().all(|count| count.kept == 0));
    assert_eq!(bring(empty(9), &file).unwrap().preview().again, 0);
}

#[test]
fn what_was_removed_of_an_own_account_is_said_to_come_again_with_its_file() {
    let mut account = empty(7);
    let all = sample::records(&sources());
    for (collection, records) in &all {
        let mut records: Vec<Value> = serde_json::from_str(records).unwrap();
        for record in &mut records {
            remove_note(&mut record["data"]);
        }
        account.add(*collection, &serde_json::to_string(&records).unwrap()).unwrap();
    }
    let open = sample::open_file(7, &all).unwrap();
    let mut again = vec![bring(account, &export(sample::account(7, sources()), Format::Xml)).unwrap()];
    let mut account = empty(7);
    let mut diary: Vec<Value> = serde_json::from_str(&all[0].1).unwrap();
    diary.iter_mut().for_each(|it| it["data"]["entry"] = Value::Null);
    account.add(all[0].0, &serde_json::to_string(&diary).unwrap()).unwrap();
    again.push(bring(account, &open).unwrap());
    assert_eq!((again[0].preview().again, again[0].preview().records), (1, 1));
    assert_eq!(again[1].preview().again, diary.len(), "in the open format as well");
}

#[test]
fn a_removed_appointment_is_said_to_come_again_with_the_consultation_that_was_held() {
    let mut account = empty(7);
    for (collection, records) in &sample::records(&sources()) {
        let mut records: Vec<Value> = serde_json::from_str(records).unwrap();
        if *collection == Collection::Appointments {
            records.iter_mut().for_each(|it| it["data"]["appointment"] = Value::Null);
        }
        account.add(*collection, &serde_json::to_string(&records).unwrap()).unwrap();
    }
    let again = bring(account, &export(sample::account(7, sources()), Format::Json)).unwrap();
    assert_eq!(again.preview().again, 2, "{:?}", again.preview().kinds);
}

#[test]
fn what_was_removed_is_not_in_the_open_format_and_does_not_come_with_an_older_file() {
    let removed = r#"[{"id":"018f3c1e-0000-7000-8000-0000000000aa","version":2,"data":{"v":1}}]"#;
    let file = sample::open_file(7, &[(Collection::Documents, removed.to_owned())]).unwrap();
    assert!(!file.contains("018f3c1e"), "{file}");
    let older = file.replace(r#""documents":[]"#, &format!(r#""documents":{removed}"#));
    assert!(older.contains("018f3c1e"), "{file}");
    assert_eq!(bring(empty(9), &older).unwrap().preview().records, 0);
}
