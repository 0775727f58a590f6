//! Every kind of record has its place in the file.

use std::collections::BTreeMap;

use fhir_profiles::Format;
use heilsam_portability::sample;
use heilsam_therapy::device::Mdc;
use heilsam_therapy::text::Language;
use serde_json::Value;

use super::{empty, export, sources};

fn profiles(bundle: &str) -> BTreeMap<String, usize> {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let mut counts = BTreeMap::new();
    for entry in bundle["entry"].as_array().unwrap() {
        let profile = entry["resource"]["meta"]["profile"][0].as_str().unwrap();
        let name = profile.rsplit("MIO_DIGA_").next().unwrap().trim_end_matches("|1.1.0");
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn nothing_of_an_account_is_left_out() {
    let counts = profiles(&export(sample::account(7, sources()), Format::Json));
    let expected = [
        ("Observation_Blood_Pressure", 2),
        ("Observation_Heart_Rate", 2),
        ("Observation_Body_Weight", 1),
        ("MedicationAdministration_Medication_Intake", 2),
        ("MedicationStatement_Medication_Information", 1),
        ("Condition_Problem", 1),
        // The walk, and two exercises on two days.
        ("Procedure_Activity", 5),
        // Irregular pulse, skipped intake, sleep, mood, free words.
        ("Observation_Diary_Entry", 5),
        ("Questionnaire", 6),
        ("QuestionnaireResponse", 6),
        ("Goal", 2),
        ("CarePlan", 1),
    ];
    for (profile, count) in expected {
        assert_eq!(counts.get(profile), Some(&count), "{profile} in {counts:?}");
    }
    assert!(counts["Observation_Score_or_Assessment_by_Scale"] >= 4, "{counts:?}");
}

#[test]
fn what_a_device_measured_has_the_names_of_devices_beside_the_usual_ones() {
    let file = export(sample::account(7, sources()), Format::Json);
    let bundle: Value = serde_json::from_str(&file).unwrap();
    let named = |coding: &Value| coding["system"] == "urn:iso:std:iso:11073:10101";
    let from_device =
        |resource: &&Value| resource["code"]["coding"].as_array().is_some_and(|all| all.iter().any(named));
    let resources: Vec<&Value> =
        bundle["entry"].as_array().unwrap().iter().map(|it| &it["resource"]).collect();
    let measured: Vec<&Value> = resources.iter().copied().filter(|it| from_device(it)).collect();
    assert_eq!(measured.len(), 1, "one entry of the sample is a device's, the others were typed");
    let components = measured[0]["component"].as_array().unwrap();
    for (component, field) in components.iter().zip([Mdc::Systolic, Mdc::Diastolic]) {
        let codings = component["code"]["coding"].as_array().unwrap();
        let expected = (field.term().code.to_string(), field.term().name);
        let last = codings.last().unwrap();
        assert_eq!(
            (last["code"].as_str().unwrap(), last["display"].as_str().unwrap()),
            (expected.0.as_str(), expected.1)
        );
        assert_eq!(codings.len(), 3, "SNOMED CT, LOINC, and the device's");
    }
}

/// The questionnaires of a bundle: identity, language and title by canonical address.
fn questionnaires(bundle: &str) -> BTreeMap<String, (String, String, String)> {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let all = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let one = |it: &Value| {
        let canonical = format!("{}|{}", text(&it["url"]), text(&it["version"]));
        (canonical, (text(&it["id"]), text(&it["language"]), text(&it["title"])))
    };
    all.filter(|it| it["resourceType"] == "Questionnaire").map(one).collect()
}

#[test]
fn a_questionnaire_says_its_language_and_each_language_is_a_resource_of_its_own() {
    let german = questionnaires(&export(sample::account(7, sources()), Format::Json));
    let english = sample::account_in(Language::English, 7, sources());
    let english = questionnaires(&export(english, Format::Json));
    assert_eq!(german.len(), 6);
    assert!(german.keys().eq(english.keys()), "address and version stay: answers stay comparable");
    for (canonical, (id, language, title)) in &german {
        let (other_id, other_language, other_title) = &english[canonical];
        assert_eq!((language.as_str(), other_language.as_str()), ("de", "en"), "{canonical}");
        assert_ne!(title, other_title, "{canonical}");
        assert_ne!(id, other_id, "{canonical}");
    }
}

#[test]
fn the_plan_says_what_was_done() {
    let text = export(sample::account(7, sources()), Format::Json);
    assert!(text.contains("Tage mit Übung: 2/"), "the weeks are described");
    assert!(text.contains("\"title\":\"Mein Blutdruck\""));
    assert!(text.contains("Uhrzeit nicht festgehalten"));
}

#[test]
fn the_same_records_give_the_same_bytes_in_any_order() {
    let records = sample::records(&sources());
    let mut turned = empty(7);
    for (collection, records) in records.iter().rev() {
        let mut list: Vec<Value> = serde_json::from_str(records).unwrap();
        list.reverse();
        turned.add(*collection, &serde_json::to_string(&list).unwrap()).unwrap();
    }
    for format in [Format::Json, Format::Xml] {
        let text = export(sample::account(7, sources()), format);
        assert!(text == export(sample::account(7, sources()), format), "twice the same");
        assert!(text.len() > 50_000);
    }
    let turned = export(turned, Format::Xml);
    assert!(turned == export(sample::account(7, sources()), Format::Xml), "order of reading does not matter");
}

#[test]
fn answers_of_a_questionnaire_that_the_app_does_not_have_any_more_go_along() {
    let records = sample::records(&sources());
    let older = records[1].1.replace("\"version\":\"1.0.0\"", "\"version\":\"0.9.0\"");
    let mut account = empty(7);
    account.add(records[1].0, &older).unwrap();
    let text = export(account, Format::Json);
    let counts = profiles(&text);
    assert_eq!((counts["Questionnaire"], counts["QuestionnaireResponse"]), (6, 6));
    assert!(text.contains("urn:heilsam:questionnaire:phq-9|0.9.0"));
}

#[test]
fn a_record_of_a_newer_app_is_left_out_and_the_others_are_not() {
    let mut account = empty(7);
    let records = sample::records(&sources());
    let with = records[0].1.replacen(
        '[',
        r#"[{"id":"018f3c1e-0000-7000-8000-0000000000ff","version":1,"data":{"v":9}},"#,
        1,
    );
    account.add(records[0].0, &with).unwrap();
    let counts = profiles(&export(account, Format::Json));
    assert_eq!(counts["Observation_Blood_Pressure"], 2);
}
