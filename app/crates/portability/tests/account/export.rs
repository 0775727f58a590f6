//! Every kind of record has its place in the file.

use std::collections::BTreeMap;

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::sources::{Wish, Words};
use heilsam_portability::{Gathering, sample};
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
        ("Observation_Heart_Rate", 3),
        ("Observation_Body_Weight", 1),
        ("MedicationAdministration_Medication_Intake", 2),
        // The medicine, and the dose that was left out.
        ("MedicationStatement_Medication_Information", 2),
        ("Condition_Problem", 1),
        // The walk, two exercises on two days and nine sections that were read; an exercise and a section since it was begun anew.
        ("Procedure_Activity", 16),
        // Two irregular pulses, sleep, mood.
        ("Observation_Free", 4),
        // Free words.
        ("Observation_Diary_Entry", 1),
        // A cuff and a scale; the makers of the app and of the cuff.
        ("Device", 2),
        ("DeviceDefinition", 2),
        ("Organization_Manufacturer", 2),
        ("Questionnaire", 6),
        ("QuestionnaireResponse", 6),
        ("Goal", 2),
        // Of the earlier round, and of the present one.
        ("CarePlan", 2),
        ("DocumentReference", 1),
        ("Appointment", 1),
        // The consultation and its practice.
        ("Encounter", 1),
        ("Organization", 1),
    ];
    for (profile, count) in expected {
        assert_eq!(counts.get(profile), Some(&count), "{profile} in {counts:?}");
    }
    assert!(counts["Observation_Score_or_Assessment_by_Scale"] >= 4, "{counts:?}");
}

fn resource(bundle: &str, kind: &str) -> Value {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let mut all = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    all.rfind(|it| it["resourceType"] == kind).unwrap().clone()
}

/// The resource of a profile of MIO DiGA.
fn resource_of(bundle: &str, profile: &str) -> Value {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let mut all = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let is = |it: &&Value| {
        it["meta"]["profile"][0].as_str().is_some_and(|it| it.ends_with(&format!("_{profile}")))
    };
    all.find(is).unwrap().clone()
}

/// What a section of the document lists.
fn listed(bundle: &str, section: &str) -> Vec<String> {
    let composition = resource(bundle, "Composition");
    let section =
        composition["section"].as_array().unwrap().iter().find(|it| it["title"] == section).unwrap();
    let entries = section["entry"].as_array().unwrap().iter();
    entries.map(|it| it["reference"].as_str().unwrap().trim_start_matches("urn:uuid:").to_owned()).collect()
}

#[test]
fn a_picture_is_a_document_of_the_moment_and_the_patient_of_its_entry() {
    let text = export(sample::account(7, sources()), Format::Json);
    let document = resource(&text, "DocumentReference");
    let entry: Value = serde_json::from_str(&text).unwrap();
    let entries = entry["entry"].as_array().unwrap().iter().map(|it| &it["resource"]);
    let pressures: Vec<_> = entries.filter(|it| !it["component"].is_null()).collect();
    let attachment = &document["content"][0]["attachment"];
    assert_eq!(attachment["contentType"], "image/jpeg");
    assert_eq!(attachment["data"], sample::PICTURE);
    assert_eq!(attachment["title"], "Foto zum Eintrag");
    assert!(pressures.iter().any(|it| it["effectiveDateTime"] == attachment["creation"]), "{pressures:?}");
    assert_eq!(document["author"][0], document["subject"]);
    assert_eq!(listed(&text, "Anhaenge"), [document["id"].as_str().unwrap()]);
}

#[test]
fn an_appointment_says_when_where_what_for_and_with_whom() {
    let text = export(sample::account(7, sources()), Format::Json);
    let appointment = resource(&text, "Appointment");
    assert_eq!(appointment["status"], "booked");
    assert_eq!(appointment["start"], appointment["end"], "how long it takes is not known");
    assert_eq!(appointment["comment"], "Praxis am Markt");
    assert_eq!(appointment["reasonCode"][0]["text"], "Nach den Nebenwirkungen fragen");
    assert_eq!(appointment["participant"][1]["type"][0]["text"], "mit Begleitung");
    assert_eq!(listed(&text, "Termine/Begegnungen")[0], appointment["id"].as_str().unwrap());
}

#[test]
fn a_consultation_that_was_held_is_an_encounter_with_the_practice_among_the_contacts() {
    let text = export(sample::account(7, sources()), Format::Json);
    let (held, practice) = (resource(&text, "Encounter"), resource_of(&text, "Organization|1.1.0"));
    let id = |it: &Value| it["id"].as_str().unwrap().to_owned();
    assert_eq!((&held["status"], &held["class"]["code"]), (&Value::from("finished"), &Value::from("VR")));
    assert_eq!(held["period"]["start"], "2026-03-01T07:20:00Z");
    assert_eq!(held["period"]["start"], held["period"]["end"], "how long it took is not known");
    assert_eq!(held["serviceProvider"]["reference"], format!("urn:uuid:{}", id(&practice)));
    assert_eq!(practice["name"], "Praxis am Markt");
    assert!(listed(&text, "Termine/Begegnungen").contains(&id(&held)));
    assert_eq!(listed(&text, "Kontakte"), [id(&practice)]);
}

#[test]
fn a_practice_stands_once_however_many_appointments_it_has_and_one_without_a_name_is_none() {
    let records = sample::records(&sources());
    let (_, appointments) = records.iter().find(|(it, _)| *it == Collection::Appointments).unwrap();
    let first: Vec<Value> = serde_json::from_str(appointments).unwrap();
    let with = |last: u8, practice: &str| {
        let mut record = first[0].clone();
        record["id"] = format!("018f3c1e-0000-7000-8000-0000000000{last:02}").into();
        record["data"]["appointment"]["practice"] = practice.into();
        record["data"]["appointment"].as_object_mut().unwrap().remove("met_at");
        record
    };
    let more = vec![with(1, "Praxis am Markt "), with(2, " ")];
    let mut account = sample::account(7, sources());
    account.add(Collection::Appointments, &serde_json::to_string(&more).unwrap()).unwrap();
    let counts = profiles(&export(account, Format::Json));
    assert_eq!((counts["Appointment"], counts["Encounter"], counts["Organization"]), (3, 1, 1));
}

#[test]
fn pictures_and_appointments_without_words_go_along_as_well() {
    let mut account = Gathering::new(
        sample::head(7),
        sample::names(7),
        sources(),
        Wish { words: Words::default(), ..sample::wish() },
    );
    let records = sample::records(&sources());
    let of = |collection: Collection| records.iter().filter(move |(it, _)| *it == collection);
    for (collection, records) in of(Collection::Photos).chain(of(Collection::Diary)) {
        account.add(*collection, records).unwrap();
    }
    for (_, records) in of(Collection::Appointments) {
        account.add(Collection::Appointments, &records.replace("\"with_carer\"", "\"cancelled\"")).unwrap();
    }
    let text = export(account, Format::Json);
    assert_eq!(resource(&text, "DocumentReference")["content"][0]["attachment"]["title"], "photo.jpg");
    assert_eq!(resource(&text, "Appointment")["status"], "cancelled");
}

#[test]
fn a_broken_picture_and_one_without_its_entry_do_not_end_the_export() {
    let mut account = sample::account(7, sources());
    let records = sample::records(&sources());
    let (_, photos) = records.iter().find(|(it, _)| *it == Collection::Photos).unwrap();
    let mut photo: Vec<Value> = serde_json::from_str(photos).unwrap();
    photo[0]["id"] = "018f3c1e-0000-7000-8000-0000000000fe".into();
    account.add(Collection::Photos, &serde_json::to_string(&photo).unwrap()).unwrap();
    account.add(Collection::Photos, &photos.replace(sample::PICTURE, "no picture")).unwrap();
    let counts = profiles(&export(account, Format::Json));
    assert_eq!(counts["DocumentReference"], 1);
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
    assert_eq!(measured.len(), 2, "a cuff and a scale measured, the others were typed");
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
fn a_score_that_others_know_has_its_code_and_an_own_one_has_its_name() {
    let bundle: Value = serde_json::from_str(&export(sample::account(7, sources()), Format::Json)).unwrap();
    let all = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let profile = |it: &Value| it["meta"]["profile"][0].as_str().is_some_and(|it| it.contains("_Score_"));
    let scores: Vec<&Value> = all.filter(|it| profile(it)).map(|it| &it["code"]).collect();
    let with = |code: &str| {
        let coded = |it: &&&Value| it["coding"][0]["code"] == code;
        scores.iter().find(coded).unwrap_or_else(|| panic!("{code} in {scores:?}"))
    };
    for (code, text, display) in [
        (
            "44261-6",
            "Niedergeschlagenheit",
            "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
        ),
        (
            "70274-6",
            "Sorgen und Anspannung",
            "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]",
        ),
    ] {
        let score = with(code);
        let coding = &score["coding"][0];
        assert_eq!(coding["system"], "http://loinc.org");
        assert_eq!(coding["version"], "2.72");
        assert_eq!(coding["display"], display);
        assert_eq!(score["text"], text);
    }
    assert!(scores.iter().any(|it| it["coding"].is_null() && !it["text"].is_null()), "{scores:?}");
}

#[test]
fn the_plan_says_what_was_done() {
    let text = export(sample::account(7, sources()), Format::Json);
    assert!(text.contains("Tage mit Übung: 2/"), "the weeks are described");
    assert!(text.contains("\"title\":\"Mein Blutdruck\""));
    assert!(text.contains("Uhrzeit nicht festgehalten"));
}

#[test]
fn a_section_that_was_read_is_an_activity_of_its_day() {
    let text = export(sample::account(7, sources()), Format::Json);
    let bundle: Value = serde_json::from_str(&text).unwrap();
    let all = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let name = "Richtig messen: Was die zwei Zahlen bedeuten (gelesen)";
    let found: Vec<&Value> = all.clone().filter(|it| it["code"]["text"] == name).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["performedDateTime"], "2026-03-03T00:00:00Z");
    assert_eq!(found[0]["note"][0]["text"], "Uhrzeit nicht festgehalten");
    let id = found[0]["id"].as_str().unwrap();
    assert!(listed(&text, "Aktivitäten").contains(&id.to_owned()));
    let about = format!("urn:uuid:{id}");
    let told = |it: &&Value| {
        let targets = it["target"].as_array();
        it["resourceType"] == "Provenance"
            && targets.is_some_and(|all| all.iter().any(|it| it["reference"] == about))
    };
    assert_eq!(all.filter(told).count(), 1, "who said so");
}

#[test]
fn sections_that_were_read_before_days_were_kept_are_counted_in_the_plan_only() {
    let mut account = empty(7);
    for (collection, records) in &sample::records(&sources()) {
        let mut records: Vec<Value> = serde_json::from_str(records).unwrap();
        if *collection == Collection::Therapy {
            let course = &mut records[0]["data"]["course"];
            for round in ["/modules", "/earlier/0/modules"] {
                for state in course.pointer_mut(round).unwrap().as_object_mut().unwrap().values_mut() {
                    assert!(state.as_object_mut().unwrap().remove("read_on").is_some());
                }
            }
        }
        account.add(*collection, &serde_json::to_string(&records).unwrap()).unwrap();
    }
    let text = export(account, Format::Json);
    assert_eq!(profiles(&text)["Procedure_Activity"], 6);
    assert!(text.contains("gelesene Abschnitte: 5/5"));
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
fn everything_begins_with_the_first_entry_and_not_with_a_questionnaire() {
    let records = sample::records(&sources());
    let mut account = empty(7);
    account.add(records[0].0, &records[0].1).unwrap();
    // When a version that the app does not have any more was reviewed, nobody knows.
    account
        .add(records[1].0, &records[1].1.replace("\"version\":\"1.0.0\"", "\"version\":\"0.9.0\""))
        .unwrap();
    let period = account.into_input().unwrap().period;
    assert_eq!(period.start, "2026-03-01T07:00:00Z".parse().unwrap());
    assert_eq!(period.end, sample::head(7).exported_at);
    let whole = sample::account(7, sources()).into_input().unwrap().period;
    assert_eq!(whole.start, "2026-03-01T07:00:00Z".parse().unwrap(), "the programme belongs to every period");
    assert_eq!(whole.end, sample::head(7).exported_at);
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
